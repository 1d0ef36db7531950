import { type Arithmetic, isPositive, isZero, positivePart } from "../../../numbers/arithmetic.js";

/** The system's own books, in DAI. */
export interface Vow<N> {
  readonly surplusDai: N;
  /** Debt of seized vaults that auctions may still repay, by when it was seized. */
  readonly queued: readonly QueuedDebt<N>[];
  /** Debt that nothing backs any more and no debt auction is raising. */
  readonly unbackedDai: N;
  /** Debt that debt auctions are raising. */
  readonly onAuctionDai: N;
}

export interface QueuedDebt<N> {
  readonly dai: N;
  readonly atSeconds: N;
}

export const openVow = <N>(n: Arithmetic<N>, surplusDai: N): Vow<N> => ({
  surplusDai,
  queued: [],
  unbackedDai: n.zero,
  onAuctionDai: n.zero,
});

/** Queues the debt of a seized vault, together with what was seized at the same moment. Source: dss src/vow.sol, fess. */
export function queueDebt<N>(n: Arithmetic<N>, vow: Vow<N>, { dai, atSeconds }: QueuedDebt<N>): Vow<N> {
  const last = vow.queued.at(-1);
  if (last === undefined || !isZero(n, n.sub(last.atSeconds, atSeconds)))
    return { ...vow, queued: [...vow.queued, { dai, atSeconds }] };
  return { ...vow, queued: [...vow.queued.slice(0, -1), { dai: n.add(last.dai, dai), atSeconds }] };
}

/** Adds DAI that auctions and fees bring in. Source: dss src/clip.sol, take (vat.move). */
export const addSurplus = <N>(n: Arithmetic<N>, vow: Vow<N>, dai: N): Vow<N> => ({
  ...vow,
  surplusDai: n.add(vow.surplusDai, dai),
});

/** A keeper's reward: paid in new DAI, which leaves as much unbacked debt. Source: dss src/clip.sol, kick (vat.suck). */
export const payReward = <N>(n: Arithmetic<N>, vow: Vow<N>, dai: N): Vow<N> => ({
  ...vow,
  unbackedDai: n.add(vow.unbackedDai, dai),
});

/** Frees debt queued at least `waitSeconds` ago (equality counts). Source: dss src/vow.sol, flog. */
export function releaseQueued<N>(
  n: Arithmetic<N>,
  vow: Vow<N>,
  clock: { readonly nowSeconds: N; readonly waitSeconds: N },
): Vow<N> {
  const isDue = ({ atSeconds }: QueuedDebt<N>): boolean =>
    !n.less(clock.nowSeconds, n.add(atSeconds, clock.waitSeconds));
  const due = vow.queued.filter(isDue);
  const unbackedDai = n.total([vow.unbackedDai, ...due.map(({ dai }) => dai)]);
  return { ...vow, queued: vow.queued.filter((debt) => !due.includes(debt)), unbackedDai };
}

/** Surplus cancels unbacked debt: each falls by the smaller of the two. Source: dss src/vow.sol, heal. */
export function heal<N>(n: Arithmetic<N>, vow: Vow<N>): Vow<N> {
  const healedDai = n.min(vow.surplusDai, vow.unbackedDai);
  return {
    ...vow,
    surplusDai: n.sub(vow.surplusDai, healedDai),
    unbackedDai: n.sub(vow.unbackedDai, healedDai),
  };
}

export interface DebtAuctions<N> {
  readonly vow: Vow<N>;
  /** How many debt auctions of `sumpDai` each begin. */
  readonly lots: N;
}

/** Debt auctions begin for every whole `sump` of unbacked debt, once no surplus is left. Source: dss src/vow.sol, flop. */
export function startDebtAuctions<N>(n: Arithmetic<N>, vow: Vow<N>, sumpDai: N): DebtAuctions<N> {
  if (!isZero(n, vow.surplusDai)) return { vow, lots: n.zero };
  const lots = n.floor(n.div(vow.unbackedDai, sumpDai));
  const dai = n.mul(lots, sumpDai);
  const started = {
    ...vow,
    unbackedDai: n.sub(vow.unbackedDai, dai),
    onAuctionDai: n.add(vow.onAuctionDai, dai),
  };
  return { vow: started, lots };
}

/** DAI that a debt auction has raised cancels what it was to raise. Source: dss src/vow.sol, kiss. */
export const settleDebtAuction = <N>(n: Arithmetic<N>, vow: Vow<N>, dai: N): Vow<N> => ({
  ...vow,
  onAuctionDai: n.sub(vow.onAuctionDai, dai),
});

/**
 * Surplus that may be sold in lots of `bump`, for MKR that is burned: what exceeds the buffer `hump` and all debt, and none while
 * there is unbacked debt. ⌊(surplus − queued − on auction − hump)/bump⌋ lots. Source: dss src/vow.sol, flap.
 */
export function surplusLots<N>(n: Arithmetic<N>, vow: Vow<N>, terms: { readonly bumpDai: N; readonly humpDai: N }): N {
  if (isPositive(n, vow.unbackedDai)) return n.zero;
  const owedDai = n.total([...vow.queued.map(({ dai }) => dai), vow.onAuctionDai, terms.humpDai]);
  return n.floor(n.div(positivePart(n, n.sub(vow.surplusDai, owedDai)), terms.bumpDai));
}
