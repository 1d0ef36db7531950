/** What a number was worked out under. Measures of one name differ by these, so they are stored with every result. */
export interface Conventions {
  /** The model, with authors and year. */
  readonly model: string;
  /** How debts to those outside the network rank against debts to nodes. */
  readonly externalDebt?: ExternalDebt;
  /** What a node is whose resources equal its obligations, or whose loss equals its buffer. */
  readonly atEquality?: "solvent" | "default";
  /** Share of what a node in default has that reaches its creditors, or of a claim on it that is recovered. */
  readonly recovery?: string;
  /** Whether the loss from any one debtor counts for at most the whole of a node's equity. */
  readonly impacts?: "as given" | "at most 1";
  /** The formula or rule in one line. */
  readonly rule: string;
}

export type ExternalDebt = "pari-passu" | "senior";
