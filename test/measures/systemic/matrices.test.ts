import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { communicability, failureLinks } from "../../../src/measures/systemic/communicability.js";
import {
  added,
  columnTotals,
  fromRows,
  mapped,
  rowTotals,
  times,
  toRows,
} from "../../../src/measures/systemic/matrix-algebra.js";
import { perron, spectralRadius } from "../../../src/measures/systemic/perron.js";
import { sparseMatrix, transposed } from "../../../src/measures/systemic/sparse-matrix.js";
import { strongComponents } from "../../../src/measures/systemic/strong-components.js";
import { column, distance, drawer } from "./random-network.js";

const ring = (links: readonly number[]) =>
  sparseMatrix(links.length, links.length, {
    row: links.map((_, i) => i),
    column: links.map((_, i) => (i + 1) % links.length),
    value: links,
  });

const rowsOf = (seed: number, size: number, density: number) => {
  const draw = drawer(seed, "rows");
  return Array.from({ length: size }, () => Array.from({ length: size }, () => (draw() < density ? draw() : 0)));
};

describe("sparse matrices", () => {
  test("say the same as written-out rows", () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 9 }), (seed, size) => {
        const rows = rowsOf(seed, size, 0.4);
        const matrix = fromRows(rows);
        const x = Float64Array.from({ length: size }, (_, i) => i + 0.5);
        const product = rows.map((row) => row.reduce((total, value, j) => total + value * (x[j] ?? 0), 0));
        expect(toRows(matrix)).toEqual(rows);
        expect(toRows(transposed(matrix))).toEqual(rows.map((_, j) => rows.map((row) => row[j])));
        expect(distance(times(matrix, x), product)).toBeLessThan(1e-14);
        expect(distance(rowTotals(transposed(matrix)), columnTotals(matrix))).toBeLessThan(1e-14);
        expect(toRows(added(matrix, matrix))).toEqual(toRows(mapped(matrix, (value) => 2 * value)));
      }),
    );
  });

  test("entries of one place are added up in any order, zeros left out, rows of another length refused", () => {
    const matrix = sparseMatrix(2, 3, { row: [1, 0, 1, 0], column: [2, 1, 2, 0], value: [1, 5, 2, 0] });
    expect(toRows(matrix)).toEqual([
      [0, 5, 0],
      [0, 0, 3],
    ]);
    expect(matrix.value.length).toBe(2);
    expect(() => fromRows([[1, 2], [3]])).toThrow("row 1 has 1 entries, not 2");
  });
});

describe("spectral radius", () => {
  test("of a ring of any length is the geometric mean of its links", () => {
    expect(spectralRadius(ring([2, 8])).radius).toBeCloseTo(4, 11);
    const draw = drawer(7, "ring");
    const links = Array.from({ length: 30 }, () => 0.1 + draw());
    const mean = Math.exp(links.reduce((total, link) => total + Math.log(link), 0) / links.length);
    const { radius, convergence } = spectralRadius(ring(links));
    expect(radius).toBeCloseTo(mean, 11);
    expect(convergence.residual).toBeLessThanOrEqual(1e-12);
  });

  test("of a chain, however long, is exactly 0 at once", () => {
    const chain = mapped(ring(Array.from({ length: 200 }, () => 5)), (value, i) => (i === 199 ? 0 : value));
    const { radius, convergence } = spectralRadius(chain);
    expect([radius, convergence.residual]).toEqual([0, 0]);
    expect(convergence.iterations).toBe(200);
  });

  test("of several components is the largest; the vector lives on that component and satisfies M·x = λ·x there", () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 2, max: 8 }), (seed, size) => {
        const block = rowsOf(seed, size, 1).map((row) => row.map((value) => value + 0.01));
        const rows = [
          ...block.map((row) => [...row, 0, 0]),
          [...block.map(() => 0), 0, 0.001],
          [...block.map(() => 0), 0.001, 0],
        ];
        const { radius, vector } = perron(fromRows(rows));
        expect(vector.reduce((total, value) => total + value, 0)).toBeCloseTo(1, 12);
        expect([...vector.slice(-2)]).toEqual([0, 0]);
        expect(
          distance(
            times(fromRows(rows), vector),
            vector.map((value) => radius * value),
          ),
        ).toBeLessThan(1e-11 * radius);
      }),
    );
  });

  test("an iteration cut short says so by its residual", () => {
    const { convergence } = spectralRadius(ring([1, 100, 3]), { maximumIterations: 5 });
    expect(convergence.residual).toBeGreaterThan(convergence.tolerance);
  });
});

test("strong components: two rings joined one way, and a node on its own", () => {
  const joined = fromRows([
    [0, 1, 0, 0, 0],
    [1, 0, 1, 0, 0],
    [0, 0, 0, 1, 0],
    [0, 0, 1, 0, 0],
    [1, 0, 0, 0, 0],
  ]);
  expect(strongComponents(joined).toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0))).toEqual([[0, 1], [2, 3], [4]]);
});

describe("impact susceptibility and diffusion", () => {
  test("on a chain: e^V has 1/k! at distance k", () => {
    const chain = mapped(ring([1, 1, 1, 1]), (value, i) => (i === 3 ? 0 : value));
    const { susceptibility, diffusion, fluidity } = communicability(chain);
    expect(distance(susceptibility, [0, 1, 1.5, 1.5 + 1 / 6])).toBeLessThan(1e-15);
    expect(fluidity).toBeCloseTo((1 + 1.5 + 1.5 + 1 / 6) / 4, 14);
    expect(diffusion.map(({ start }) => start)).toEqual([expect.closeTo(1 + 1 / 2 + 1 / 6, 14), 1.5, 1, 0]);
    expect(diffusion[1]?.intermediate).toBeCloseTo(1 / 2 + 1 / 6, 14);
    expect(diffusion[3]).toEqual({ total: 0, start: 0, intermediate: 0 });
  });

  test("on a pair: sinh 1 each way", () => {
    const { susceptibility } = communicability(ring([1, 1]));
    expect(distance(susceptibility, [Math.sinh(1), Math.sinh(1)])).toBeLessThan(1e-15);
  });

  test("among all of N nodes: off the diagonal of e^V is (e^(N−1) − e^(−1))/N", () => {
    const size = 14;
    const all = fromRows(
      Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => (i === j ? 0 : 1))),
    );
    const wanted = (Math.exp(size - 1) - Math.exp(-1)) / size;
    expect((communicability(all).susceptibility[4] ?? 0) / wanted).toBeCloseTo(1, 12);
  });

  test("an exposure that equals the buffer is a link", () => {
    const links = failureLinks(
      fromRows([
        [0, 2, 1.9],
        [0, 0, 0],
        [0, 0, 0],
      ]),
      column([1, 2, 2]),
    );
    expect(toRows(links)[0]).toEqual([0, 1, 0]);
  });
});
