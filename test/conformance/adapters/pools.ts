import { unrounded, wholeUnits } from "../../../src/mechanics/lending/rounding.js";
import { gmxPriceImpact } from "../../../src/mechanics/venues/gmx-pool.js";
import { positionValue, swapStep } from "../../../src/mechanics/venues/uniswap-v3-swap.js";
import { type WeightedPair, weightedIn, weightedOut } from "../../../src/mechanics/venues/weighted.js";
import type { Arithmetic } from "../../../src/numbers/arithmetic.js";
import type { Adapters, Outputs, Reader } from "../adapter.js";

/** One step on raw integers; the fee is in millionths. */
function step<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const { amountIn, amountOut, feeAmount, reachesTarget } = swapStep(n, wholeUnits(n), {
    rootFrom: n.sqrt(inputs.number("priceFrom")),
    rootTarget: n.sqrt(inputs.number("priceTarget")),
    liquidity: inputs.number("liquidity"),
    amountIn: inputs.number("amountIn"),
    fee: n.div(inputs.number("feePips"), n.parse("1e6")),
    tokenIn: inputs.flag("zeroForOne") ? 0 : 1,
  });
  return { amountIn, amountOut, feeAmount, reachesTarget };
}

/** A swap that stays inside one range: no price is too far. */
function swap<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const tokenIn = inputs.flag("zeroForOne") ? 0 : 1;
  const { amountOut, feeAmount, rootAfter } = swapStep(n, unrounded(), {
    rootFrom: n.sqrt(inputs.number("priceFrom")),
    rootTarget: n.parse(tokenIn === 0 ? "1e-30" : "1e30"),
    liquidity: inputs.number("liquidity"),
    amountIn: inputs.number("amountIn"),
    fee: inputs.number("fee"),
    tokenIn,
  });
  return { amountOut, feeAmount, priceAfter: n.mul(rootAfter, rootAfter) };
}

function value<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const [liquidity, lower, upper] = [inputs.number("liquidity"), inputs.number("lower"), inputs.number("upper")];
  return { ...positionValue(n, { liquidity, lower, upper }, inputs.number("price")) };
}

const pairOf = <N>(inputs: Reader<N>): WeightedPair<N> => ({
  balanceIn: inputs.number("balanceIn"),
  weightIn: inputs.number("weightIn"),
  balanceOut: inputs.number("balanceOut"),
  weightOut: inputs.number("weightOut"),
});

/** A fee, where a vector states one, is taken from what is sold. */
const kept = <N>(n: Arithmetic<N>, inputs: Reader<N>): N => n.sub(n.one, inputs.optionalNumber("fee") ?? n.zero);

function outGivenIn<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const counted = n.mul(inputs.number("amountIn"), kept(n, inputs));
  return { amountOut: weightedOut(n, pairOf(inputs), counted) };
}

function inGivenOut<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  return { amountIn: n.div(weightedIn(n, pairOf(inputs), inputs.number("amountOut")), kept(n, inputs)) };
}

/** A single factor serves both directions. */
function gmxImpact<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const factor = inputs.number("factor");
  const priceImpactUsd = gmxPriceImpact(n, {
    initialImbalanceUsd: inputs.number("initialImbalanceUsd"),
    nextImbalanceUsd: inputs.number("nextImbalanceUsd"),
    exponent: inputs.number("exponent"),
    positiveFactor: factor,
    negativeFactor: factor,
  });
  return { priceImpactUsd };
}

export const poolAdapters: Adapters = {
  "univ3.swap-step": step,
  "univ3.single-range-swap": swap,
  "univ3.position-value": value,
  "weighted.out-given-in": outGivenIn,
  "weighted.in-given-out": inGivenOut,
  "gmx.price-impact": gmxImpact,
};
