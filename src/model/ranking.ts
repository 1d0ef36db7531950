/** How far two rankings agree, over the entries that both have. */
export interface RankCorrelation {
  /** Entries that both lists have. */
  readonly pairs: number;
  /** Absent where one of the lists is the same throughout, or has fewer than two entries. */
  readonly spearman?: number;
  readonly kendall?: number;
}

/** One measure of importance, entry by entry. */
export interface RankColumn {
  /** In a few words, for the head of a column. */
  readonly heading: string;
  /** What it is, in a sentence. */
  readonly meaning: string;
  readonly unit: "USD" | "share" | "ratio";
  readonly values: readonly (number | undefined)[];
}

export interface Ranking {
  readonly names: readonly string[];
  readonly columns: readonly RankColumn[];
  /** Of every two columns, by their places. */
  readonly correlations: readonly (RankCorrelation & { readonly a: number; readonly b: number })[];
  /** Entries that were left out, being smaller. */
  readonly leftOut: number;
}

/** Who and what is systemically important in a scenario. */
export interface SystemicRanking {
  readonly title: string;
  readonly scenarioHash: string;
  /** Issuers, markets, vaults and accounts, most important first by what the cascade makes of their failure. */
  readonly nodes: Ranking;
  /** Assets, by what the cascade makes of a fall of their price. */
  readonly assets: Ranking;
  readonly fall: number;
  /** How the exposure network was derived, and what the classical measures assume. */
  readonly conventions: readonly string[];
}
