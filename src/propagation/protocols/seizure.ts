/** What a protocol did when it took a position over, in USD at market prices. */
export interface Seizure<N> {
  readonly position: number;
  readonly seizedUsd: N;
  /** What the owner loses by it. */
  readonly penaltyUsd: N;
  /** What the protocol pays beyond what it gets; none where that is not known before the collateral is sold. */
  readonly shortUsd: N;
  /** What was taken for what, to follow on the names of market and position. */
  readonly text: string;
}
