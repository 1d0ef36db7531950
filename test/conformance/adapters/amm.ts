import { amountOutInteger, sizeForImpact } from "../../../src/mechanics/venues/constant-product.js";
import { sellIntoBook } from "../../../src/mechanics/venues/order-book.js";
import { powerLawImpact } from "../../../src/mechanics/venues/power-law.js";
import { stableswapQuote } from "../../../src/mechanics/venues/stableswap.js";
import { gradientOf, invariantOf } from "../../../src/mechanics/venues/stableswap-curve.js";
import { type Arithmetic, at } from "../../../src/numbers/arithmetic.js";
import { type Adapters, InputError, type Outputs, type Reader } from "../adapter.js";

/** Raw integers; the price after is that of the integer reserves, the fee left among them. */
function univ2<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const amountIn = inputs.number("amountIn");
  const reserveIn = inputs.number("reserveIn");
  const reserveOut = inputs.number("reserveOut");
  const amountOut = amountOutInteger(n, { amountIn, reserveIn, reserveOut, fee: inputs.number("fee") });
  return { amountOut, spotAfter: n.div(n.sub(reserveOut, amountOut), n.add(reserveIn, amountIn)) };
}

function cpmmSize<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const size = sizeForImpact(n, {
    reserveIn: inputs.number("reserveIn"),
    reserveOut: inputs.number("reserveOut"),
    spotDrop: inputs.number("spotDrop"),
    fee: inputs.number("fee"),
  });
  return { amountIn: size.amountIn, amountOut: size.amountOut, averagePriceImpact: size.averagePriceImpact };
}

function token(key: string, place: number, count: number): number {
  if (place >= 0 && place < count) return place;
  throw new InputError(`input "${key}" should name one of ${count} tokens, found ${place}`);
}

/** The contract's result differs from the exact one only by its rounding to the tokens' decimals. */
function stableswap<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const balances = inputs.numbers("balances");
  const ann = n.mul(inputs.number("A"), n.fromNumber(balances.length));
  const tokenIn = token("i", inputs.whole("i"), balances.length);
  const tokenOut = token("j", inputs.whole("j"), balances.length);
  const amountIn = inputs.number("dx");
  const quote = stableswapQuote(n, { ann, balances, fee: inputs.number("fee"), tokenIn, tokenOut, amountIn });
  const d = invariantOf(n, { ann, balances });
  const gradient = gradientOf(n, { ann, balances }, d);
  return {
    D: d,
    dyNoFee: quote.beforeFee,
    dyNetOnChain: quote.afterFee,
    marginalPriceBefore: n.div(at(gradient, tokenIn), at(gradient, tokenOut)),
    averagePrice: n.div(quote.beforeFee, amountIn),
  };
}

function powerLaw<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const law = {
    prefactor: inputs.number("Y"),
    dailyVolatility: inputs.number("sigma"),
    dailyVolumeUnits: inputs.number("V"),
    exponent: inputs.number("delta"),
  };
  return { impact: powerLawImpact(n, law, inputs.number("Q")) };
}

function orderBook<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const bids = inputs.records("bids").map((bid) => ({ price: bid.number("price"), units: bid.number("size") }));
  const mid = inputs.optionalNumber("mid");
  const sale = sellIntoBook(n, bids, inputs.number("sell"));
  if (mid === undefined || sale.averagePrice === undefined) return { ...sale };
  return { ...sale, impact: n.sub(n.one, n.div(sale.averagePrice, mid)) };
}

export const ammAdapters: Adapters = {
  "univ2.get-amount-out": univ2,
  "cpmm.size-for-impact": cpmmSize,
  "stableswap.get-dy": stableswap,
  "impact.power-law": powerLaw,
  "impact.order-book": orderBook,
};
