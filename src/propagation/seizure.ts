/** What a protocol has taken from a position, and what it has given up for it. */
export interface Seizure<N> {
  readonly position: number;
  readonly seized: readonly { readonly asset: number; readonly units: N }[];
  readonly debtAsset: number;
  /** Debt cancelled and money credited, in units of `debtAsset`. */
  readonly paidUnits: N;
}
