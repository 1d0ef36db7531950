import type { Arithmetic } from "../../numbers/arithmetic.js";
import type { Rounding } from "./rounding.js";

/** What a repayment takes, all as whole numbers that stand for 18 decimals. */
export interface SeizeTokensInputs<N> {
  readonly repay: N;
  readonly borrowedPrice: N;
  readonly collateralPrice: N;
  /** Units of collateral per collateral token. */
  readonly exchangeRate: N;
  /** 1 + bonus. */
  readonly incentive: N;
}

/**
 * Collateral tokens that a repayment takes: r·i·p_d/(p_c·e), each step cut to 18 decimals.
 *
 * Source: compound-protocol contracts/Comptroller.sol liquidateCalculateSeizeTokens.
 */
export function seizeTokens<N>(n: Arithmetic<N>, rounding: Rounding<N>, inputs: SeizeTokensInputs<N>): N {
  const wad = n.parse("1e18");
  const times = (a: N, b: N): N => rounding.down(n.div(n.mul(a, b), wad));
  const numerator = times(inputs.incentive, inputs.borrowedPrice);
  const denominator = times(inputs.collateralPrice, inputs.exchangeRate);
  const tokensPerRepaid = rounding.down(n.div(n.mul(numerator, wad), denominator));
  return times(tokensPerRepaid, inputs.repay);
}

export interface SeizeSplit<N> {
  readonly toProtocol: N;
  readonly toLiquidator: N;
}

/** The protocol's share of all that is seized, on mainnet 2.8 %. Source: compound-protocol contracts/CTokenInterfaces.sol. */
export function splitSeizure<N>(n: Arithmetic<N>, seized: N, protocolShare: N): SeizeSplit<N> {
  const toProtocol = n.mul(seized, protocolShare);
  return { toProtocol, toLiquidator: n.sub(seized, toProtocol) };
}
