import type { Id } from "../../model/scenario.js";
import type { PriceUsd } from "../../network/nodes.js";

/** Units of an asset; without one, USD. */
export interface Amount {
  readonly asset?: Id;
  readonly units: number;
}

/**
 * How a claim ranks: a debt is owed before anybody is an owner; a share is a part of what is left; ownership is of the whole of what is
 * left of an account.
 */
export interface Claim {
  readonly creditor: number;
  readonly debtor: number;
  readonly rank: "debt" | "share" | "ownership";
  readonly amount: Amount;
}

/** What a node has of, or owes to, those outside the network. */
export interface Outside {
  readonly node: number;
  readonly kind: "asset" | "debt" | "share";
  readonly amount: Amount;
}

/** Everything that is claimed, owed and held, in units. */
export interface ClaimBook {
  readonly names: readonly string[];
  readonly claims: readonly Claim[];
  readonly outside: readonly Outside[];
  /** What may be sold: node, asset and units. */
  readonly held: readonly { readonly node: number; readonly asset: Id; readonly units: number }[];
}

export const amountUsd = ({ asset, units }: Amount, priceUsd: PriceUsd): number =>
  asset === undefined ? units : units * priceUsd(asset);

/** Totals by node at given prices. */
export interface NodeTotals {
  /** External and claims, accounts owned aside. */
  readonly assetsUsd: Float64Array;
  readonly ownedAccountsUsd: Float64Array;
  readonly debtsUsd: Float64Array;
  readonly sharesUsd: Float64Array;
  /** What other nodes have of a node: shares in it, or all of it. */
  readonly ownedInsideUsd: Float64Array;
}

export function nodeTotals({ names, claims, outside }: ClaimBook, priceUsd: PriceUsd): NodeTotals {
  const column = () => new Float64Array(names.length);
  const totals = {
    assetsUsd: column(),
    ownedAccountsUsd: column(),
    debtsUsd: column(),
    sharesUsd: column(),
    ownedInsideUsd: column(),
  };
  const add = (to: Float64Array, node: number, usd: number): void => {
    to[node] = (to[node] ?? 0) + usd;
  };
  for (const { creditor, debtor, rank, amount } of claims) {
    const usd = amountUsd(amount, priceUsd);
    add(rank === "ownership" ? totals.ownedAccountsUsd : totals.assetsUsd, creditor, usd);
    if (rank === "debt") add(totals.debtsUsd, debtor, usd);
    else add(totals.ownedInsideUsd, debtor, usd);
    if (rank === "share") add(totals.sharesUsd, debtor, usd);
  }
  for (const { node, kind, amount } of outside) {
    const usd = amountUsd(amount, priceUsd);
    if (kind === "asset") add(totals.assetsUsd, node, usd);
    else add(kind === "debt" ? totals.debtsUsd : totals.sharesUsd, node, usd);
  }
  return totals;
}
