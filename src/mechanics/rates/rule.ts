import type { Arithmetic } from "../../numbers/arithmetic.js";

/** The numbers a rate model remembers; none for a fixed curve. */
export type RateState<N> = readonly N[];

/** What borrowers pay under one rate model in one number system. */
export interface RateTerms<N> {
  readonly opening: RateState<N>;
  /** Nominal rate per year of 365 days, compounded continuously by `growthFactor`. */
  borrowRate(state: RateState<N>, utilisation: N): N;
  /** What interest is charged at over the next `elapsedSeconds`; absent where the rate does not change by itself. */
  averageRate?(state: RateState<N>, utilisation: N, elapsedSeconds: N): N;
  /** The state after `elapsedSeconds` at this utilisation. */
  step(state: RateState<N>, utilisation: N, elapsedSeconds: N): RateState<N>;
}

/** How a kind of rate model is read in any number system. One file each; see `index.ts`. */
export interface RateRule<Model extends { readonly kind: string }> {
  readonly kind: Model["kind"];
  terms<N>(n: Arithmetic<N>, model: Model): RateTerms<N>;
}
