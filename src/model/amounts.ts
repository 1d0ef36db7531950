/** A validated decimal literal, e.g. "0.915" or "8944676.3679": percentages and digit separators are gone. */
export type Literal = string & { readonly brand: "Literal" };

export type Id = string;

export interface Balance {
  readonly asset: Id;
  readonly units: Literal;
}
