import type { Market, Oracle, Scenario, Shock } from "../../../src/model/scenario.js";
import { literal } from "../draws.js";
import { type Asset, PRICES } from "./part.js";

/** What makes something happen by itself. */
const RESTLESS: readonly string[] = ["rate", "supplyRate", "run", "ramp", "funding", "providers"];

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

const stilled = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(stilled);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => (RESTLESS.includes(key) ? [] : [[key, stilled(item as Json)]])),
  );
};

const halved = (scenario: Scenario): Scenario["positions"] =>
  scenario.positions.map((position) => ({
    ...position,
    // Bands that begin well below the price, perpetuals at the mark with a large margin.
    ...(position.firstBand === undefined ? {} : { firstBand: 14 }),
    ...(position.perp === undefined
      ? {}
      : {
          perp: { ...position.perp, entryPriceUsd: literal(2000) },
          collateral: position.collateral.map(({ asset, units }) => ({ asset, units: literal(4 * Number(units)) })),
        }),
    debt: position.debt.map(({ asset, units }) => ({ asset, units: literal(Number(units) * 0.4) })),
  }));

/** The mechanisms of a scenario with nothing for them to do: no shock, run, policy, interest or arbitrage, and loans halved. */
export function atRest(scenario: Scenario): Scenario {
  const oracles = scenario.oracles.map(
    ({ id, asset, ...rule }): Oracle => (rule.kind === "fixed" ? { id, asset, ...rule } : { id, asset, kind: "spot" }),
  );
  const still = stilled(JSON.parse(JSON.stringify(scenario)) as Json) as unknown as Scenario;
  return {
    ...still,
    oracles,
    venues: still.venues.map((venue) => ({ ...venue, arbitragePerRound: literal(0) })),
    actors: still.actors.map((actor) => ({ ...actor, policies: [], options: [] })),
    positions: halved(scenario),
    shocks: [],
  };
}

/** The same, judged by prices that stand still at `factor` times those of the start. */
export const judgedByFixed = (scenario: Scenario, factor: number): Scenario => ({
  ...scenario,
  oracles: scenario.oracles.map(
    ({ id, asset }): Oracle => ({
      id,
      asset,
      kind: "fixed",
      priceUsd: literal((PRICES[asset as Asset] ?? 1) * factor),
    }),
  ),
});

/** Crashes and sales in every market that is not a dollar's. */
export const CRASH: readonly Shock[] = [
  ...(["ETH", "BTC", "ALT", "fund"] as const).map(
    (asset, round): Shock => ({ kind: "price", round, asset, change: literal(-0.6) }),
  ),
  { kind: "sale", round: 1, asset: "ETH", units: literal(400), into: "USD" },
  { kind: "sale", round: 2, asset: "DAI", units: literal(2e5), into: "USD" },
];

const PERPS = { "dydx-v4": true, hyperliquid: true, "gmx-v2": true };

/** Without markets that trade by their own oracle's price: price bands, perpetuals, and stablecoins that are redeemed. */
export function withoutOraclePriced(scenario: Scenario): Scenario {
  const isPriced = ({ kind }: Market): boolean => kind === "llamma" || kind.startsWith("liquity") || kind in PERPS;
  const gone = new Set(scenario.markets.filter(isPriced).map(({ id }) => id));
  return {
    ...scenario,
    markets: scenario.markets.filter(({ id }) => !gone.has(id)),
    positions: scenario.positions.filter(({ market }) => !gone.has(market)),
  };
}
