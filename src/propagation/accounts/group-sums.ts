/** Scaled units in one reserve of all accounts of a group together. */
export interface GroupUnits<N> {
  readonly reserve: number;
  scaled: N;
}

/** What each group holds or owes, in the reserves that its accounts have balances in: a handful. */
export type GroupSide<N> = readonly (readonly GroupUnits<N>[])[];
export type GroupSums<N> = Readonly<Record<"collateral" | "debt", GroupSide<N>>>;
