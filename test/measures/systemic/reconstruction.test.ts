import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ReconstructionError } from "../../../src/measures/systemic/margins.js";
import { columnTotals, rowTotals, toRows } from "../../../src/measures/systemic/matrix-algebra.js";
import { maximumEntropy, maximumEntropyRows } from "../../../src/measures/systemic/maximum-entropy.js";
import { minimumDensity } from "../../../src/measures/systemic/minimum-density.js";
import { column, distance, drawer } from "./random-network.js";

const sum = (values: Iterable<number>): number => Array.from(values).reduce((total, value) => total + value, 0);
const columnSums = (rows: readonly (readonly number[])[]) => rows.map((_, j) => sum(rows.map((row) => row[j] ?? 0)));

/** Margins of some network, so that they can be met. */
const margins = fc.record({ seed: fc.nat(), size: fc.integer({ min: 3, max: 9 }) }).map(({ seed, size }) => {
  const draw = drawer(seed, "margins");
  const rows = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => (i !== j && draw() < 0.7 ? draw() : i === j ? 0 : 0.01)),
  );
  return { seed, assets: column(rows.map((row) => sum(row))), liabilities: column(columnSums(rows)) };
});

/** Anand, Craig, von Peter 2015, p. 628. */
const SEVEN = { assets: column([7, 5, 3, 1, 3, 0, 1]), liabilities: column([4, 5, 5, 0, 0, 2, 4]) };

describe("maximum entropy", () => {
  test("rows add up to assets, columns to liabilities, the diagonal is 0 and odds ratios are 1", () => {
    fc.assert(
      fc.property(margins, ({ assets, liabilities }) => {
        const estimate = maximumEntropy(assets, liabilities);
        const rows = maximumEntropyRows(estimate);
        expect(distance(rows.map(sum), assets)).toBeLessThan(1e-10);
        expect(distance(columnSums(rows), liabilities)).toBeLessThan(1e-10);
        expect(rows.every((row, i) => row[i] === 0)).toBe(true);
        expect(estimate.convergence.residual).toBeLessThanOrEqual(1e-12);
      }),
    );
  });
});

describe("minimum density", () => {
  test("meets the margins with a zero diagonal and few links", () => {
    fc.assert(
      fc.property(margins, ({ seed, assets, liabilities }) => {
        const { claimsUsd, links, convergence } = minimumDensity(assets, liabilities, { seed, networks: 5 });
        expect(distance(rowTotals(claimsUsd), assets)).toBeLessThan(1e-9);
        expect(distance(columnTotals(claimsUsd), liabilities)).toBeLessThan(1e-9);
        expect(toRows(claimsUsd).every((row, i) => row[i] === 0)).toBe(true);
        expect(Math.min(...claimsUsd.value)).toBeGreaterThan(0);
        expect(links).toBeLessThanOrEqual(assets.length + liabilities.length + 2);
        expect(convergence.residual).toBeLessThan(1e-11);
      }),
    );
  });

  test("finds nine links for seven banks, as few as R NetworkRiskMeasures does, and the same ones again from a seed", () => {
    const found = minimumDensity(SEVEN.assets, SEVEN.liabilities, { seed: 1 });
    expect(found.links).toBeLessThanOrEqual(9);
    expect([...rowTotals(found.claimsUsd)]).toEqual([...SEVEN.assets]);
    expect([...columnTotals(found.claimsUsd)]).toEqual([...SEVEN.liabilities]);
    expect(minimumDensity(SEVEN.assets, SEVEN.liabilities, { seed: 1 })).toEqual(found);
  });

  test("a bank left with itself alone trades places within a claim already made", () => {
    // The first bank lends 6 and borrows 6 of 10: it must take all that others have to give.
    const found = minimumDensity(column([5, 3, 2]), column([5, 2, 3]), { seed: 4, networks: 20 });
    expect([...rowTotals(found.claimsUsd)]).toEqual([5, 3, 2]);
    expect([...columnTotals(found.claimsUsd)]).toEqual([5, 2, 3]);
  });
});

test("margins that no network has are refused", () => {
  for (const reconstruct of [maximumEntropy, (a: Float64Array, l: Float64Array) => minimumDensity(a, l, { seed: 1 })]) {
    expect(() => reconstruct(column([1, 2]), column([1, 1]))).toThrow(ReconstructionError);
    expect(() => reconstruct(column([3, 1]), column([3, 1]))).toThrow("node 0 lends 3 and borrows 3");
    expect(() => reconstruct(column([-1, 2]), column([0, 1]))).toThrow("numbers ≥ 0");
  }
});
