import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { midRanks, rankCorrelation } from "../../src/measures/rank-correlation.js";

test("values that tie share the mean of their places", () => {
  expect(midRanks([10, 20, 20, 5, 20])).toEqual([2, 4, 4, 1, 4]);
});

describe("rank correlation", () => {
  test("with ties, worked by hand", () => {
    // x: 1 2 2 3, y: 1 3 2 3. Ranks 1 2.5 2.5 4 and 1 3.5 2 3.5: products of deviations 2.25 + 0 + 0 + 1.5, squares 4.5 each.
    // Pairs: 12 13 14 24 34 concordant but 24, tied in y; 23 tied in x. C = 4, D = 0; untied 5 and 5.
    const { spearman, kendall, pairs } = rankCorrelation([1, 2, 2, 3], [1, 3, 2, 3]);
    expect(pairs).toBe(4);
    expect(spearman).toBeCloseTo(3.75 / 4.5, 14);
    expect(kendall).toBeCloseTo(4 / 5, 14);
  });

  test("one swap in five: 1 − 6·2/(5·24) = 0.9 and (9 − 1)/10 = 0.8", () => {
    const { spearman, kendall } = rankCorrelation([1, 2, 3, 4, 5], [1, 2, 4, 3, 5]);
    expect(spearman).toBeCloseTo(0.9, 14);
    expect(kendall).toBeCloseTo(0.8, 14);
  });

  test("has no value where one list does not rank, and leaves out what one of them lacks", () => {
    expect(rankCorrelation([1, 1, 1], [1, 2, 3])).toEqual({ pairs: 3 });
    expect(rankCorrelation([1], [2])).toEqual({ pairs: 1 });
    const { pairs, kendall } = rankCorrelation([1, undefined, 2, 3], [3, 9, 2, undefined]);
    expect({ pairs, kendall }).toEqual({ pairs: 2, kendall: -1 });
  });

  test("depends on the order of values alone, is the same both ways, and lies within −1 and 1", () => {
    const lists = fc.array(fc.tuple(fc.integer({ min: -4, max: 4 }), fc.integer({ min: -4, max: 4 })), {
      minLength: 2,
    });
    fc.assert(
      fc.property(lists, (both) => {
        const [x, y] = [both.map(([a]) => a), both.map(([, b]) => b)];
        const found = rankCorrelation(x, y);
        expect(rankCorrelation(y, x)).toEqual(found);
        expect(
          rankCorrelation(
            x.map((value) => value ** 3),
            y.map(Math.exp),
          ),
        ).toEqual(found);
        const turned = rankCorrelation(
          x.map((value) => -value),
          y,
        );
        if (found.kendall === undefined) return;
        expect(turned.kendall).toBeCloseTo(-found.kendall, 12);
        expect(turned.spearman).toBeCloseTo(-(found.spearman ?? Number.NaN), 12);
        for (const value of [found.spearman, found.kendall])
          expect(Math.abs(value ?? 2)).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });
});
