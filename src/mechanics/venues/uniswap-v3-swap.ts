import { type Arithmetic, isPositive } from "../../numbers/arithmetic.js";
import type { Rounding } from "../lending/rounding.js";

/** Tokens are 0 and 1; a price is units of token 1 for one unit of token 0; liquidity L = Δ(token 1)/Δ√price. */
export interface RangePosition<N> {
  readonly liquidity: N;
  readonly lower: N;
  readonly upper: N;
}

export interface PositionValue<N> {
  readonly amount0: N;
  readonly amount1: N;
  readonly valueInToken1: N;
}

/**
 * What a range position holds: x = L(1/√p − 1/√p_b), y = L(√p − √p_a), with p clamped to [p_a, p_b].
 * Source: Uniswap v3 whitepaper, section 6.2; v3-core contracts/libraries/SqrtPriceMath.sol.
 */
export function positionValue<N>(n: Arithmetic<N>, position: RangePosition<N>, price: N): PositionValue<N> {
  const [low, high] = [n.sqrt(position.lower), n.sqrt(position.upper)];
  const root = n.min(n.max(n.sqrt(price), low), high);
  const amount0 = amountToMove(n, position.liquidity, 0, high, root);
  const amount1 = amountToMove(n, position.liquidity, 1, low, root);
  return { amount0, amount1, valueInToken1: n.add(n.mul(amount0, price), amount1) };
}

export interface StepInputs<N> {
  readonly rootFrom: N;
  /** Where the liquidity ends, or the price that the swap may not pass: below `rootFrom` when token 0 is sold. */
  readonly rootTarget: N;
  readonly liquidity: N;
  /** Fee included. */
  readonly amountIn: N;
  readonly fee: N;
  /** Which token is sold. */
  readonly tokenIn: 0 | 1;
}

export interface StepOutcome<N> {
  /** What moved the price, without the fee. */
  readonly amountIn: N;
  readonly amountOut: N;
  readonly feeAmount: N;
  readonly rootAfter: N;
  readonly reachesTarget: boolean;
}

/** What it takes, without fee, to move the price through liquidity L: L(√p − √p′)/(√p·√p′) of token 0, L(√p′ − √p) of token 1. */
export function amountToMove<N>(n: Arithmetic<N>, liquidity: N, tokenIn: 0 | 1, rootFrom: N, rootTo: N): N {
  if (tokenIn === 1) return n.mul(liquidity, n.sub(rootTo, rootFrom));
  return n.div(n.mul(liquidity, n.sub(rootFrom, rootTo)), n.mul(rootFrom, rootTo));
}

/**
 * One swap through constant liquidity, up to a target price. With Δ the amount less fee: √p′ = L√p/(L + Δ√p) for token 0 sold and
 * √p + Δ/L for token 1; what comes out is Δ·√p·√p′ or Δ/(√p·√p′). Strictness: Δ that just reaches the target counts as reaching it.
 * Source: v3-core contracts/libraries/SwapMath.sol, computeSwapStep (exact input).
 */
export function swapStep<N>(n: Arithmetic<N>, rounding: Rounding<N>, inputs: StepInputs<N>): StepOutcome<N> {
  const { rootFrom, rootTarget, liquidity, amountIn, fee, tokenIn } = inputs;
  const kept = n.sub(n.one, fee);
  const offered = rounding.down(n.mul(amountIn, kept));
  const needed = amountToMove(n, liquidity, tokenIn, rootFrom, rootTarget);
  const needsMore = isPositive(n, n.sub(rounding.up(needed), offered));
  const moving = needsMore ? offered : needed;
  const rootAfter = needsMore ? moved(n, liquidity, tokenIn, rootFrom, offered) : rootTarget;
  const product = n.mul(rootFrom, rootAfter);
  const used = rounding.up(moving);
  return {
    amountIn: used,
    amountOut: rounding.down(tokenIn === 0 ? n.mul(moving, product) : n.div(moving, product)),
    feeAmount: rounding.up(needsMore ? n.mul(amountIn, fee) : n.div(n.mul(used, fee), kept)),
    rootAfter,
    reachesTarget: !needsMore,
  };
}

function moved<N>(n: Arithmetic<N>, liquidity: N, tokenIn: 0 | 1, root: N, amount: N): N {
  if (tokenIn === 1) return n.add(root, n.div(amount, liquidity));
  return n.div(n.mul(liquidity, root), n.add(liquidity, n.mul(amount, root)));
}
