import { fromRows } from "../../../src/measures/systemic/matrix-algebra.js";
import { type SparseMatrix, transposed } from "../../../src/measures/systemic/sparse-matrix.js";
import { InputError, type Reader } from "../adapter.js";

export const list = (values: Iterable<number>): readonly number[] => Array.from(values);

export const column = (inputs: Reader<number>, key: string): Float64Array => Float64Array.from(inputs.numbers(key));

/** What row owes column, from the claims of rows on columns. */
export const owedByClaims = (inputs: Reader<number>, key: string): SparseMatrix =>
  transposed(fromRows(inputs.matrix(key)));

/** Explanations inside a vector: read, not used. */
export function skip(inputs: Reader<number>, ...keys: readonly string[]): void {
  for (const key of keys) inputs.optionalWord(key);
}

/** An input that a vector states although the adapter knows of one value only. */
export function expectWord(inputs: Reader<number>, key: string, word: string): void {
  const found = inputs.word(key);
  if (found !== word) throw new InputError(`input "${key}" is "${found}", only "${word}" is known`);
}

export const names = (size: number): readonly string[] => Array.from({ length: size }, (_, i) => `${i + 1}`);
