import {
  incentiveFactorWad,
  liquidateShares,
  type ShareCall,
  type ShareOutcome,
  type SharePosition,
} from "../../../src/mechanics/lending/morpho-blue-shares.js";
import { incentiveFactor } from "../../../src/mechanics/lending/morpho-incentive.js";
import { wholeUnits } from "../../../src/mechanics/lending/rounding.js";
import {
  adaptiveBorrowRate,
  driftedRateAtTarget,
  utilisationError,
} from "../../../src/mechanics/rates/adaptive-curve.js";
import type { Arithmetic } from "../../../src/numbers/arithmetic.js";
import type { Adapters, Outputs, Reader } from "../adapter.js";
import { toRaw, unitOf } from "./scale.js";

function lif<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const cursor = inputs.number("cursor");
  const factor = incentiveFactor(n, inputs.number("lltv"), cursor, inputs.number("maxLif"));
  return { lif: incentiveFactorWad(n, wholeUnits(n), factor) };
}

/** A call on raw integers; the price is scaled by 10³⁶. */
function byShares<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const position: SharePosition<N> = {
    lltv: inputs.number("lltv"),
    collateral: inputs.number("collateral"),
    borrowAssets: inputs.number("borrowAssets"),
    borrowShares: inputs.number("borrowShares"),
    totalSupplyAssets: inputs.number("totalSupplyAssets"),
    price: n.div(inputs.number("price36"), n.parse("1e36")),
  };
  const call: ShareCall<N> = { by: "shares", repaidShares: inputs.number("repaidShares") };
  return named(n, liquidateShares(n, wholeUnits(n), position, call), n.one, n.one);
}

/** A call on amounts in tokens, rounded at the tokens' decimals. Shares start at 10⁶ per unit of assets. */
function bySeized<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const collateralUnit = unitOf(n, inputs.whole("collateralDecimals"));
  const loanUnit = unitOf(n, inputs.whole("loanDecimals"));
  const borrowAssets = toRaw(n, inputs.number("borrowAssets"), loanUnit);
  const position: SharePosition<N> = {
    lltv: inputs.number("lltv"),
    collateral: toRaw(n, inputs.number("collateral"), collateralUnit),
    borrowAssets,
    borrowShares: n.mul(borrowAssets, n.parse("1e6")),
    totalSupplyAssets: toRaw(n, inputs.number("totalSupplyAssets"), loanUnit),
    price: n.div(n.mul(inputs.number("price"), loanUnit), collateralUnit),
  };
  const seizedAssets = toRaw(n, inputs.number("seizedAssets"), collateralUnit);
  const outcome = liquidateShares(n, wholeUnits(n), position, { by: "seized", seizedAssets });
  return named(n, outcome, collateralUnit, loanUnit);
}

function named<N>(n: Arithmetic<N>, outcome: ShareOutcome<N>, collateralUnit: N, loanUnit: N): Outputs<N> {
  const badDebt = n.div(outcome.badDebtAssets, loanUnit);
  return {
    lif: outcome.lif,
    healthyMaxBorrow: n.div(outcome.maxBorrow, loanUnit),
    liquidatable: outcome.liquidatable,
    seizedAssets: n.div(outcome.seizedAssets, collateralUnit),
    repaidAssets: n.div(outcome.repaidAssets, loanUnit),
    collateralAfter: n.div(outcome.collateralAfter, collateralUnit),
    badDebt,
    badDebtAssets: badDebt,
    totalBorrowAfter: n.div(outcome.totalBorrowAfter, loanUnit),
    totalSupplyAfter: n.div(outcome.totalSupplyAfter, loanUnit),
    supplierLossFraction: outcome.supplierLossFraction,
  };
}

function adaptive<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const err = utilisationError(n, inputs.number("utilisation"), inputs.number("target"));
  const borrowRate = adaptiveBorrowRate(n, inputs.number("rateAtTarget"), inputs.number("steepness"), err);
  return { err, borrowRate };
}

/** Where a vector names no target it is 0.9, Morpho's own. */
function drift<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const target = inputs.optionalNumber("target") ?? n.parse("0.9");
  const rateAtTarget = driftedRateAtTarget(n, {
    startRateAtTarget: inputs.number("startRateAtTarget"),
    adjustmentPerYear: inputs.number("adjustmentSpeedPerYear"),
    error: utilisationError(n, inputs.number("utilisation"), target),
    elapsedSeconds: n.mul(inputs.number("elapsedDays"), n.parse("86400")),
  });
  return { rateAtTarget };
}

export const morphoAdapters: Adapters = {
  "morpho.lif": lif,
  "morpho.liquidate-by-shares": byShares,
  "morpho.liquidate-by-seized": bySeized,
  "morpho.bad-debt": bySeized,
  "irm.adaptive": adaptive,
  "irm.adaptive-drift": drift,
};
