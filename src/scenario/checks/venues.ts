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
      const isPair = venue.kind === "constant-product";
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
    if (venue.kind === "depth-curve") checkPoints(id, venue.points, report);
  }
}

type Points = readonly {
  readonly units: Parameters<typeof toDecimal>[0];
  readonly impact: Parameters<typeof toDecimal>[0];
}[];

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
