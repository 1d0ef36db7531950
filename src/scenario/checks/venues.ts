import type { DepthCurveVenue, OrderBookVenue, UniswapV3Venue, WeightedVenue } from "../../model/scenario.js";
import { Decimal } from "../../numbers/decimal.js";
import { toDecimal } from "../amounts.js";
import type { Draft } from "../draft.js";
import type { Report } from "../problems.js";

/** Checks that every venue can quote a price. */
export function checkVenues(draft: Draft, report: Report): void {
  for (const [id, venue] of draft.sections.venues) {
    const path = ["venues", id];
    if ("balances" in venue) {
      const count = venue.balances.length;
      const isPair = venue.kind === "constant-product" || venue.kind === "gmx-pool";
      if (isPair ? count !== 2 : count < 2) {
        const expected = isPair ? "exactly two" : "two or more";
        report({ path: [...path, "balances"], found: `found ${count} assets`, expected });
      }
      for (const { asset, units } of venue.balances) {
        if (!toDecimal(units).isZero()) continue;
        report({
          path: [...path, "balances", asset],
          found: "found 0",
          expected: "a number above 0: an empty pool has no price",
        });
      }
      const { quote } = venue;
      if (
        quote !== undefined &&
        draft.sections.assets.has(quote) &&
        !venue.balances.some(({ asset }) => asset === quote)
      ) {
        const held = venue.balances.map(({ asset }) => asset).join(", ");
        report({ path: [...path, "quote"], found: `"${quote}" is not in the pool`, expected: `one of ${held}` });
      }
    } else if (venue.asset === venue.quote) {
      report({
        path: [...path, "quote"],
        found: `found "${venue.quote}" on both sides`,
        expected: "another asset than the one sold",
      });
    }
    if (venue.kind === "weighted") checkWeights(id, venue, report);
    if (venue.kind === "uniswap-v3") checkRanges(id, venue, report);
    if (venue.kind === "order-book") checkBook(id, venue, report);
    if (venue.kind === "depth-curve") checkPoints(id, venue.points, report);
  }
}

/** Every token held has a weight, and no other. */
function checkWeights(id: string, { balances, weights }: Pick<WeightedVenue, "balances" | "weights">, report: Report) {
  const held = balances.map(({ asset }) => asset);
  const weighed = weights.map(({ asset }) => asset);
  const expected = `one for each of ${held.join(", ")}`;
  for (const asset of held.filter((each) => !weighed.includes(each)))
    report({ path: ["venues", id, "weights"], found: `found no weight for "${asset}"`, expected });
  for (const asset of weighed.filter((each) => !held.includes(each)))
    report({ path: ["venues", id, "weights", asset], found: `"${asset}" is not in the pool`, expected });
}

/** Ranges have a width, and the price lies in one of them. */
function checkRanges(id: string, venue: Pick<UniswapV3Venue, "price" | "ranges">, report: Report): void {
  const price = toDecimal(venue.price);
  const ranges = venue.ranges.map(({ lower, upper }) => ({ lower: toDecimal(lower), upper: toDecimal(upper) }));
  const path = ["venues", id, "ranges"];
  ranges.forEach(({ lower, upper }, i) => {
    const found = `found a range from ${lower} to ${upper}`;
    if (lower.gte(upper)) report({ path: [...path, i], found, expected: "lower below upper" });
  });
  if (ranges.some(({ lower, upper }) => lower.gte(upper))) return;
  if (ranges.some(({ lower, upper }) => price.gte(lower) && price.lte(upper))) return;
  const found = `found ${price}, where no range has liquidity`;
  report({ path: ["venues", id, "price"], found, expected: "a price inside one of the ranges, in the quote" });
}

/** Nobody bids what somebody else asks: such orders would have met. */
function checkBook(id: string, { bids, asks }: Pick<OrderBookVenue, "bids" | "asks">, report: Report): void {
  const prices = (levels: OrderBookVenue["bids"]): Decimal[] => levels.map(({ price }) => toDecimal(price));
  if (asks.length === 0) return;
  const [bid, ask] = [Decimal.max(...prices(bids)), Decimal.min(...prices(asks))];
  if (bid.lt(ask)) return;
  const found = `found an ask at ${ask} and a bid at ${bid}`;
  report({ path: ["venues", id, "asks"], found, expected: "asks above the best bid" });
}

type Points = DepthCurveVenue["points"];

/** Sizes must rise, and a larger sale must not fetch less: units·(1 − impact) may not fall. */
function checkPoints(id: string, points: Points, report: Report): void {
  let before = { units: new Decimal(0), proceeds: new Decimal(0) };
  points.forEach((point, i) => {
    const units = toDecimal(point.units);
    const proceeds = units.times(new Decimal(1).minus(toDecimal(point.impact)));
    const path = ["venues", id, "points", i];
    if (!units.gt(before.units)) {
      report({ path, found: `found ${units} units after ${before.units}`, expected: "units in rising order" });
    } else if (proceeds.lt(before.proceeds)) {
      const found = `found an impact of ${point.impact}, by which ${units} units fetch less than ${before.units} do`;
      report({ path, found, expected: "proceeds, units·(1 − impact), that do not fall" });
    }
    before = { units, proceeds };
  });
}
