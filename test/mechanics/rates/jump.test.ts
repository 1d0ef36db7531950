import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cometRates } from "../../../src/mechanics/rates/comet.js";
import { rateTerms } from "../../../src/mechanics/rates/index.js";
import { jumpRate, utilisationOf } from "../../../src/mechanics/rates/jump.js";
import { kinkBorrowRate } from "../../../src/mechanics/rates/kink.js";
import type { Literal } from "../../../src/model/scenario.js";
import type { Arithmetic } from "../../../src/numbers/arithmetic.js";
import { decimal } from "../../../src/numbers/decimal.js";
import { float } from "../../../src/numbers/float.js";

const literal = (text: string) => text as Literal;

describe.each([float, decimal] as readonly Arithmetic<unknown>[])("jump rates in $name", (n) => {
  const curve = (base: string, slope: string, jumpSlope: string, kink: string) => ({
    ...{ base: n.parse(base), slope: n.parse(slope), jumpSlope: n.parse(jumpSlope), kink: n.parse(kink) },
  });

  test("5 % per unit to 90 %, then 12 per unit: 2 % + 4.5 % at the kink, 1.265 when all is borrowed", () => {
    const model = {
      ...{ kind: "jump" as const, base: literal("0.02"), slope: literal("0.05") },
      ...{ jumpSlope: literal("12"), kink: literal("0.9") },
    };
    const terms = rateTerms(n, model);
    const at = (utilisation: string) => n.toNumber(terms.borrowRate(terms.opening, n.parse(utilisation)));
    expect([at("0"), at("0.5"), at("0.9"), at("1")].map((rate) => rate.toFixed(12))).toEqual(
      [0.02, 0.045, 0.065, 1.265].map((rate) => rate.toFixed(12)),
    );
  });

  test("utilisation leaves out what belongs to the protocol", () => {
    const of = (cash: string, borrows: string, reserves: string) =>
      n.toNumber(utilisationOf(n, { cash: n.parse(cash), borrows: n.parse(borrows), reserves: n.parse(reserves) }));
    expect([of("30", "60", "10"), of("100", "0", "10"), of("0", "0", "0")]).toEqual([0.75, 0, 0]);
  });

  test("Compound v3 can pay suppliers more than borrowers pay: its reserves shrink", () => {
    const curves = { borrow: curve("0.015", "0.035", "0.25", "0.8"), supply: curve("0", "0.0325", "0.4", "0.8") };
    const at = (utilisation: string) => {
      const { borrowRate, supplyRate, reserveRate } = cometRates(n, curves, n.parse(utilisation));
      return [borrowRate, supplyRate, reserveRate].map((rate) => n.toNumber(rate).toFixed(12));
    };
    expect(at("0.8")).toEqual([0.043, 0.026, 0.0084].map((rate) => rate.toFixed(12)));
    expect(at("1")).toEqual([0.093, 0.106, -0.013].map((rate) => rate.toFixed(12)));
  });
});

test("Aave's curve is the same curve with its slopes divided by the lengths they rise over", () => {
  const share = fc.double({ min: 0.01, max: 0.99, noNaN: true });
  const rate = fc.double({ min: 0, max: 3, noNaN: true });
  fc.assert(
    fc.property(share, share, rate, rate, rate, (utilisation, optimal, base, slope1, slope2) => {
      const aave = kinkBorrowRate(float, { optimalUtilisation: optimal, base, slope1, slope2 }, utilisation);
      const slopes = { base, slope: slope1 / optimal, jumpSlope: slope2 / (1 - optimal), kink: optimal };
      expect(jumpRate(float, slopes, utilisation)).toBeCloseTo(aave, 10);
    }),
  );
});
