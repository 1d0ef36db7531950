import type { CompletedRun } from "../model/result.js";
import { startPrice } from "./scenario-box.js";
import { vaultsByLoss } from "./vaults-by-loss.js";

/** A price or share price by round, relative to the start. */
export interface PriceLine {
  readonly name: string;
  readonly values: readonly { readonly round: number; readonly relative: number }[];
  readonly kind: "market" | "oracle" | "share";
}

const MOST_ASSETS = 4;
const MOST_VAULTS = 2;
const WORTH_SHOWING = 0.001;
const TWO_PRICES = 0.005;

/**
 * The lines of the price panel: market prices of the assets that moved most (up to four); each oracle of theirs that strays from the
 * market by more than 0.5 %; share prices of the vaults that lost most (up to two).
 */
export function priceLines(run: CompletedRun): readonly PriceLine[] {
  const assets = moved(run.scenario.assets.map((asset) => marketLine(run, asset.id))).slice(0, MOST_ASSETS);
  const oracles = run.scenario.oracles.flatMap((oracle) => {
    const market = assets.find((line) => line.name === oracle.asset);
    return market === undefined ? [] : [strayingOracle(run, oracle.id, market)].filter((line) => line !== undefined);
  });
  const shares = vaultsByLoss(run).map((vault) => shareLine(run, vault.id));
  const vaults = shares.filter((line) => move(line) > WORTH_SHOWING).slice(0, MOST_VAULTS);
  return [...assets, ...withoutRepeats(oracles), ...vaults];
}

/** Most moved first; those that did not move left out. */
const moved = (lines: readonly PriceLine[]): readonly PriceLine[] =>
  lines.filter((line) => move(line) > WORTH_SHOWING).sort((a, b) => move(b) - move(a));

const move = (line: PriceLine): number => Math.max(0, ...line.values.map(({ relative }) => Math.abs(relative - 1)));

function marketLine(run: CompletedRun, id: string): PriceLine {
  const start = startPrice(run, id) ?? 0;
  const values = run.result.rounds.flatMap((round) =>
    round.assets
      .filter((asset) => asset.id === id && start > 0)
      .map((asset) => ({ round: round.round, relative: asset.marketUsd / start })),
  );
  return { name: id, kind: "market", values };
}

function strayingOracle(run: CompletedRun, id: string, market: PriceLine): PriceLine | undefined {
  const start = startPrice(run, market.name) ?? 0;
  const values = run.result.rounds.flatMap((round) =>
    round.oracles
      .filter((oracle) => oracle.id === id && start > 0)
      .map((oracle) => ({ round: round.round, relative: oracle.priceUsd / start })),
  );
  const strays = values.some(({ round, relative }) => {
    const sold = market.values.find((value) => value.round === round)?.relative ?? relative;
    return Math.abs(relative - sold) > TWO_PRICES;
  });
  return strays ? { name: `${market.name} oracle`, kind: "oracle", values } : undefined;
}

/** Two oracles of one asset that say the same are one line. */
const withoutRepeats = (lines: readonly PriceLine[]): readonly PriceLine[] =>
  lines.filter((line, index) => lines.findIndex((other) => JSON.stringify(other) === JSON.stringify(line)) === index);

function shareLine(run: CompletedRun, id: string): PriceLine {
  const shares = run.result.rounds.flatMap((round) =>
    round.vaults.filter((vault) => vault.id === id).map((vault) => ({ round: round.round, price: vault.sharePrice })),
  );
  const start = run.result.vaults.find((vault) => vault.id === id)?.startSharePrice ?? shares[0]?.price ?? 0;
  const values = start > 0 ? shares.map(({ round, price }) => ({ round, relative: price / start })) : [];
  return { name: `${id} share`, kind: "share", values };
}
