import { isLiquity, type LiquityMarket } from "../../model/liquity.js";
import type { Id, Market } from "../../model/scenario.js";
import { Decimal } from "../../numbers/decimal.js";
import { toDecimal } from "../amounts.js";
import type { Draft } from "../draft.js";
import type { Report } from "../problems.js";

/** Checks that Liquity's markets fit the actors who deposit in them, and one another. */
export function checkLiquity(draft: Draft, markets: ReadonlyMap<Id, Market>, report: Report): void {
  const all = [...markets.values()].filter(isLiquity);
  const deposited = new Map<string, Decimal>();
  for (const market of all) {
    checkTerms(market, report);
    checkDeposits(draft, market, deposited, report);
    checkSharing(market, all, report);
  }
  for (const [id, { entry }] of draft.positions.map((position) => [position.id, position] as const)) {
    if (!("annualRate" in entry) || entry.annualRate === undefined || markets.get(entry.market)?.kind === "liquity-v2")
      continue;
    const expected = "a position in a market of kind liquity-v2";
    report({ path: ["positions", id, "annualRate"], found: `found ${entry.annualRate}`, expected });
  }
}

function checkTerms(market: LiquityMarket, report: Report): void {
  const path = ["markets", market.id];
  const { otherCollateralUnits, otherBorrowedUnits, collateral, stablecoin, minimumRatio } = market;
  if (collateral === stablecoin)
    report({
      path: [...path, "stablecoin"],
      found: `found the collateral, "${collateral}"`,
      expected: "another asset",
    });
  if (toDecimal(otherCollateralUnits).isZero() !== toDecimal(otherBorrowedUnits).isZero()) {
    const found = `found ${otherBorrowedUnits} owed against ${otherCollateralUnits} posted by troves that are not listed`;
    report({ path: [...path, "otherBorrowedUnits"], found, expected: "both, or neither" });
  }
  if (market.kind === "liquity-v1" && toDecimal(market.criticalRatio).lt(minimumRatio)) {
    const expected = `at least the minimumRatio (${minimumRatio})`;
    report({ path: [...path, "criticalRatio"], found: `found ${market.criticalRatio}`, expected });
  }
}

/** What an actor has deposited it must hold, and not be told to sell. */
function checkDeposits(
  draft: Draft,
  { id, stablecoin, stabilityPool }: LiquityMarket,
  deposited: Map<string, Decimal>,
  report: Report,
): void {
  const actor = stabilityPool && draft.sections.actors.get(stabilityPool.depositors);
  if (stabilityPool === undefined || actor === undefined) return;
  const { depositors, units } = stabilityPool;
  const path = ["markets", id, "stabilityPool"];
  const key = `${depositors} ${stablecoin}`;
  const all = (deposited.get(key) ?? new Decimal(0)).plus(units);
  deposited.set(key, all);
  const held = actor.holdings.find(({ asset }) => asset === stablecoin)?.units ?? "0";
  if (all.gt(held)) {
    const found = `"${depositors}" has deposited ${all.toString()} ${stablecoin} and holds ${held}`;
    report({ path: [...path, "units"], found, expected: "no more than it holds" });
  }
  if (actor.policies.some((policy) => policy.kind === "stop-loss" && policy.asset === stablecoin)) {
    const found = `"${depositors}" has a stop-loss on ${stablecoin}`;
    report({ path: [...path, "depositors"], found, expected: "depositors who stay" });
  }
}

/** Branches of v2 may share a stablecoin; its redeemers are stated once. */
function checkSharing(market: LiquityMarket, all: readonly LiquityMarket[], report: Report): void {
  const { id, stablecoin } = market;
  const before = all.slice(0, all.indexOf(market)).filter((other) => other.stablecoin === stablecoin);
  const [first] = before;
  if (first === undefined) return;
  if (market.kind === "liquity-v1" || first.kind === "liquity-v1") {
    const found = `"${first.id}" mints ${stablecoin} as well`;
    report({
      path: ["markets", id, "stablecoin"],
      found,
      expected: "a stablecoin of its own: only branches of v2 share one",
    });
  }
  const stated = before.find(({ redeemers }) => redeemers !== undefined);
  if (stated === undefined || market.redeemers === undefined) return;
  const found = `"${stated.id}" has redeemers of ${stablecoin} already`;
  report({ path: ["markets", id, "redeemers"], found, expected: "redeemers at one market of a stablecoin" });
}
