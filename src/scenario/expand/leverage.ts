import { isLiquity } from "../../model/liquity.js";
import { isPerp } from "../../model/perps.js";
import type { Id, Literal, Market } from "../../model/scenario.js";
import { Decimal, decimal } from "../../numbers/decimal.js";
import { geometricSum } from "../../numbers/geometric.js";
import { toDecimal, toLiteral } from "../amounts.js";
import type { Path } from "../document.js";
import type { Report } from "../problems.js";
import type { Loop } from "../schema/positions.js";

/** The most that a market lends against an asset: the e-mode's limit where it applies; undefined where there is none. */
export function ltvLimit(market: Market, asset: Id, eMode: Id | undefined): Literal | undefined {
  if (market.kind === "llamma") return market.collateral === asset ? lessDiscount(market.loanDiscount) : undefined;
  if (isLiquity(market)) return market.collateral === asset ? inverse(market.minimumRatio) : undefined;
  if (market.kind === "maker") return market.collateral === asset ? inverse(market.liquidationRatio) : undefined;
  if (market.kind === "compound-v3") return market.collaterals.find((each) => each.asset === asset)?.borrowFactor;
  if (market.kind === "morpho-blue") return market.collateral === asset ? market.lltv : undefined;
  if (isPerp(market)) return undefined;
  if (market.kind === "aave-v3") {
    const mode = market.eModes.find(({ id, collateral }) => id === eMode && collateral.includes(asset));
    if (mode !== undefined) return mode.ltv;
  }
  return market.reserves.find((reserve) => reserve.asset === asset)?.ltv;
}

/** What a loan in price bands can reach at most, with infinitely thin bands. */
const lessDiscount = (discount: Literal): Literal => toLiteral(new Decimal(1).minus(discount));

const inverse = (ratio: Literal): Literal => toLiteral(new Decimal(1).div(ratio));

/** Leverage that a loop asks for: as stated, or by the closed form from its rounds; undefined, and reported, if it has neither. */
export function statedLeverage(loop: Loop, path: Path, report: Report): Decimal | undefined {
  const { targetLeverage, rounds, ltv } = loop;
  if (targetLeverage !== undefined && rounds === undefined && ltv === undefined) return toDecimal(targetLeverage);
  if (targetLeverage === undefined && rounds !== undefined && ltv !== undefined) {
    return geometricSum(decimal, toDecimal(ltv), rounds);
  }
  const given = ["targetLeverage", "rounds", "ltv"].filter((key) => key in loop);
  report({
    path,
    found: given.length === 0 ? "found no leverage" : `found ${given.join(" and ")}`,
    expected: "either targetLeverage, or rounds and ltv together",
    atKey: true,
  });
  return undefined;
}

/** Whether a loop can be built under the market's limit; says why not. */
export function isReachable(leverage: Decimal, limit: Literal | undefined, path: Path, report: Report): boolean {
  const shown = leverage.toSignificantDigits(8).toString();
  if (leverage.lt(1)) {
    report({
      path,
      found: `found a leverage of ${shown}`,
      expected: "a leverage of 1 or more (collateral over equity)",
    });
    return false;
  }
  if (limit === undefined || leverage.eq(1)) return true;
  const highest = new Decimal(1).div(new Decimal(1).minus(toDecimal(limit)));
  if (leverage.lt(highest)) return true;
  report({
    path,
    found: `found a leverage of ${shown}`,
    expected: `less than 1/(1 − ${limit}) = ${highest.toSignificantDigits(6)}, the most that the market's LTV limit allows`,
  });
  return false;
}
