import { type ExposureNetwork, exposureNetwork } from "../../../src/measures/systemic/exposure-network.js";
import { fromRows } from "../../../src/measures/systemic/matrix-algebra.js";
import { uniform } from "../../../src/numbers/random.js";

export interface Shape {
  readonly size: number;
  /** Share of the possible debts that there are. */
  readonly density: number;
  /** External assets are within 0 and this, where debts are within 0 and 1. */
  readonly wealth: number;
}

/** Draws numbers that have nothing to do with one another, so that no two sides of a decision are equal by chance. */
export const drawer = (seed: number, stream: string): (() => number) => {
  let index = 0;
  return () => {
    index += 1;
    return uniform(seed, stream, index);
  };
};

export function randomNetwork(seed: number, { size, density, wealth }: Shape): ExposureNetwork {
  const draw = drawer(seed, "network");
  const rows = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => (draw() < density && i !== j ? draw() : 0)),
  );
  return exposureNetwork({
    names: rows.map((_, i) => `bank ${i}`),
    liabilitiesUsd: fromRows(rows),
    externalAssetsUsd: Float64Array.from(rows, () => draw() * wealth),
    externalDebtsUsd: Float64Array.from(rows, () => (draw() < 0.5 ? draw() : 0)),
  });
}

/** order[k] is the old place of the node that comes k-th. */
export function shuffledOrder(seed: number, size: number): readonly number[] {
  const draw = drawer(seed, "order");
  return Array.from({ length: size }, (_, i) => ({ i, key: draw() }))
    .sort((a, b) => a.key - b.key)
    .map(({ i }) => i);
}

export const reordered = (values: ArrayLike<number>, order: readonly number[]): readonly number[] =>
  order.map((old) => values[old] ?? Number.NaN);

/** Rows and columns both. */
export const reorderedRows = (
  rows: readonly (readonly number[])[],
  order: readonly number[],
): readonly (readonly number[])[] => order.map((old) => reordered(rows[old] ?? [], order));

export const column = (values: readonly number[]): Float64Array => Float64Array.from(values);

/** The largest distance of two lists, entry by entry; infinite where they are not of one length. */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  return Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] ?? Number.NaN))), 0);
}
