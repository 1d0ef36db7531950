/** Scaled units in one reserve of all accounts of a group together. */
export interface GroupUnits<N> {
  scaled: N;
}

/** What each group holds or owes, by reserve. */
export type GroupSide<N> = readonly ReadonlyMap<number, GroupUnits<N>>[];
export type GroupSums<N> = Readonly<Record<"collateral" | "debt", GroupSide<N>>>;
