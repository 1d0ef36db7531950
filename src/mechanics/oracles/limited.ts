import type { Oracle } from "../../model/scenario.js";
import { at } from "../../numbers/arithmetic.js";
import { limitedPrice } from "./limits.js";
import type { OracleRule } from "./rule.js";

/**
 * A price that is kept within old·factor and old/factor when it is read again before `windowSeconds` have gone by; rounds of that
 * length or more know no limit. State: that price. Source: curve-stablecoin, AMM.vy, limit_p_o: 1.25 and 120 s.
 */
export const limited: OracleRule<Extract<Oracle, { kind: "limited" }>> = {
  kind: "limited",
  terms: (n, oracle) => {
    const limits = { maxFactor: n.parse(oracle.maxFactor), windowSeconds: n.parse(oracle.windowSeconds) };
    return {
      opening: ({ marketUsd }) => [marketUsd],
      step: (state, { marketUsd: newPrice, elapsedSeconds }) => [
        limitedPrice(n, { oldPrice: at(state, 0), newPrice, elapsedSeconds, ...limits }),
      ],
      priceUsd: (state) => at(state, 0),
    };
  },
};
