import type { Oracle } from "../../model/scenario.js";
import { type Arithmetic, at } from "../../numbers/arithmetic.js";
import type { Observation, OracleRule, OracleState, OracleTerms } from "./rule.js";

/**
 * What a unit can be exchanged for at its issuer, whatever the market pays: rate × price of the underlying, or the net asset value
 * where no rate is stated. State: that price.
 */
export const exchangeRate: OracleRule<Extract<Oracle, { kind: "exchange-rate" }>> = {
  kind: "exchange-rate",
  terms: <N>(n: Arithmetic<N>, oracle: Extract<Oracle, { kind: "exchange-rate" }>): OracleTerms<N> => {
    const rate = oracle.rate === undefined ? undefined : n.parse(oracle.rate);
    const see = ({ underlyingUsd, navUsd }: Observation<N>): OracleState<N> => [
      rate === undefined ? navUsd : n.mul(rate, underlyingUsd),
    ];
    return { opening: see, step: (_state, observation) => see(observation), priceUsd: (state) => at(state, 0) };
  },
};
