import type { Id } from "./scenario.js";

/** The shape of the dependency graph: plain data, in scenario order. */

export type NodeKind = "asset" | "oracle" | "venue" | "market" | "vault" | "issuer" | "position" | "actor";

/** "kind:id", e.g. "market:aave". Unique over the whole network. */
export type NodeKey = `${NodeKind}:${string}`;

export const nodeKey = (kind: NodeKind, id: Id): NodeKey => `${kind}:${id}`;

export interface NetworkNode {
  readonly key: NodeKey;
  readonly kind: NodeKind;
  readonly id: Id;
  /**
   * Size at the start, in USD at market prices: asset: units known to the scenario × price; oracle: 0; venue: value of its
   * balances (depth curve and power law: of the units it can absorb at most, resp. one day's volume); market: value supplied, of a
   * perpetual venue all that lies in it; vault
   * and issuer: total assets; position: collateral; actor: holdings.
   */
  readonly valueUsd: number;
  /** Positions only: the market and the group they belong to. */
  readonly market?: Id;
  readonly group?: Id;
}

/**
 * What kind of dependence an edge is. Every edge points from the node that depends to the node it depends on; a shock
 * travels against the arrow.
 *
 * - collateral: position → asset it has posted; of a perpetual position also the underlying of a long, the margin asset of a short
 * - lending: position → market it owes, or perpetual venue where it is open, with its size at entry; vault → market it supplies; actor → market whose stability pool it deposits in, or behind which it has staked; issuer → issuer that owes it
 * - claim: asset → issuer or vault whose balance sheet backs it, or pool that it is a share of
 * - backing: issuer → asset it holds; actor → asset it holds or has options on; vault → its loan asset; actor → position it owns
 * - liquidity: asset → venue where it is sold
 * - pricing: oracle → asset it reports; market → oracle that it judges by; oracle → underlying of an exchange rate
 */
export type Relation = "collateral" | "lending" | "claim" | "backing" | "liquidity" | "pricing";

export interface NetworkEdge {
  readonly from: NodeKey;
  readonly to: NodeKey;
  readonly relation: Relation;
  /** Amount in units of `asset`; 0 where the edge carries none (pricing). */
  readonly units: number;
  readonly valueUsd: number;
  readonly asset?: Id;
}

export interface NetworkShape {
  readonly nodes: readonly NetworkNode[];
  readonly edges: readonly NetworkEdge[];
}
