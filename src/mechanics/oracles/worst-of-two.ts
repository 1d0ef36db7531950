import type { Oracle } from "../../model/scenario.js";
import { type Arithmetic, at } from "../../numbers/arithmetic.js";
import type { Observation, OracleRule, OracleState, OracleTerms } from "./rule.js";

type WorstOfTwo = Extract<Oracle, { kind: "worst-of-two" }>;

export interface TwoPrices<N> {
  /** The market's price. */
  readonly firstUsd: N;
  /** The price that it is measured against, e.g. the issuer's exchange rate. */
  readonly secondUsd: N;
  /** Absent: no limit. */
  readonly threshold?: N;
}

/**
 * The lower of two prices. With a threshold, only while |first − second| ≤ threshold·second: two prices further apart are taken for
 * real, and the first counts. Source: liquity/bold, contracts/src/PriceFeeds/CompositePriceFeed.sol, which takes the lower of the
 * market's and the canonical price at any distance.
 */
export function worstOfTwo<N>(n: Arithmetic<N>, { firstUsd, secondUsd, threshold }: TwoPrices<N>): N {
  const lowerUsd = n.min(firstUsd, secondUsd);
  if (threshold === undefined) return lowerUsd;
  const apartUsd = n.max(n.sub(firstUsd, secondUsd), n.sub(secondUsd, firstUsd));
  return n.less(n.mul(threshold, secondUsd), apartUsd) ? firstUsd : lowerUsd;
}

/** Reports the lower of two other oracles. State: that price. */
export const worstOfTwoOracle: OracleRule<WorstOfTwo> = {
  kind: "worst-of-two",
  terms: <N>(n: Arithmetic<N>, oracle: WorstOfTwo): OracleTerms<N> => {
    const threshold = oracle.threshold === undefined ? {} : { threshold: n.parse(oracle.threshold) };
    const see = ({ readUsd }: Observation<N>): OracleState<N> => [
      worstOfTwo(n, { firstUsd: at(readUsd, 0), secondUsd: at(readUsd, 1), ...threshold }),
    ];
    return { opening: see, step: (_state, observation) => see(observation), priceUsd: (state) => at(state, 0) };
  },
};
