import { readingOrder } from "../../model/oracles.js";
import type { Id, Oracle } from "../../model/scenario.js";
import { toDecimal } from "../amounts.js";
import type { Draft } from "../draft.js";
import type { Report } from "../problems.js";

const YEAR_SECONDS = 31_536_000;

/** Checks that every oracle that is written has a price: that none reads itself by way of others, and none goes below 0. */
export function checkOracles(draft: Draft, oracles: readonly Oracle[], report: Report): void {
  const circular = new Set<Id>(readingOrder(oracles).circular);
  for (const oracle of oracles) {
    const path = ["oracles", oracle.id];
    if (!draft.sections.oracles.has(oracle.id)) continue;
    if (circular.has(oracle.id)) {
      const found = `"${oracle.id}" reads itself by way of others, or reads one that does: ${[...circular].join(", ")}`;
      report({ path, found, expected: "oracles that end at a market, a rate or a price", atKey: true });
    }
    if (oracle.kind === "limited" && toDecimal(oracle.maxFactor).lt(1)) {
      const found = `found ${oracle.maxFactor}`;
      report({ path: [...path, "maxFactor"], found, expected: "a factor of 1 or more, e.g. 1.25" });
    }
    if (oracle.kind === "pt-discount") {
      const discount = toDecimal(oracle.yearlyDiscount).times(oracle.maturitySeconds).div(YEAR_SECONDS);
      if (discount.lt(1)) continue;
      const found = `found a discount of ${oracle.yearlyDiscount} a year over ${oracle.maturitySeconds} s, which leaves nothing`;
      report({ path: [...path, "yearlyDiscount"], found, expected: "less than 100 % until maturity" });
    }
  }
}
