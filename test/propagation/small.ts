import type {
  AaveV3Market,
  Asset,
  Balance,
  Market,
  MorphoBlueMarket,
  Oracle,
  Position,
  Reserve,
  Scenario,
  Shock,
  Venue,
} from "../../src/model/scenario.js";
import { balance, literal, noScenario } from "../network/small-scenarios.js";

export { balance, literal } from "../network/small-scenarios.js";

/** A scenario of a few parts: every asset has a price and a spot oracle of its own name, unless said otherwise. */
export function small(
  pricesUsd: Readonly<Record<string, number>>,
  parts: Partial<Omit<Scenario, "assets">> & { readonly assets?: readonly Asset[] },
): Scenario {
  const priced = Object.entries(pricesUsd).map(([id, priceUsd]) => ({ id, priceUsd: literal(priceUsd) }));
  const assets = [...priced, ...(parts.assets ?? [])];
  const given = parts.oracles ?? [];
  const spots = assets.filter(({ id }) => !given.some((oracle) => oracle.id === id)).map(({ id }) => spot(id));
  return { ...noScenario, ...parts, assets, oracles: [...spots, ...given] };
}

export const spot = (asset: string): Oracle => ({ id: asset, kind: "spot", asset });

export const units = (amounts: Readonly<Record<string, number>>): Balance[] =>
  Object.entries(amounts).map(([asset, amount]) => balance(asset, amount));

export const pool = (
  amounts: Readonly<Record<string, number>>,
  rest: { readonly fee?: number; readonly arbitrage?: number; readonly id?: string } = {},
): Venue => ({
  ...{ id: rest.id ?? Object.keys(amounts).join("/"), kind: "constant-product", balances: units(amounts) },
  ...{ fee: literal(rest.fee ?? 0), arbitragePerRound: literal(rest.arbitrage ?? 0) },
});

/** Sells up to `limit` units without moving the price. */
export const flat = (asset: string, quote: string, limit: number, impact = 0): Venue => ({
  ...{ id: `${asset}~${quote}`, kind: "depth-curve", asset, quote, arbitragePerRound: literal(0) },
  points: [{ units: literal(limit), impact: literal(impact) }],
});

interface ReserveParts {
  readonly threshold?: number;
  readonly bonus?: number;
  readonly fee?: number;
  readonly supplied?: number;
  readonly otherBorrowed?: number;
  readonly rest?: Partial<Reserve>;
}

export const reserve = (asset: string, parts: ReserveParts = {}): Reserve => ({
  ...{ asset, oracle: asset, otherBorrowedUnits: literal(parts.otherBorrowed ?? 0) },
  ...(parts.supplied === undefined ? {} : { suppliedUnits: literal(parts.supplied) }),
  ...{ ltv: literal(0), liquidationThreshold: literal(parts.threshold ?? 0) },
  ...{ liquidationBonus: literal(parts.bonus ?? 0), liquidationProtocolFee: literal(parts.fee ?? 0) },
  ...{ reserveFactor: literal(0), ...parts.rest },
});

export const aave = (reserves: readonly Reserve[], eModes: AaveV3Market["eModes"] = []): Market => ({
  ...{ id: "aave", kind: "aave-v3", reserves, eModes },
});

export const aaveV2 = (reserves: readonly Reserve[], closeFactor = 0.5): Market => ({
  ...{ id: "aave", kind: "aave-v2", reserves, closeFactor: literal(closeFactor) },
});

export const morpho = (
  id: string,
  pair: { readonly collateral: string; readonly loan: string; readonly lltv: number },
  rest: Partial<MorphoBlueMarket> = {},
): Market => ({
  ...{ id, kind: "morpho-blue", collateral: pair.collateral, loan: pair.loan, lltv: literal(pair.lltv) },
  ...{ oracle: pair.collateral, loanOracle: pair.loan, otherBorrowedUnits: literal(0), badDebt: "realise" },
  ...rest,
});

export const position = (
  id: string,
  market: string,
  collateral: Readonly<Record<string, number>>,
  debt: Readonly<Record<string, number>>,
  rest: Partial<Pick<Position, "owner" | "eMode">> = {},
): Position => ({ id, market, collateral: units(collateral), debt: units(debt), ...rest });

export const priceShock = (asset: string, change: number, round = 0): Shock => ({
  ...{ kind: "price", round, asset, change: literal(change) },
});

export const sale = (asset: string, amount: number, into: string, round = 0): Shock => ({
  ...{ kind: "sale", round, asset, units: literal(amount), into },
});

/** Keeps a run going until a round: an asset's price is stated to stay what it is. */
export const until = (round: number, asset: string, priceUsd: number): Shock => ({
  ...{ kind: "price-path", round: 0, asset },
  path: [0, round].map((each) => ({ round: each, priceUsd: literal(priceUsd) })),
});
