import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cholesky } from "../../src/numbers/cholesky.js";
import { gammaDraw } from "../../src/numbers/gamma-draw.js";

const square = (lower: readonly Float64Array[]): number[][] =>
  lower.map((a) => lower.map((b) => a.reduce((sum, x, k) => sum + x * (b[k] ?? 0), 0)));

describe("the lower triangle", () => {
  test("of a matrix worked by hand", () => {
    const matrix = [
      [4, 12, -16],
      [12, 37, -43],
      [-16, -43, 98],
    ];
    expect(cholesky(matrix)?.map((row) => [...row])).toEqual([
      [2, 0, 0],
      [6, 1, 0],
      [-8, 5, 3],
    ]);
  });

  test("of two numbers that are one, or each other's opposite", () => {
    for (const r of [1, -1])
      expect(
        cholesky([
          [1, r],
          [r, 1],
        ])?.map((row) => [...row]),
      ).toEqual([
        [1, 0],
        [r, 0],
      ]);
  });

  test("is none where three cannot all be opposites", () => {
    expect(
      cholesky([
        [1, -1, -1],
        [-1, 1, -1],
        [-1, -1, 1],
      ]),
    ).toBeUndefined();
    expect(
      cholesky([
        [1, -0.9, -0.9],
        [-0.9, 1, -0.9],
        [-0.9, -0.9, 1],
      ]),
    ).toBeUndefined();
  });

  test("gives the matrix again", () => {
    const entry = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.array(entry, { minLength: 4, maxLength: 4 }), { minLength: 4, maxLength: 4 }), (rows) => {
        // A·Aᵀ + 1 is positive definite for any A.
        const given = square(rows.map((row) => Float64Array.from(row))).map((row, i) =>
          row.map((x, j) => x + (i === j ? 1 : 0)),
        );
        const lower = cholesky(given);
        expect(lower).toBeDefined();
        square(lower ?? []).forEach((row, i) => {
          for (const [j, x] of row.entries()) expect(x).toBeCloseTo(given[i]?.[j] ?? Number.NaN, 12);
        });
      }),
      { numRuns: 50 },
    );
  });
});

describe("gamma draws", () => {
  test.each([1, 1.5, 4, 30])("of shape %d have its mean and variance", (shape) => {
    const count = 4000;
    const draws = Array.from({ length: count }, (_, i) => gammaDraw(shape, 11, "g", i));
    const mean = draws.reduce((sum, x) => sum + x, 0) / count;
    const variance = draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (count - 1);
    // Mean and variance are both the shape; the variance's own variance is (6·shape + 2·shape²)/n.
    expect(Math.abs(mean - shape)).toBeLessThan(4 * Math.sqrt(shape / count));
    expect(Math.abs(variance - shape)).toBeLessThan(4 * Math.sqrt((6 * shape + 2 * shape ** 2) / count));
  });

  test("are functions of seed, stream and number", () => {
    expect(gammaDraw(2, 1, "a", 5)).toBe(gammaDraw(2, 1, "a", 5));
    expect(
      new Set([gammaDraw(2, 1, "a", 5), gammaDraw(2, 2, "a", 5), gammaDraw(2, 1, "b", 5), gammaDraw(2, 1, "a", 6)])
        .size,
    ).toBe(4);
  });
});
