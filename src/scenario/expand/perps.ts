import { isPerp } from "../../model/perps.js";
import type { Id, Market, Position } from "../../model/scenario.js";
import { Decimal } from "../../numbers/decimal.js";
import { toDecimal, toLiteral, toShortLiteral } from "../amounts.js";
import type { Report } from "../problems.js";
import type { PerpGroup, PerpPosition } from "../schema/positions.js";
import { drawMany } from "./distributions.js";
import type { OpeningPrices } from "./prices.js";

/** What expansion looks things up in. */
interface Surroundings {
  readonly seed: number;
  readonly markets: ReadonlyMap<Id, Market>;
  readonly prices: OpeningPrices;
  readonly report: Report;
}

/** An account in a perpetual venue: its margin is its collateral there. */
export function expandPerp(id: Id, { perp, ...rest }: PerpPosition, around: Surroundings): Position[] {
  const margin = marginOf(["positions", id, "perp"], rest.market, around);
  if (margin === undefined) return [];
  const { marginUnits, ...terms } = perp;
  if (toDecimal(perp.sizeUnits).isZero()) {
    const found = "found a size of 0";
    around.report({ path: ["positions", id, "perp", "sizeUnits"], found, expected: "a number above or below 0" });
    return [];
  }
  return [{ id, ...rest, collateral: [{ asset: margin, units: marginUnits }], debt: [], perp: terms }];
}

/** Accounts of one side: size = margin · leverage / entry price. */
export function expandPerps(group: Id, entry: PerpGroup, around: Surroundings): Position[] {
  const { perps, count, totalUnits, ...rest } = entry;
  const path = ["positions", group, "perps"];
  const draw = (key: "marginUnits" | "leverage") =>
    drawMany(perps[key], { seed: around.seed, stream: `${group}.${key}`, count }, [...path, key], around.report);
  const margins = draw("marginUnits");
  const leverages = draw("leverage");
  const asset = marginOf(path, rest.market, around);
  if (margins === undefined || leverages === undefined || asset === undefined) return [];
  const market = around.markets.get(rest.market);
  const markUsd =
    market !== undefined && isPerp(market) ? around.prices.oracleUsd(market, market.underlying) : undefined;
  const entryUsd = perps.entryPriceUsd === undefined ? markUsd : toDecimal(perps.entryPriceUsd);
  if (entryUsd === undefined || !entryUsd.gt(0)) {
    const expected = "an entryPriceUsd, or a price of the underlying above 0 that is known at the start";
    around.report({ path, found: "found no price to enter at", expected, atKey: true });
    return [];
  }
  if ([...margins, ...leverages].some((drawn) => !drawn.gt(0))) {
    const expected = "values above 0 only; give the distribution a `min`";
    around.report({ path, found: "found distributions that reach 0 or below", expected, atKey: true });
    return [];
  }
  const sizes = margins.map((margin, i) => margin.times(leverages[i] ?? 1).div(entryUsd));
  const sum = sizes.reduce((a, b) => a.plus(b), new Decimal(0));
  const scale = totalUnits === undefined ? new Decimal(1) : new Decimal(totalUnits).div(sum);
  const sign = perps.side === "long" ? 1 : -1;
  const width = Math.max(4, String(count).length);
  return sizes.map((size, i) => ({
    id: `${group}#${String(i + 1).padStart(width, "0")}`,
    ...rest,
    group,
    collateral: [{ asset, units: toShortLiteral((margins[i] ?? new Decimal(0)).times(scale)) }],
    debt: [],
    perp: { sizeUnits: toShortLiteral(size.times(scale).times(sign)), entryPriceUsd: toLiteral(entryUsd) },
  }));
}

/** The margin asset of a perpetual venue; undefined, and reported, where the market is another kind. */
function marginOf(path: readonly string[], id: Id, around: Surroundings): Id | undefined {
  const market = around.markets.get(id);
  if (market === undefined) return undefined;
  if (isPerp(market)) return market.margin;
  const expected = 'a market of kind "dydx-v4", "hyperliquid" or "gmx-v2"';
  around.report({ path, found: `"${id}" is a market of kind "${market.kind}"`, expected, atKey: true });
  return undefined;
}
