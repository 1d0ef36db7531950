import { isPerp } from "../../model/perps.js";
import type { Id, Market, PerpMarket } from "../../model/scenario.js";
import { Decimal } from "../../numbers/decimal.js";
import { toDecimal } from "../amounts.js";
import type { Draft } from "../draft.js";
import type { Report } from "../problems.js";

/** Checks the terms of perpetual venues, and that their accounts say what they hold. */
export function checkPerps(draft: Draft, markets: ReadonlyMap<Id, Market>, report: Report): void {
  for (const market of markets.values()) if (isPerp(market)) checkVenue(market, report);
  for (const { id, form, entry } of draft.positions) {
    const market = markets.get(entry.market);
    if (market === undefined || !isPerp(market) || form === "perp" || form === "perps") continue;
    const found = `"${entry.market}" is a market of kind "${market.kind}"`;
    report({ path: ["positions", id, "market"], found, expected: "a lending market; give a perpetual account `perp`" });
  }
}

function checkVenue(market: PerpMarket, report: Report): void {
  const path = ["markets", market.id];
  if (market.underlying === market.margin) {
    const expected = "another asset than the underlying";
    report({ path: [...path, "margin"], found: `found "${market.margin}" on both sides`, expected });
  }
  if (market.kind === "gmx-v2") {
    if (toDecimal(market.minPnlFactorAfterAdl).lt(market.maxPnlFactorForAdl)) return;
    const expected = `less than maxPnlFactorForAdl (${market.maxPnlFactorForAdl})`;
    report({ path: [...path, "minPnlFactorAfterAdl"], found: `found ${market.minPnlFactorAfterAdl}`, expected });
    return;
  }
  let before = new Decimal(-1);
  market.book.forEach(({ away }, i) => {
    const now = toDecimal(away);
    const isRising = now.gt(before);
    if (!isRising) {
      report({
        path: [...path, "book", i],
        found: `found ${away} after ${before}`,
        expected: "distances in rising order",
      });
    }
    before = now;
  });
}
