import type { Oracle } from "../../model/scenario.js";
import { type Arithmetic, at } from "../../numbers/arithmetic.js";
import type { Observation, OracleRule, OracleState, OracleTerms } from "./rule.js";

/**
 * The fair value of a share of a pool, which trades within the pool hardly move: see `claims/wrappers.ts` for the formulas. State: that
 * value. Source: Alpha Finance, fair LP pricing; for stableswap pools, virtual price × least price.
 */
export const lpFair: OracleRule<Extract<Oracle, { kind: "lp-fair" }>> = {
  kind: "lp-fair",
  terms: <N>(_n: Arithmetic<N>): OracleTerms<N> => {
    const see = ({ navUsd }: Observation<N>): OracleState<N> => [navUsd];
    return { opening: see, step: (_state, observation) => see(observation), priceUsd: (state) => at(state, 0) };
  },
};
