import type { Arithmetic } from "../../src/numbers/arithmetic.js";

/** What a mechanism returns for one vector: numbers in the chosen system, words, flags, and lists and records of those. */
export type Output<N> = N | boolean | string | undefined | readonly Output<N>[] | { readonly [key: string]: Output<N> };

/** Output of a mechanism under the names that vectors expect; a vector may expect only some of them. */
export type Outputs<N> = Readonly<Record<string, Output<N>>>;

/**
 * Feeds one vector's inputs to a mechanism and names what comes back. Thin: it reads, calls `src`, and names. Every input must be
 * read; one that is not read counts as unknown and fails the vector.
 */
export type Adapter = RuleAdapter | MeasureAdapter;

/** Of a rule, which is written over any arithmetic: run in decimal and in float. */
export type RuleAdapter = <N>(n: Arithmetic<N>, inputs: Reader<N>) => Outputs<N>;

/** Of a measure, which there is in doubles alone: compared in float, where no near tie excuses a difference. */
export interface MeasureAdapter {
  readonly inDoubles: (inputs: Reader<number>) => Outputs<number>;
}

/** Mechanism → adapter. */
export type Adapters = Readonly<Record<string, Adapter>>;

/** The inputs of one vector, or one record inside them. A missing or ill-typed input throws an `InputError`. */
export interface Reader<N> {
  /** A decimal literal (or JSON number), read straight into the chosen system. */
  number(key: string): N;
  optionalNumber(key: string): N | undefined;
  /** A number, or undefined where the input is exactly `word` (e.g. debtToCover: "max"). */
  numberUnless(key: string, word: string): N | undefined;
  /** A small whole number, e.g. a token's index, a count of decimals. */
  whole(key: string): number;
  optionalWhole(key: string): number | undefined;
  word(key: string): string;
  optionalWord(key: string): string | undefined;
  flag(key: string): boolean;
  optionalFlag(key: string): boolean | undefined;
  numbers(key: string): readonly N[];
  words(key: string): readonly string[];
  /** A list of lists of numbers. */
  matrix(key: string): readonly (readonly N[])[];
  record(key: string): Reader<N>;
  records(key: string): readonly Reader<N>[];
  /** The names of this record's inputs, for records whose keys are names of accounts. Naming a key does not read it. */
  keys(): readonly string[];
}

/** An input that a mechanism needs is missing, ill-typed, or unknown to it. */
export class InputError extends Error {
  override readonly name = "InputError";
}
