import type { Id, Literal } from "./amounts.js";

/** A rule by which markets see the price of `asset`. */
export type Oracle =
  | OracleOf<"spot">
  /** Absent `mean`: arithmetic. */
  | (OracleOf<"twap"> & { readonly windowSeconds: Literal; readonly mean?: "arithmetic" | "geometric" })
  | (OracleOf<"ema"> & { readonly timeConstantSeconds: Literal })
  | (OracleOf<"deviation-heartbeat"> & { readonly deviation: Literal; readonly heartbeatSeconds: Literal })
  /** rate × price of the underlying. Without `rate`, the claim's own net asset value. */
  | (OracleOf<"exchange-rate"> & Underlying & { readonly rate?: Literal })
  | (OracleOf<"fixed"> & { readonly priceUsd: Literal })
  /** The fair value of a share of a pool, at prices that trades in the pool do not move. */
  | OracleOf<"lp-fair">
  /** A price read every `hopSeconds` that comes into force one hop later. */
  | (OracleOf<"delayed"> & Follower & { readonly hopSeconds: Literal })
  /** An exchange rate that may not have grown faster than `yearlyGrowth` since the snapshot. */
  | (OracleOf<"capped-ratio"> &
      Underlying & {
        readonly rate?: Literal;
        readonly snapshotRatio: Literal;
        /** Age of the snapshot at the start. */
        readonly snapshotAgeSeconds: Literal;
        readonly yearlyGrowth: Literal;
      })
  /** The lower of two other oracles; with a threshold, only while they are that close: beyond it, the first. */
  | (OracleOf<"worst-of-two"> & { readonly first: Id; readonly second: Id; readonly threshold?: Literal })
  /** A price that moves by at most `maxFactor` when it is read anew within `windowSeconds`. */
  | (OracleOf<"limited"> & Follower & { readonly maxFactor: Literal; readonly windowSeconds: Literal })
  /** The underlying less a discount that runs out in a straight line at maturity, counted from the start. */
  | (OracleOf<"pt-discount"> & Underlying & { readonly yearlyDiscount: Literal; readonly maturitySeconds: Literal });

interface OracleOf<Kind extends string> {
  readonly id: Id;
  readonly kind: Kind;
  readonly asset: Id;
  readonly source?: Id;
}

interface Underlying {
  readonly underlying: Id;
  /** The oracle that judges the underlying. Absent: its market price. */
  readonly underlyingOracle?: Id;
}

interface Follower {
  /** The oracle that is followed. Absent: the market price of the asset. */
  readonly reads?: Id;
}

export type OracleKind = Oracle["kind"];

/** The other oracles that one reads, in the order it names them. */
export function oraclesRead(oracle: Oracle): readonly Id[] {
  if (oracle.kind === "worst-of-two") return [oracle.first, oracle.second];
  const read = "underlyingOracle" in oracle ? oracle.underlyingOracle : "reads" in oracle ? oracle.reads : undefined;
  return read === undefined ? [] : [read];
}

/** Oracles by id, each after those it reads; `circular` are those that read themselves by way of others, and their readers. */
export function readingOrder(oracles: readonly Oracle[]): {
  readonly order: readonly Id[];
  readonly circular: readonly Id[];
} {
  const known = new Set(oracles.map(({ id }) => id));
  const placed = new Set<Id>();
  let waiting = oracles;
  for (;;) {
    const ready = waiting.filter((oracle) => oraclesRead(oracle).every((id) => placed.has(id) || !known.has(id)));
    for (const { id } of ready) placed.add(id);
    waiting = waiting.filter(({ id }) => !placed.has(id));
    if (ready.length === 0) return { order: [...placed], circular: waiting.map(({ id }) => id) };
  }
}
