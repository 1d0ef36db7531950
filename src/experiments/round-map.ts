import { fromRows } from "../measures/systemic/matrix-algebra.js";
import { spectralRadius } from "../measures/systemic/perron.js";
import type { CompletedRun } from "../model/result.js";
import type { Id, Scenario } from "../model/scenario.js";
import type { RoundMap } from "../model/tipping.js";
import { player } from "./player.js";
import { quiet } from "./quiet.js";
import { feltAssets, withMove } from "./shock-families.js";

/**
 * The map of one round, price pressure → forced sales → prices, as the scenario opens, by differences over a fall of `band` (0–1).
 *
 * M_ij = max(0, 1 − q_i(j) / q_i(0)) / band, where q_i is the market price of asset i over its reference price at the end of the first
 * round, and j the asset whose reference has fallen by `band`. A fall that assets share by backing or tracking is in the reference and
 * not counted; only what forced sellers add is. Radius of M by bounds that close in on it (`spectralRadius`). From 1 on, each round
 * of sales forces a larger one while the accounts within the band last; 0 where nobody within it would have to sell. One round: what
 * delayed oracles or auctions bring later is not in it.
 */
export function roundMap(scenario: Scenario, band: number): RoundMap {
  const assets = feltAssets(scenario);
  const oneRound = { ...scenario, clock: { ...scenario.clock, maxRounds: 0, runToMaxRounds: false } };
  const play = player(oneRound);
  const still = discounts(play(quiet(oneRound)), assets);
  const columns = assets.map((asset) =>
    discounts(play(withMove(oneRound, asset, -band)), assets).map((now, i) => {
      const before = still[i] ?? 1;
      return before > 0 ? Math.max(0, 1 - now / before) / band : 0;
    }),
  );
  const matrix = assets.map((_, i) => columns.map((column) => column[i] ?? 0));
  // A matrix of no assets has no radius.
  const radius = assets.length === 0 ? 0 : spectralRadius(fromRows(matrix)).radius;
  return { band, assets, matrix, radius };
}

/** Market over reference price at the end of the first round. */
function discounts({ result }: CompletedRun, assets: readonly Id[]): readonly number[] {
  const end = result.rounds.at(-1);
  const prices = new Map(end?.assets.map(({ id, marketUsd, referenceUsd }) => [id, { marketUsd, referenceUsd }]) ?? []);
  return assets.map((asset) => {
    const { marketUsd, referenceUsd } = prices.get(asset) ?? { marketUsd: 0, referenceUsd: 0 };
    return referenceUsd > 0 ? marketUsd / referenceUsd : 1;
  });
}
