import type { Scenario } from "../../../src/model/scenario.js";
import { type Draws, draws, literal } from "../draws.js";
import { issuers, poolShares, traders, vault } from "./claims.js";
import { lending } from "./lending.js";
import { randomOracle } from "./oracles.js";
import { type Asset, type Part, PRICES, together } from "./part.js";
import { bands, liquity, perps } from "./protocols.js";
import { randomShocks } from "./shocks.js";
import { randomVenues } from "./venues.js";

const ALWAYS = ["USD", "DAI", "ETH", "stETH", "BTC", "ALT"] as const;
const PAIRS = [
  ["ETH", "USD"],
  ["BTC", "USD"],
  ["ALT", "ETH"],
  ["DAI", "USD"],
  ["stETH", "ETH"],
  ["fund", "USD"],
] as const;

const house: Part = {
  assets: [{ id: "fund", issuer: "house" }],
  issuers: [
    {
      ...{ id: "house", kind: "balance-sheet", supplyUnits: literal(1e7), liabilities: [] },
      ...{
        recoveryExternal: literal(1),
        recoveryClaims: literal(1),
        holdings: [{ asset: "ETH", units: literal(2500) }],
      },
      external: [{ name: "bills", valueUsd: literal(5e6) }],
    },
  ],
};

/** A random handful of everything that a scenario can hold, small enough to run in milliseconds. */
export function randomMixed(seed: number): Scenario {
  const d = draws(seed + 3_000_000);
  const optional = (chance: number, part: (d: Draws) => Part): Part[] => (d.chance(chance) ? [part(d)] : []);
  const drawn = [lending(d), house, ...optional(0.4, liquity), ...optional(0.35, bands), ...optional(0.35, perps)];
  const claims = [...optional(0.5, issuers), ...optional(0.4, vault), ...optional(0.4, traders)];
  const apart = draws(seed + 6_000_000);
  const shares = apart.chance(0.25) ? [poolShares(apart)] : [];
  const { assets, venues: shared, ...parts } = together([...drawn, ...claims, ...shares]);
  const issued = assets.map(({ id }) => id as Asset).filter((id) => id !== "LP");
  const pairs = (["LUSD", "TOK", "VS"] as const)
    .filter((id) => id === "LUSD" || issued.includes(id))
    .map((asset) => [asset, "USD"] as const);
  const venues = [...randomVenues(d, [...PAIRS, ...pairs]), ...shared];
  const judged = [...ALWAYS, "LUSD", ...issued] as const;
  return {
    ...{ format: 1, title: `mixed ${seed}`, sources: [], seed, variants: [], ...parts, venues },
    sequencing: d.chance(0.85) ? "simultaneous" : d.pick(["worst-first", "random"]),
    clock: { secondsPerRound: literal(d.pick([600, 3600, 86_400])), maxRounds: 7, priceTolerance: literal(1e-6) },
    liquidators: {
      ...{ gasUsd: literal(d.pick([0, 20])), minimumProfitUsd: literal(d.pick([0, 5])) },
      ...(d.chance(0.2) ? { capacityUsdPerRound: literal(10 ** d.between(4, 6)) } : {}),
    },
    assets: [
      ...[...ALWAYS, "LUSD" as const].map((id) => ({
        ...{ id, priceUsd: literal(PRICES[id]) },
        ...(id === "stETH" ? { tracks: "ETH" } : {}),
      })),
      ...assets,
    ],
    oracles: [...judged.flatMap((asset) => randomOracle(d, asset)), ...parts.oracles],
    shocks: [...randomShocks(d, parts.markets, venues), ...parts.shocks],
  };
}
