import { type Arithmetic, at, isPositive, ratio, running, totalOfRunning } from "../../numbers/arithmetic.js";
import { fallingRoot } from "./root.js";
import type { Fill, VenueState, VenueTerms } from "./rule.js";

/** One venue of the pair that is traded. */
export interface RouteLeg<N> {
  readonly terms: VenueTerms<N>;
  readonly state: VenueState<N>;
  readonly tokenIn: number;
  readonly tokenOut: number;
  /** Reference prices of the venue's tokens. */
  readonly outsideUsd: readonly N[];
}

export interface LegFill<N> {
  readonly amountIn: N;
  readonly fill: Fill<N>;
}

export interface SplitSale<N> {
  /** One for each leg, in order; the amounts add up to the sale. */
  readonly legs: readonly LegFill<N>[];
  readonly out: N;
  readonly unfilled: N;
  /**
   * What the split is short of the best one at most: a unit moved from one leg to another fetches no more than this beyond what it
   * fetches, relatively. Absent with one leg.
   */
  readonly gap?: N;
}

/** A billionth lower. */
const JUST_BELOW = 0.999999999;

/** How an amount is divided, and how far apart the prices are between which the last units lie. */
interface Shares<N> {
  readonly amounts: readonly N[];
  /** What each leg would take if the last unit fetched a little less. */
  readonly lower: readonly N[];
  readonly gap: N;
}

/**
 * Sells one amount on several venues at once so that the last unit fetches the same on all that take part, after fee.
 *
 * Each leg takes aₖ(m) = the sale whose last unit still fetches m after fee; m solves Σaₖ(m) = amount. Where a price jumps at m,
 * legs share what is left in proportion to their jumps; where nobody pays anything, evenly. The rounding remainder goes to the leg
 * that takes most, of those that would take more a billionth lower: the last digit must not decide whether an order, a piece of a
 * curve or a leg is used up. The last unit on every leg that takes part fetches between the two prices that m was found between, which is the gap.
 * What no leg can take is offered to that leg too and comes back unfilled. `legs` must not be empty.
 */
export function splitSale<N>(n: Arithmetic<N>, legs: readonly RouteLeg<N>[], amount: N): SplitSale<N> {
  const divided = legs.length === 1 ? undefined : shares(n, legs, amount);
  const amounts = divided === undefined ? [amount] : settle(n, divided, amount);
  const fills = legs.map((leg, k) => ({
    amountIn: at(amounts, k),
    fill: leg.terms.sell(leg.state, leg.tokenIn, leg.tokenOut, at(amounts, k), leg.outsideUsd),
  }));
  return {
    legs: fills,
    out: n.total(fills.map(({ fill }) => fill.out)),
    unfilled: n.total(fills.map(({ fill }) => fill.unfilled)),
    ...(divided === undefined ? {} : { gap: divided.gap }),
  };
}

function shares<N>(n: Arithmetic<N>, legs: readonly RouteLeg<N>[], amount: N): Shares<N> {
  const takenBy = ({ terms, state, tokenIn, tokenOut, outsideUsd }: RouteLeg<N>, afterFee: N): N => {
    const marginal = n.div(afterFee, n.sub(n.one, terms.fee));
    return n.min(amount, terms.amountToReach(state, tokenIn, tokenOut, marginal, outsideUsd));
  };
  const taken = (afterFee: N): readonly N[] => legs.map((leg) => takenBy(leg, afterFee));
  const spare = (afterFee: N): N => {
    const sum = running(n);
    for (const leg of legs) n.accumulate(sum, takenBy(leg, afterFee));
    return n.sub(totalOfRunning(n, sum), amount);
  };
  const best = legs
    .map(({ terms, state, tokenIn, tokenOut, outsideUsd }) =>
      n.mul(terms.marginalPrice(state, tokenIn, tokenOut, outsideUsd), n.sub(n.one, terms.fee)),
    )
    .reduce((high, price) => n.max(high, price));
  const most = taken(n.zero);
  if (!isPositive(n, n.sub(n.total(most), amount))) return { amounts: most, lower: most, gap: n.zero };
  if (!isPositive(n, best))
    return { amounts: legs.map(() => n.div(amount, n.fromNumber(legs.length))), lower: most, gap: n.zero };
  let tooHigh = n.add(best, best);
  while (isPositive(n, spare(tooHigh))) tooHigh = n.add(tooHigh, tooHigh);
  const { low, high } = fallingRoot(n, spare, n.zero, tooHigh);
  const [more, fewer] = [taken(low), taken(high)];
  const lower = taken(n.mul(low, n.fromNumber(JUST_BELOW)));
  const gap = ratio(n, n.sub(high, low), low, n.zero);
  const between = n.sub(n.total(more), n.total(fewer));
  if (!isPositive(n, between)) return { amounts: fewer, lower, gap };
  const part = n.div(n.sub(amount, n.total(fewer)), between);
  return { amounts: fewer.map((units, k) => n.add(units, n.mul(part, n.sub(at(more, k), units)))), lower, gap };
}

/** Gives the leg that takes most, of those that would take more at a lower price, whatever is missing from the amount. */
function settle<N>(n: Arithmetic<N>, { amounts, lower }: Shares<N>, amount: N): readonly N[] {
  const missing = n.sub(amount, n.total(amounts));
  const canBear = (k: number): boolean =>
    isPositive(n, n.min(at(amounts, k), n.add(at(amounts, k), missing))) &&
    isPositive(n, n.sub(at(lower, k), at(amounts, k)));
  const places = amounts.map((_, k) => k);
  const bearers = places.some(canBear) ? places.filter(canBear) : places;
  const deepest = bearers.reduce((best, k) => (isPositive(n, n.sub(at(amounts, k), at(amounts, best))) ? k : best));
  const others = n.total(amounts.filter((_, k) => k !== deepest));
  return amounts.map((units, k) => (k === deepest ? n.sub(amount, others) : units));
}
