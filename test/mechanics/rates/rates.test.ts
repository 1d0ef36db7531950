import { describe, expect, test } from "vitest";
import { growthFactor, SECONDS_PER_YEAR } from "../../../src/mechanics/rates/accrual.js";
import { type RateRules, rateRules, rateTerms } from "../../../src/mechanics/rates/index.js";
import { kinkBorrowRate, supplyRate } from "../../../src/mechanics/rates/kink.js";
import type { RateRule } from "../../../src/mechanics/rates/rule.js";
import type { Literal, RateModel } from "../../../src/model/scenario.js";
import type { Arithmetic } from "../../../src/numbers/arithmetic.js";
import { decimal } from "../../../src/numbers/decimal.js";
import { float } from "../../../src/numbers/float.js";

const literal = (text: string) => text as Literal;
const DAY = 86_400;

const KINK: RateModel = {
  kind: "kink",
  optimalUtilisation: literal("0.8"),
  base: literal("0.01"),
  slope1: literal("0.04"),
  slope2: literal("0.6"),
};

const ADAPTIVE: RateModel = {
  kind: "adaptive-curve",
  rateAtTarget: literal("0.04"),
  targetUtilisation: literal("0.9"),
  steepness: literal("4"),
  adjustmentPerYear: literal("50"),
};

describe.each([float, decimal] as readonly Arithmetic<unknown>[])("borrow rates in $name", (n) => {
  const number = (value: number) => n.fromNumber(value);

  test.each([
    [0, 0.01],
    [0.4, 0.03],
    [0.8, 0.05],
    [0.95, 0.5],
    [1, 0.65],
  ])("kinked curve at utilisation %f: %f (Aave RateStrategy tests)", (utilisation, rate) => {
    const terms = rateTerms(n, KINK);
    expect(n.toNumber(terms.borrowRate(terms.opening, number(utilisation)))).toBeCloseTo(rate, 14);
    expect(terms.step(terms.opening, number(utilisation), number(DAY))).toEqual(terms.opening);
  });

  test.each([
    [0, 0.01],
    [0.45, 0.025],
    [0.9, 0.04],
    [0.95, 0.1],
    [1, 0.16],
  ])("adaptive curve at utilisation %f: %f", (utilisation, rate) => {
    const terms = rateTerms(n, ADAPTIVE);
    expect(n.toNumber(terms.borrowRate(terms.opening, number(utilisation)))).toBeCloseTo(rate, 14);
  });

  test("the adaptive rate at target doubles in 5.06 days when all is borrowed, and stays within 0.1 % and 200 %", () => {
    const terms = rateTerms(n, ADAPTIVE);
    const targetAfter = (utilisation: number, days: number) =>
      n.toNumber(terms.borrowRate(terms.step(terms.opening, number(utilisation), number(days * DAY)), number(0.9)));
    expect(targetAfter(1, (365 * Math.LN2) / 50)).toBeCloseTo(0.08, 12);
    expect((365 * Math.LN2) / 50).toBeCloseTo(5.06, 2);
    expect(targetAfter(0.9, 30)).toBeCloseTo(0.04, 14);
    expect(targetAfter(0, (365 * Math.LN2) / 50)).toBeCloseTo(0.02, 12);
    expect(targetAfter(1, 365)).toBe(2);
    expect(targetAfter(0, 365)).toBe(0.001);
  });

  test("interest compounds continuously over a year of 365 days", () => {
    const year = n.parse(SECONDS_PER_YEAR);
    expect(Number(SECONDS_PER_YEAR)).toBe(365 * DAY);
    expect(n.toNumber(growthFactor(n, number(0.05), year))).toBeCloseTo(Math.exp(0.05), 14);
    expect(n.toNumber(growthFactor(n, number(0.05), n.zero))).toBe(1);
    const half = growthFactor(n, number(0.4), n.div(year, number(2)));
    expect(n.toNumber(n.mul(half, half))).toBeCloseTo(n.toNumber(growthFactor(n, number(0.4), year)), 14);
  });
});

test("a protocol's third-order series falls short of the exponential by no more than stated", () => {
  const day = 1 / 365;
  const taylor = 1 + day + day ** 2 / 2 + day ** 3 / 6;
  const shortfall = growthFactor(float, 1, DAY) - taylor;
  expect(shortfall).toBeGreaterThan(2e-12);
  expect(shortfall).toBeLessThan(3e-12);
  const bySecond = Math.exp(31_536_000 * Math.log1p(1 / 31_536_000));
  expect(1 - bySecond / growthFactor(float, 1, 31_536_000)).toBeLessThan(2e-8);
});

test("a curve with its kink at either end has one slope", () => {
  const curve = { base: 0, slope1: 0.04, slope2: 0.6 };
  expect(kinkBorrowRate(float, { ...curve, optimalUtilisation: 1 }, 0.5)).toBe(0.02);
  expect(kinkBorrowRate(float, { ...curve, optimalUtilisation: 0 }, 0.5)).toBeCloseTo(0.34, 14);
});

test("suppliers share the interest less the reserve factor, over supply that includes what is unbacked", () => {
  expect(supplyRate(float, 0.05, 0.8, 0.1)).toBeCloseTo(0.036, 15);
  expect(supplyRate(float, 0.05, 0.5, 0.1)).toBeCloseTo(0.0225, 15);
});

test("a made-up model works beside the built ones, and an unknown one is refused by name", () => {
  interface Flat {
    readonly kind: "flat";
    readonly rate: string;
  }
  const flat: RateRule<Flat> = {
    kind: "flat",
    terms: (n, model) => ({ opening: [], borrowRate: () => n.parse(model.rate), step: (state) => state }),
  };
  const rules: RateRules<RateModel | Flat> = { ...rateRules, flat };
  expect(rateTerms(float, { kind: "flat", rate: "0.07" }, rules).borrowRate([], 0.3)).toBe(0.07);
  expect(() => rateTerms(float, { kind: "flat", rate: "0.07" }, {} as RateRules<Flat>)).toThrow('of kind "flat"');
});
