import type { Oracle } from "../../model/scenario.js";
import { type Arithmetic, at } from "../../numbers/arithmetic.js";
import type { OracleRule } from "./rule.js";

export interface EmaInputs<N> {
  readonly previousUsd: N;
  /** Price that stood while the time went by. */
  readonly heldUsd: N;
  readonly elapsedSeconds: N;
  readonly timeConstantSeconds: N;
}

export interface EmaStep<N> {
  /** Weight of the previous average. */
  readonly alpha: N;
  readonly averageUsd: N;
}

/** The average after Δt: held·(1 − α) + previous·α, with α = exp(−Δt/T). Source: Curve's price_oracle, curve-stablecoin. */
export function emaStep<N>(n: Arithmetic<N>, inputs: EmaInputs<N>): EmaStep<N> {
  const alpha = n.exp(n.sub(n.zero, n.div(inputs.elapsedSeconds, inputs.timeConstantSeconds)));
  const fresh = n.mul(inputs.heldUsd, n.sub(n.one, alpha));
  return { alpha, averageUsd: n.add(fresh, n.mul(inputs.previousUsd, alpha)) };
}

/** Exponential moving average of the market price, opening at the market price. State: the average. */
export const ema: OracleRule<Extract<Oracle, { kind: "ema" }>> = {
  kind: "ema",
  terms: (n, oracle) => {
    const timeConstantSeconds = n.parse(oracle.timeConstantSeconds);
    return {
      opening: ({ marketUsd }) => [marketUsd],
      step: (state, { heldUsd, elapsedSeconds }) => [
        emaStep(n, { previousUsd: at(state, 0), heldUsd, elapsedSeconds, timeConstantSeconds }).averageUsd,
      ],
      priceUsd: (state) => at(state, 0),
    };
  },
};
