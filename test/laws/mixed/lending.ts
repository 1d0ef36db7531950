import type { AaveV3Reserve, Actor, Market, PooledReserve, Position } from "../../../src/model/scenario.js";
import { type Draws, literal } from "../draws.js";
import { randomPositions } from "../ladder/random-accounts.js";
import { randomMarkets } from "../ladder/random-markets.js";
import { type Part, PRICES } from "./part.js";

const STAKED = 20_000;

/** Units of an asset that these accounts have on one side. */
const total = (positions: readonly Position[], side: "collateral" | "debt", asset: string): number =>
  positions
    .flatMap(({ [side]: list }) => list)
    .reduce((sum, each) => (each.asset === asset ? sum + Number(each.units) : sum), 0);

/** The market with no less supplied than its accounts post and owe, and sometimes hardly more. */
function fitted(d: Draws, market: Market, positions: readonly Position[]): Market {
  const own = positions.filter((each) => each.market === market.id);
  const enough = (asset: string): { readonly suppliedUnits: PooledReserve["ltv"] } => {
    const least = Math.max(total(own, "collateral", asset) + STAKED / PRICES.ETH, total(own, "debt", asset));
    return { suppliedUnits: literal((least + (asset === "USD" ? STAKED : 0)) * d.pick([1.001, 1.2, 4]) + 1) };
  };
  const all = <R extends PooledReserve>(reserves: readonly R[]): readonly R[] =>
    reserves.map((reserve) => ({ ...reserve, ...enough(reserve.asset) }));
  switch (market.kind) {
    case "aave-v3":
      return { ...market, reserves: all(market.reserves) };
    case "aave-v2":
      return { ...market, reserves: all(market.reserves) };
    case "compound-v2":
      return { ...market, reserves: all(market.reserves) };
    case "euler":
      return { ...market, reserves: all(market.reserves) };
    case "compound-v3":
      return { ...market, ...enough(market.base) };
    default:
      return market;
  }
}

/** Part of what suppliers of dollars own stands behind them. */
const withBackstop = (market: Market): Market =>
  market.kind !== "aave-v3" ? market : { ...market, reserves: market.reserves.map(backed) };

const backed = (reserve: AaveV3Reserve): AaveV3Reserve =>
  reserve.asset === "USD" ? { ...reserve, backstop: [{ actor: "stakers", units: literal(STAKED) }] } : reserve;

/** Loans in markets of one to four kinds; the owners of some deleverage. */
export function lending(d: Draws): Part {
  const drawn = randomMarkets(d, 2e7);
  const menus = drawn.flatMap((each) => each.menus);
  const size = { count: d.whole(2, 12), totalUsd: 2e6, health: () => d.between(1.0005, 1.25) };
  const positions = randomPositions(d, menus, PRICES, size).map((each) =>
    d.chance(0.2) ? { ...each, owner: "careful" } : each,
  );
  const hasBackstop = d.chance(0.4);
  const markets = drawn.map(({ market }) => fitted(d, market, positions));
  const careful: Actor = {
    ...{ id: "careful", holdings: [] },
    policies: [{ kind: "deleverage", whenHealthBelow: literal(1.05), toHealth: literal(1.2) }],
  };
  return {
    markets: hasBackstop ? markets.map(withBackstop) : markets,
    actors: [careful, ...(hasBackstop ? [{ id: "stakers", holdings: [], policies: [] }] : [])],
    positions,
  };
}
