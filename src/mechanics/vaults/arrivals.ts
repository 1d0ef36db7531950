import { type Arithmetic, at, isPositive, positivePart, ratio } from "../../numbers/arithmetic.js";

/** What one of several askers wants to be paid, and since when it has been asking. */
export interface Ask<N> {
  readonly units: N;
  readonly arrivedRound: number;
}

/**
 * Shares a payment out in order of arrival: who began to ask in an earlier round gets all it asks before later ones get anything;
 * those of one round get the same share of what they ask. Where all that is asked is paid, everybody gets it to the last digit. In the
 * order of the asks.
 */
export function payInOrderOfArrival<N>(n: Arithmetic<N>, asks: readonly Ask<N>[], paidUnits: N): readonly N[] {
  const wanted = asks.map(({ units }) => units);
  if (!isPositive(n, n.sub(n.total(wanted), paidUnits))) return wanted;
  const payments = asks.map(() => n.zero);
  const rounds = [...new Set(asks.map(({ arrivedRound }) => arrivedRound))].sort((a, b) => a - b);
  let left = paidUnits;
  for (const round of rounds) {
    const group = asks.flatMap(({ arrivedRound }, place) => (arrivedRound === round ? [place] : []));
    const asked = n.total(group.map((place) => at(asks, place).units));
    const share = n.min(n.one, ratio(n, left, asked, n.zero));
    for (const place of group) payments[place] = n.mul(share, at(asks, place).units);
    left = positivePart(n, n.sub(left, asked));
  }
  return payments;
}
