import type { Oracle } from "../../model/scenario.js";
import { type Arithmetic, at, positivePart } from "../../numbers/arithmetic.js";
import type { Observation, OracleRule, OracleState, OracleTerms } from "./rule.js";

type PtDiscount = Extract<Oracle, { kind: "pt-discount" }>;

/** Seconds in a year of 365 days, as Aave's price feeds count it. */
const YEAR = "31536000";

export interface Maturing<N> {
  readonly underlyingUsd: N;
  /** Discount for each year to go, as a share of the underlying. */
  readonly yearlyDiscount: N;
  /** Below 0 once it has matured. */
  readonly secondsToMaturity: N;
}

/**
 * underlying·(1 − discount·max(t, 0)/year), never below 0, with t the seconds to maturity and a year of 365 days.
 * Source: bgd-labs/aave-price-feeds, src/contracts/PendlePriceCapAdapter.sol, latestAnswer.
 */
export function discountedUsd<N>(n: Arithmetic<N>, maturing: Maturing<N>): N {
  const yearsLeft = n.div(positivePart(n, maturing.secondsToMaturity), n.parse(YEAR));
  const kept = positivePart(n, n.sub(n.one, n.mul(maturing.yearlyDiscount, yearsLeft)));
  return n.mul(maturing.underlyingUsd, kept);
}

/** A principal token's price by the calendar, whatever its own market says. State: that price. */
export const ptDiscount: OracleRule<PtDiscount> = {
  kind: "pt-discount",
  terms: <N>(n: Arithmetic<N>, oracle: PtDiscount): OracleTerms<N> => {
    const yearlyDiscount = n.parse(oracle.yearlyDiscount);
    const maturitySeconds = n.parse(oracle.maturitySeconds);
    const see = ({ underlyingUsd, clockSeconds }: Observation<N>): OracleState<N> => [
      discountedUsd(n, { underlyingUsd, yearlyDiscount, secondsToMaturity: n.sub(maturitySeconds, clockSeconds) }),
    ];
    return { opening: see, step: (_state, observation) => see(observation), priceUsd: (state) => at(state, 0) };
  },
};
