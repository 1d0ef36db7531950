import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { solveLinear } from "../../../src/mechanics/claims/linear.js";
import type { Arithmetic } from "../../../src/numbers/arithmetic.js";
import { decimal } from "../../../src/numbers/decimal.js";
import { float } from "../../../src/numbers/float.js";

describe.each([float, decimal] as readonly Arithmetic<unknown>[])("linear systems in $name", (n) => {
  const solve = (matrix: readonly (readonly number[])[], right: readonly number[]) =>
    solveLinear(
      n,
      matrix.map((row) => row.map(n.fromNumber)),
      right.map(n.fromNumber),
    );

  test("rows are exchanged where the diagonal is zero", () => {
    const solved = solve(
      [
        [0, 2, 1],
        [1, 1, 0],
        [3, 0, 1],
      ],
      [7, 3, 6],
    );
    const x = solved.kind === "unique" ? solved.x.map(n.toNumber) : [];
    for (const [i, value] of [1, 2, 3].entries()) expect(x[i]).toBeCloseTo(value, 14);
  });

  test("a system that does not determine its second and fourth unknown names these, and the first that leans on them", () => {
    const solved = solve(
      [
        [1, 0.5, 0, 0.5],
        [0, 1, 0, -1],
        [0, 0, 1, 0],
        [0, -1, 0, 1],
      ],
      [1, 0, 1, 0],
    );
    expect(solved.kind === "singular" && solved.unknowns).toEqual([0, 1, 3]);
  });

  test("nothing to solve", () => {
    expect(solve([], [])).toEqual({ kind: "unique", x: [] });
  });
});

test("the solution solves the system", () => {
  const entry = fc.double({ min: -0.2, max: 0.2, noNaN: true });
  const system = fc
    .integer({ min: 1, max: 5 })
    .chain((size) =>
      fc.tuple(
        fc.array(fc.array(entry, { minLength: size, maxLength: size }), { minLength: size, maxLength: size }),
        fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: size, maxLength: size }),
      ),
    );
  fc.assert(
    fc.property(system, ([drawn, right]) => {
      const matrix = drawn.map((row, i) => row.map((value, j) => (i === j ? 1 : value)));
      const solved = solveLinear(float, matrix, right);
      if (solved.kind !== "unique") throw new Error("a diagonally dominant system is not singular");
      for (const [i, row] of matrix.entries()) {
        const left = row.reduce((sum, value, j) => sum + value * (solved.x[j] ?? 0), 0);
        expect(left).toBeCloseTo(right[i] ?? 0, 11);
      }
    }),
  );
});
