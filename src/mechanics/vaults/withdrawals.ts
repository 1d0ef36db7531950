import { type Arithmetic, at, positivePart, ratio } from "../../numbers/arithmetic.js";

/** One place of a withdraw queue: a market, by its place in the list of cash, and the most that can be asked of it. */
export interface QueuePlace<N> {
  readonly market: number;
  readonly mostUnits: N;
}

/** Money asked back in one round: by a vault, or by a direct lender (one place, nothing idle). */
export interface WithdrawalRequest<N> {
  readonly wantedUnits: N;
  readonly idleUnits: N;
  readonly queue: readonly QueuePlace<N>[];
}

export interface WithdrawalFill<N> {
  readonly fromIdleUnits: N;
  /** What each place of the queue gave, in the queue's order. */
  readonly fromMarkets: readonly { readonly market: number; readonly units: N }[];
  readonly unmetUnits: N;
}

export interface FilledWithdrawals<N> {
  /** In the order of the requests. */
  readonly fills: readonly WithdrawalFill<N>[];
  /** What is left in each market. */
  readonly cashUnits: readonly N[];
}

/**
 * Fills the withdrawals of one round all at once, whoever is listed first: idle money, then step by step down the queues. In step
 * j everybody asks its j-th place for min(what it still needs, the most it can ask there); a market that is asked for more than
 * its cash pays everybody cash/asked of it. In units of the loan asset.
 */
export function fillWithdrawals<N>(
  n: Arithmetic<N>,
  requests: readonly WithdrawalRequest<N>[],
  cashUnits: readonly N[],
): FilledWithdrawals<N> {
  const steps = Math.max(0, ...requests.map(({ queue }) => queue.length));
  let cash = cashUnits;
  let fills: readonly WithdrawalFill<N>[] = requests.map(({ wantedUnits, idleUnits }) => {
    const fromIdleUnits = n.min(wantedUnits, idleUnits);
    return { fromIdleUnits, fromMarkets: [], unmetUnits: n.sub(wantedUnits, fromIdleUnits) };
  });
  for (let step = 0; step < steps; step += 1) {
    const asks = requests.map(({ queue }, k) => {
      const place = queue[step];
      return place && { market: place.market, units: n.min(at(fills, k).unmetUnits, place.mostUnits) };
    });
    const asked = totalByMarket(n, asks, cash.length);
    const payments = asks.map((ask) => {
      if (ask === undefined) return undefined;
      const share = ratio(n, n.mul(ask.units, at(cash, ask.market)), at(asked, ask.market), n.zero);
      return { market: ask.market, units: n.min(ask.units, share) };
    });
    fills = fills.map((fill, k) => {
      const payment = payments[k];
      if (payment === undefined) return fill;
      return {
        ...fill,
        fromMarkets: [...fill.fromMarkets, payment],
        unmetUnits: n.sub(fill.unmetUnits, payment.units),
      };
    });
    const paid = totalByMarket(n, payments, cash.length);
    cash = cash.map((held, market) => positivePart(n, n.sub(held, at(paid, market))));
  }
  return { fills, cashUnits: cash };
}

function totalByMarket<N>(
  n: Arithmetic<N>,
  amounts: readonly ({ readonly market: number; readonly units: N } | undefined)[],
  markets: number,
): readonly N[] {
  const parts: N[][] = Array.from({ length: markets }, () => []);
  for (const amount of amounts) if (amount !== undefined) at(parts, amount.market).push(amount.units);
  return parts.map((units) => n.total(units));
}
