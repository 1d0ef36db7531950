import { type Arithmetic, isPositive } from "../../numbers/arithmetic.js";
import { absolute, equityUsd, type PerpPosition, pnlUsd } from "./margin.js";

/** An account that may be closed against a bankrupt one. */
export interface Candidate<N> extends PerpPosition<N> {
  readonly id: string;
}

/**
 * How soon an account is closed, the highest first: for a long (mark/entry)·(notional/equity), for a short with entry/mark in place of
 * mark/entry. Accounts without equity come last: they have no profit to give up.
 * Source: Hyperliquid documentation, Trading: Auto-deleveraging, which prints the formula for longs.
 */
export function deleveragingScore<N>(n: Arithmetic<N>, position: PerpPosition<N>, markPriceUsd: N): N {
  const equity = equityUsd(n, position, markPriceUsd);
  if (!isPositive(n, equity)) return n.zero;
  const isLong = isPositive(n, position.size);
  const gain = isLong ? n.div(markPriceUsd, position.entryPriceUsd) : n.div(position.entryPriceUsd, markPriceUsd);
  return n.mul(gain, n.div(n.mul(absolute(n, position.size), markPriceUsd), equity));
}

/** Candidates in the order in which they are closed: by score, the highest first, ties by id. */
export function deleveragingOrder<N>(
  n: Arithmetic<N>,
  candidates: readonly Candidate<N>[],
  markPriceUsd: N,
): readonly Candidate<N>[] {
  const scores = new Map(candidates.map((each) => [each, deleveragingScore(n, each, markPriceUsd)]));
  const score = (each: Candidate<N>): N => scores.get(each) ?? n.zero;
  return candidates.toSorted((a, b) => n.sign(n.sub(score(b), score(a))) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

export interface Closing<N> {
  readonly id: string;
  /** Contracts closed, with the sign of the candidate's position. */
  readonly size: N;
  readonly realisedPnlUsd: N;
}

export interface Deleveraging<N> {
  readonly closings: readonly Closing<N>[];
  /** Of the bankrupt position, with its sign: what found no opposite. */
  readonly leftSize: N;
}

/**
 * Closes a bankrupt position against those of the other side, in the order given, at one price: dYdX at the bankrupt account's
 * bankruptcy price, Hyperliquid at the mark price before. The same contracts leave both sides and profits and losses cancel.
 */
export function deleverage<N>(
  n: Arithmetic<N>,
  bankruptSize: N,
  inOrder: readonly Candidate<N>[],
  priceUsd: N,
): Deleveraging<N> {
  const closings: Closing<N>[] = [];
  let leftSize = bankruptSize;
  for (const candidate of inOrder) {
    if (n.sign(candidate.size) * n.sign(leftSize) >= 0) continue;
    const contracts = n.min(absolute(n, candidate.size), absolute(n, leftSize));
    const size = isPositive(n, candidate.size) ? contracts : n.sub(n.zero, contracts);
    const { entryPriceUsd, id } = candidate;
    closings.push({ id, size, realisedPnlUsd: pnlUsd(n, { size, entryPriceUsd }, priceUsd) });
    leftSize = n.add(leftSize, size);
  }
  return { closings, leftSize };
}
