import type { Id, Market, Position } from "../../model/scenario.js";
import { toDecimal } from "../amounts.js";
import type { Draft } from "../draft.js";
import type { Report } from "../problems.js";

/** The contract's own limit. Source: curve-stablecoin Controller.vy, MAX_TICKS. */
const MOST_BANDS = 50;

/** Checks markets whose collateral lies in price bands, and that bands are stated of accounts in them only. */
export function checkBands(
  draft: Draft,
  markets: ReadonlyMap<Id, Market>,
  positions: readonly Position[],
  report: Report,
): void {
  for (const market of markets.values()) {
    if (market.kind !== "llamma" || toDecimal(market.loanDiscount).gt(market.liquidationDiscount)) continue;
    const expected = `more than the liquidationDiscount (${market.liquidationDiscount})`;
    report({ path: ["markets", market.id, "loanDiscount"], found: `found ${market.loanDiscount}`, expected });
  }
  for (const { id, form, entry } of draft.positions) {
    if (form === "perp" || form === "perps") continue;
    const path = ["positions", id];
    const isBanded = markets.get(entry.market)?.kind === "llamma";
    const bands = "bands" in entry ? entry.bands : undefined;
    const firstBand = "firstBand" in entry ? entry.firstBand : undefined;
    for (const [key, stated] of [["bands", bands] as const, ["firstBand", firstBand] as const]) {
      if (stated === undefined || isBanded || !markets.has(entry.market)) continue;
      const expected = "a market of kind llamma, or no bands";
      report({ path: [...path, key], found: `found bands in "${entry.market}"`, expected });
    }
    if (!isBanded) continue;
    if (bands !== undefined && bands > MOST_BANDS) {
      report({ path: [...path, "bands"], found: `found ${bands}`, expected: `at most ${MOST_BANDS} bands` });
    }
    if (form === "table") {
      const expected = "accounts that are written out or drawn: those of a table have no bands";
      report({ path: [...path, "table"], found: `found a table in "${entry.market}"`, expected });
    }
    const acts = entry.owner !== undefined && (draft.sections.actors.get(entry.owner)?.policies.length ?? 0) > 0;
    if (acts) {
      const expected = "an owner without policies: nobody takes collateral out of bands in a run";
      report({ path: [...path, "owner"], found: `"${entry.owner}" has policies`, expected });
    }
  }
  for (const { id, market, collateral, debt } of positions) {
    if (markets.get(market)?.kind !== "llamma" || (collateral.length <= 1 && debt.length <= 1)) continue;
    const found = `"${id}" has ${collateral.length} collaterals and ${debt.length} debts`;
    report({ path: ["positions", id], found, expected: "one of each", atKey: true });
  }
}
