import { describe, expect, test } from "vitest";
import { absorb, type CometAccount, isAbsorbable } from "../../../src/mechanics/lending/compound-v3.js";
import {
  buyCollateral,
  quoteCollateral,
  storefrontDiscount,
} from "../../../src/mechanics/lending/compound-v3-storefront.js";
import type { Arithmetic } from "../../../src/numbers/arithmetic.js";
import { decimal } from "../../../src/numbers/decimal.js";
import { float } from "../../../src/numbers/float.js";

describe.each([float, decimal] as readonly Arithmetic<unknown>[])("Compound v3 in $name", (n) => {
  /** WETH at the factors of the USDC market: 0.895 to be absorbed, 0.95 to be credited. */
  const owing = (debt: string, wethUsd: string, basePrice = "1"): CometAccount<unknown> => ({
    debtUnits: n.parse(debt),
    basePriceUsd: n.parse(basePrice),
    collateral: [
      {
        units: n.parse("4"),
        priceUsd: n.parse(wethUsd),
        liquidateFactor: n.parse("0.895"),
        liquidationFactor: n.parse("0.95"),
      },
    ],
  });
  const numbers = (account: CometAccount<unknown>) => {
    const { liquidatable, creditedUsd, baseUnitsAfter, paidByReservesUnits } = absorb(n, account);
    return [liquidatable, ...[creditedUsd, baseUnitsAfter, paidByReservesUnits].map(n.toNumber)];
  };

  test("an account at its limit is left alone, one beyond it is absorbed", () => {
    expect(isAbsorbable(n, owing("8950", "2500"))).toBe(false);
    expect(isAbsorbable(n, owing("8950.000001", "2500"))).toBe(true);
    expect(numbers(owing("8950", "2500"))).toEqual([false, 0, -8950, 0]);
  });

  test("what the collateral was credited beyond the debt stays with the account", () => {
    expect(numbers(owing("9000", "2500"))).toEqual([true, 9500, 500, 9500]);
  });

  test("a credit below the debt is the protocol's loss", () => {
    expect(numbers(owing("9000", "2250"))).toEqual([true, 8550, 0, 9000]);
  });

  test("the credit is paid in base, at its price", () => {
    expect(numbers(owing("4500", "2500", "2"))).toEqual([true, 9500, 250, 4750]);
  });

  const discount = storefrontDiscount(n, n.parse("0.5"), n.parse("0.6"));
  const prices = { collateralPriceUsd: n.parse("200"), basePriceUsd: n.one, discount };
  const shop = (units: string, reserves: string) => ({
    collateralUnits: n.parse(units),
    reserveUnits: n.parse(reserves),
    targetReserveUnits: n.parse("100"),
  });
  const bought = (units: string, reserves: string, offered: string) => {
    const purchase = buyCollateral(n, shop(units, reserves), prices, n.parse(offered));
    return (
      purchase &&
      [purchase.paidUnits, purchase.receivedUnits, purchase.after.collateralUnits, purchase.after.reserveUnits].map(
        n.toNumber,
      )
    );
  };

  test("half of 1 − 0.6 off: 200 of base buy 1.25 at 200", () => {
    expect(n.toNumber(discount)).toBeCloseTo(0.2, 15);
    expect(n.toNumber(quoteCollateral(n, prices, n.parse("200")))).toBe(1.25);
  });

  test("nothing is for sale once reserves are at their target, but one purchase may pass it", () => {
    expect(bought("10", "100", "200")).toBeUndefined();
    expect(bought("0", "-50", "200")).toBeUndefined();
    expect(bought("10", "99.999", "200")).toEqual([200, 1.25, 8.75, 299.999]);
    expect(bought("10", "-50", "200")).toEqual([200, 1.25, 8.75, 150]);
  });

  test("an offer for more than there is buys what there is", () => {
    expect(bought("0.5", "-50", "200")).toEqual([80, 0.5, 0, 30]);
  });
});
