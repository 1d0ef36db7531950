import type { ExposureNetwork } from "../systemic/exposure-network.js";
import type { SparseMatrix } from "../systemic/sparse-matrix.js";

/** Who is exposed to whom and to what, before a shock and just after it: all that measures on networks read. USD. */
export interface Exposures {
  readonly names: readonly string[];
  /** Sentences on how the numbers were come by, kept with whatever is worked out from them. */
  readonly conventions: readonly string[];
  /** For clearing: claims at face value before the shock, and just after it with everybody paying in full. */
  readonly before: ExposureNetwork;
  readonly after: ExposureNetwork;
  /** Nodes that owe nothing but shares: a loss writes the shares down and is no default. */
  readonly passThrough: ReadonlySet<number>;
  /** Accounts that belong to another node, which counts what is left in them. */
  readonly owned: ReadonlySet<number>;
  /** Entry (j, i): what i loses when all of j is lost; debts, shares and accounts owned in one. */
  readonly exposuresUsd: SparseMatrix;
  /** What a node has after its debts: what its owners, shareholders included, can lose. */
  readonly buffersUsd: Float64Array;
  /** The part of the buffer that belongs to nobody in the network: losses are added up by it, so that none counts twice. */
  readonly ownedOutsideUsd: Float64Array;
  /** What the shock itself takes, ≥ 0. */
  readonly lossUsd: Float64Array;
  readonly assetsUsd: Float64Array;
  readonly holdings?: AssetHoldings;
}

/** Who holds what that may have to be sold, and what sales cost. */
export interface AssetHoldings {
  readonly assets: readonly string[];
  /** By node, then by asset. */
  readonly heldUsd: SparseMatrix;
  /** USD of sales over the relative fall that they cause; infinite where sales move nothing or there is no market to move. */
  readonly depthUsd: Float64Array;
  /** Fall of each price by the shock itself, 0.2 for 20 %. */
  readonly priceFall: Float64Array;
}
