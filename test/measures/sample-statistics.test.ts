import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  expectedShortfall,
  meanOf,
  proportion,
  quantileOf,
  standardError,
} from "../../src/measures/sample-statistics.js";
import { summariseSample } from "../../src/measures/sample-summary.js";
import type { SampledRun } from "../../src/model/sampling.js";

const TEN = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

describe("statistics of a sample", () => {
  test("mean and its standard error: s = √(55/6) over √10", () => {
    expect(meanOf(TEN)).toBe(5.5);
    expect(standardError(TEN)).toBeCloseTo(Math.sqrt(55 / 6 / 10), 14);
    expect(standardError([3])).toBe(0);
  });

  test("quantiles by definition 7: quartiles of 1 to 10 are 3.25, 5.5 and 7.75", () => {
    expect([0, 0.25, 0.5, 0.75, 1].map((level) => quantileOf(TEN, level))).toEqual([1, 3.25, 5.5, 7.75, 10]);
  });

  test("expected shortfall: the worst fifth is 10 and 9, the worst quarter 10, 9 and half of 8", () => {
    expect(expectedShortfall(TEN, 0.2)).toBe(9.5);
    expect(expectedShortfall(TEN, 0.25)).toBeCloseTo((10 + 9 + 0.5 * 8) / 2.5, 14);
    expect(expectedShortfall(TEN, 1)).toBe(5.5);
    expect(expectedShortfall(TEN, 0.01)).toBeCloseTo(10, 12);
  });

  test("expected shortfall is at least the quantile, and is subadditive", () => {
    const loss = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    const pairs = fc.array(fc.tuple(loss, loss), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(pairs, fc.double({ min: 0.01, max: 1, noNaN: true }), (both, tail) => {
        const of = (values: readonly number[]) =>
          expectedShortfall(
            values.toSorted((a, b) => a - b),
            tail,
          );
        const [a, b, sum] = [of(both.map(([x]) => x)), of(both.map(([, y]) => y)), of(both.map(([x, y]) => x + y))];
        expect(sum).toBeLessThanOrEqual(a + b + 1e-6);
        expect(a).toBeGreaterThanOrEqual(meanOf(both.map(([x]) => x)) - 1e-6);
      }),
    );
  });

  test("Wilson's interval: 5 of 10 is 23.66–76.34 %, 0 of 10 is 0–27.75 %", () => {
    expect(proportion(5, 10)).toMatchObject({ probability: 0.5 });
    expect(proportion(5, 10).low).toBeCloseTo(0.2366, 4);
    expect(proportion(5, 10).high).toBeCloseTo(0.7634, 4);
    expect(proportion(0, 10).low).toBe(0);
    expect(proportion(0, 10).high).toBeCloseTo(0.2775, 4);
    expect(proportion(10, 10).high).toBe(1);
  });
});

test("a sample counts what passes an extent by more than it, unfinished runs and cut changes", () => {
  const run = (number: number, badDebtUsd: number): SampledRun => ({
    ...{
      run: number,
      changes: [-0.1],
      cut: number === 2 ? 1 : 0,
      rounds: 3,
      stop: number === 1 ? "round-limit" : "quiescent",
    },
    ...{ liquidations: number, liquidatedUsd: 0, badDebtUsd, pricesUsd: [] },
    lossUsd: { direct: 10, price: number, claim: 2, run: -1 },
  });
  const summary = summariseSample([run(0, 5), run(1, 6), run(2, 7)], [{ measure: "badDebtUsd", above: 6 }]);
  expect(summary).toMatchObject({ draws: 3, unfinished: 1, cut: 1 });
  expect(summary.chances[0]).toMatchObject({ count: 1, probability: 1 / 3 });
  expect(summary.measures[0]).toMatchObject({ measure: "totalLossUsd", mean: 12, lowest: 11, highest: 13 });
});
