import { type Arithmetic, positivePart } from "../../numbers/arithmetic.js";

export interface FundDraw<N> {
  readonly paidUsd: N;
  readonly leftUsd: N;
  /** What nobody has paid for yet: positions of the other side are closed for it. */
  readonly uncoveredUsd: N;
}

/** Draws a deficit (equity under 0, as an amount over 0) from the fund as far as it reaches; in USD. */
export function drawOnFund<N>(n: Arithmetic<N>, fundUsd: N, deficitUsd: N): FundDraw<N> {
  const paidUsd = n.min(positivePart(n, deficitUsd), positivePart(n, fundUsd));
  return { paidUsd, leftUsd: n.sub(fundUsd, paidUsd), uncoveredUsd: n.sub(positivePart(n, deficitUsd), paidUsd) };
}
