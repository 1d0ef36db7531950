import {
  bandCurve,
  bandPrice,
  bandRatio,
  currentPriceDown,
  currentPriceUp,
  equivalentCollateral,
  oraclePriceUp,
} from "../../../src/mechanics/cdp/llamma/band.js";
import { loanHealth } from "../../../src/mechanics/cdp/llamma/health.js";
import { maxBorrow } from "../../../src/mechanics/cdp/llamma/loan.js";
import type { Arithmetic } from "../../../src/numbers/arithmetic.js";
import type { Adapters, Outputs, Reader } from "../adapter.js";

function edges<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const grid = { amplification: inputs.number("A"), basePrice: inputs.number("basePrice") };
  const band = inputs.whole("band");
  return { pOracleUp: oraclePriceUp(n, grid, band), pOracleDown: oraclePriceUp(n, grid, band + 1) };
}

const pricesFrom = <N>(inputs: Reader<N>) => ({
  amplification: inputs.number("A"),
  oraclePrice: inputs.number("pOracle"),
  priceUp: inputs.number("pOracleUp"),
});

function currentPrices<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const { amplification, oraclePrice, priceUp } = pricesFrom(inputs);
  const priceDown = n.mul(priceUp, bandRatio(n, amplification));
  return {
    pCurrentDown: currentPriceDown(n, oraclePrice, priceUp),
    pCurrentUp: currentPriceUp(n, oraclePrice, priceDown),
  };
}

function invariant<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const prices = pricesFrom(inputs);
  const band = { stable: inputs.number("x"), collateral: inputs.number("y") };
  const { y0, virtualStable, virtualCollateral } = bandCurve(n, prices, band);
  const held = n.mul(n.add(virtualStable, band.stable), n.add(virtualCollateral, band.collateral));
  const scale = n.mul(prices.amplification, y0);
  return {
    y0,
    f: virtualStable,
    g: virtualCollateral,
    price: bandPrice(n, prices, band),
    invariantRatio: n.div(held, n.mul(prices.oraclePrice, n.mul(scale, scale))),
  };
}

function y0<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const band = { stable: inputs.number("x"), collateral: inputs.number("y") };
  return { y0: equivalentCollateral(n, pricesFrom(inputs), band) };
}

function borrowing<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const collateral = inputs.number("collateral");
  const priceUp = inputs.number("pOracleUpN1");
  const pledge = {
    collateral,
    bandCount: inputs.whole("N"),
    loanDiscount: inputs.number("loanDiscount"),
    amplification: inputs.number("A"),
  };
  const most = maxBorrow(n, pledge, priceUp);
  return { maxBorrow: most, ltv: n.div(most, n.mul(collateral, priceUp)) };
}

function health<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const loan = {
    stableDown: inputs.number("xDown"),
    debt: inputs.number("debt"),
    liquidationDiscount: inputs.number("liquidationDiscount"),
  };
  const oraclePrice = inputs.optionalNumber("pOracle");
  if (oraclePrice === undefined) return { ...loanHealth(n, loan) };
  const above = { oraclePrice, priceUp: inputs.number("pOracleUp"), collateral: inputs.number("collateral") };
  return { ...loanHealth(n, { ...loan, above }) };
}

export const llammaAdapters: Adapters = {
  "llamma.band-edges": edges,
  "llamma.current-price": currentPrices,
  "llamma.y0": y0,
  "llamma.band-invariant": invariant,
  "llamma.max-borrow": borrowing,
  "llamma.health": health,
};
