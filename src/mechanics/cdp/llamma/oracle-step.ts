import type { Arithmetic } from "../../../numbers/arithmetic.js";
import { limitedPrice } from "../../oracles/limits.js";
import { oracleFee } from "./oracle-fee.js";

/** The contract's own numbers: 1.25 times within two minutes. Source: curve-stablecoin AMM.vy, MAX_P_O_CHG and PREV_P_O_DELAY. */
const MAX_FACTOR = "1.25";
const WINDOW_SECONDS = "120";

/** The price that a pool of bands goes by, and the least fee that its last move has left. */
export interface PoolOracle<N> {
  /** Stablecoin for a unit of collateral. */
  readonly price: N;
  readonly fee: N;
}

/** The pool's price and fee when its oracle is read again: limited as in `limitedPrice`, charged as in `oracleFee`. Source: AMM.vy, limit_p_o. */
export function readPoolOracle<N>(
  n: Arithmetic<N>,
  before: PoolOracle<N>,
  seen: { readonly price: N; readonly elapsedSeconds: N },
): PoolOracle<N> {
  const { elapsedSeconds } = seen;
  const windowSeconds = n.parse(WINDOW_SECONDS);
  const limits = { maxFactor: n.parse(MAX_FACTOR), windowSeconds };
  const price = limitedPrice(n, { oldPrice: before.price, newPrice: seen.price, elapsedSeconds, ...limits });
  const fee = oracleFee(n, {
    ...{ oldPrice: before.price, newPrice: price, oldFee: before.fee },
    ...{ elapsedSeconds, windowSeconds },
  });
  return { price, fee };
}
