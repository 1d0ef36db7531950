import { type Arithmetic, at, isPositive, isZero, positivePart, ratio } from "../../numbers/arithmetic.js";
import { fallingRoot } from "./root.js";
import type { VenueState, VenueTerms } from "./rule.js";

/** How far the price of an asset falls with the units sold of it; prices relative to the reference price. */
export interface ImpactCurve<N> {
  /** The most that can be sold; absent: no limit, and a price that never falls. */
  readonly limitUnits?: N;
  /** A(Q): relative fall of the average price. */
  average(units: N): N;
  /** 1 − A − Q·A′, at least 0: relative price of the last unit of a sale. */
  last(units: N): N;
  /** The largest sale whose last unit fetches at least this relative price; 0 when none does. */
  sizeAt(relativePrice: N): N;
}

/**
 * A venue known by its impact only, quoted around the reference price p. The state is the units sold so far and not yet
 * arbitraged away (bought: under 0).
 *
 * Proceeds from the start are P(Q) = Q·p·(1 − A(Q)); a sale from s to s + q fetches P(s + q) − P(s). Buying walks back the same
 * way and, beyond the start, mirrors it: P(−Q) = −Q·p/(1 − A(Q)). What lies past the limit stays unfilled.
 */
export function quotedTerms<N>(
  n: Arithmetic<N>,
  pair: { readonly asset: string; readonly quote: string },
  curve: ImpactCurve<N>,
): VenueTerms<N> {
  const infinity = n.parse("Infinity");
  const limit = curve.limitUnits ?? infinity;
  const minus = (value: N): N => n.sub(n.zero, value);
  const reference = (outsideUsd: readonly N[]): N => {
    const [assetUsd, quoteUsd] = [at(outsideUsd, 0), at(outsideUsd, 1)];
    return isPositive(n, quoteUsd) ? n.div(assetUsd, quoteUsd) : n.zero;
  };
  /** P(sold)/p. */
  const proceeds = (sold: N): N => {
    if (n.sign(sold) >= 0) return n.mul(sold, n.sub(n.one, curve.average(sold)));
    return ratio(n, sold, n.sub(n.one, curve.average(minus(sold))), minus(infinity));
  };
  /** Price of the next unit sold, over p. */
  const price = (sold: N): N => {
    if (n.sign(sold) >= 0) return curve.last(sold);
    const kept = n.sub(n.one, curve.average(minus(sold)));
    return ratio(n, n.sub(n.add(kept, kept), curve.last(minus(sold))), n.mul(kept, kept), infinity);
  };
  /** What buying `units` back costs, over p. */
  const cost = (sold: N, units: N): N => n.sub(proceeds(sold), proceeds(n.sub(sold, units)));
  const roomToBuy = (sold: N): N => n.add(sold, limit);
  const roomToSell = (sold: N): N => positivePart(n, n.sub(limit, sold));

  /** Units to sell until the next fetches less than `relativePrice`. */
  const saleTo = (sold: N, relativePrice: N): N => {
    if (!isPositive(n, n.sub(relativePrice, n.one))) return positivePart(n, n.sub(curve.sizeAt(relativePrice), sold));
    if (n.sign(sold) >= 0 || isPositive(n, n.sub(relativePrice, price(sold)))) return n.zero;
    return n.sub(fallingRoot(n, (s) => n.sub(price(s), relativePrice), sold, n.zero).low, sold);
  };
  /** Units to buy until the next costs more than `relativePrice`. */
  const purchaseTo = (sold: N, relativePrice: N): N => {
    if (isPositive(n, n.sub(n.one, relativePrice))) return positivePart(n, n.sub(sold, curve.sizeAt(relativePrice)));
    const headroom = (units: N): N => n.sub(relativePrice, price(n.sub(sold, units)));
    const room = roomToBuy(sold);
    if (curve.limitUnits === undefined || n.sign(headroom(room)) >= 0) return room;
    return fallingRoot(n, headroom, positivePart(n, sold), room).low;
  };
  /** Units that `paid` (over p) buys; at most the room there is. */
  const purchaseFor = (sold: N, paid: N): N => {
    const most = n.min(n.add(positivePart(n, sold), paid), roomToBuy(sold));
    const left = (units: N): N => n.sub(paid, cost(sold, units));
    return n.sign(left(most)) >= 0 ? most : fallingRoot(n, left, n.zero, most).low;
  };
  return {
    tokens: [pair.asset, pair.quote],
    opening: [n.zero],
    fee: n.zero,
    marginalPrice: (state, tokenIn, _tokenOut, outsideUsd) => {
      const now = n.mul(reference(outsideUsd), price(at(state, 0)));
      if (tokenIn === 0) return now;
      return isZero(n, now) ? n.zero : n.div(n.one, now);
    },
    sell: (state, tokenIn, _tokenOut, amountIn, outsideUsd) => {
      const sold = at(state, 0);
      const p = reference(outsideUsd);
      if (tokenIn === 0) {
        const taken = n.min(amountIn, roomToSell(sold));
        const after = n.add(sold, taken);
        const out = n.mul(p, positivePart(n, n.sub(proceeds(after), proceeds(sold))));
        return { out, unfilled: n.sub(amountIn, taken), after: [after] };
      }
      if (isZero(n, p)) return { out: n.zero, unfilled: amountIn, after: state };
      const taken = n.min(amountIn, n.mul(p, cost(sold, roomToBuy(sold))));
      const out = purchaseFor(sold, n.div(taken, p));
      return { out, unfilled: n.sub(amountIn, taken), after: [n.sub(sold, out)] };
    },
    amountToReach: (state, tokenIn, _tokenOut, marginal, outsideUsd) => {
      const sold = at(state, 0);
      const p = reference(outsideUsd);
      const atAnyPrice = !isPositive(n, marginal);
      if (tokenIn === 0) {
        if (atAnyPrice) return roomToSell(sold);
        return isZero(n, p) ? n.zero : n.min(saleTo(sold, n.div(marginal, p)), roomToSell(sold));
      }
      if (isZero(n, p)) return n.zero;
      const units = atAnyPrice ? roomToBuy(sold) : purchaseTo(sold, n.div(n.one, n.mul(marginal, p)));
      return n.mul(p, cost(sold, units));
    },
    follow: (state) => state,
    restore: (state, share): VenueState<N> => [n.mul(at(state, 0), n.sub(n.one, share))],
    balances: () => undefined,
  };
}
