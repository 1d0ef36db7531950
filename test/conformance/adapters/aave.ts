import {
  CLOSE_FACTOR,
  closeFactorBinds,
  type Exposure,
  largestRepayment,
  leftoverAllowed,
  MINIMUM_LEFTOVER_USD,
  maxRepayUsd,
  type Pair,
  type Repayment,
} from "../../../src/mechanics/lending/aave-v3-limits.js";
import { exceedsCapacity, healthFactor } from "../../../src/mechanics/lending/account.js";
import { healthChange, toxicFrontier } from "../../../src/mechanics/lending/identities.js";
import { unrounded, wholeUnits } from "../../../src/mechanics/lending/rounding.js";
import { type Seizure, seize } from "../../../src/mechanics/lending/seizure.js";
import { kinkBorrowRate, supplyRate } from "../../../src/mechanics/rates/kink.js";
import { type Arithmetic, isPositive } from "../../../src/numbers/arithmetic.js";
import type { Adapters, Outputs, Reader } from "../adapter.js";
import { toRaw, unitOf } from "./scale.js";

/** Without debt the health factor is unlimited, and vectors say so in a word. */
const UNLIMITED = "Infinity";

function health<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const capacityUsd = n.mul(inputs.number("collateralValue"), inputs.number("liquidationThreshold"));
  const account = { capacityUsd, debtUsd: inputs.number("debtValue") };
  return { healthFactor: healthFactor(n, account) ?? UNLIMITED, liquidatable: exceedsCapacity(n, account) };
}

function closeFactor<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const totalDebtUsd = inputs.number("totalDebtUsd");
  const exposure = {
    reserveDebtUsd: inputs.number("reserveDebtUsd"),
    reserveCollateralUsd: inputs.number("reserveCollateralUsd"),
    totalDebtUsd,
    capacityUsd: n.mul(inputs.number("hf"), totalDebtUsd),
  };
  return { maxLiquidatableDebtUsd: maxRepayUsd(n, exposure) };
}

function leftover<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const pair = {
    debtUsd: inputs.number("debtUsd"),
    collateralUsd: inputs.number("collateralUsd"),
    incentive: n.add(n.one, inputs.number("bonus")),
    minimumLeftoverUsd: inputs.number("minLeftoverUsd"),
  };
  return { allowed: leftoverAllowed(n, pair, inputs.number("repayUsd")) };
}

function liquidationAmounts<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const seizure = seize(n, wholeUnits(n), {
    debtToCover: inputs.number("debtToCover"),
    collateralBalance: inputs.number("collateralBalance"),
    debtPriceUsd: inputs.number("debtPrice"),
    debtUnit: inputs.number("debtUnit"),
    collateralPriceUsd: inputs.number("collateralPrice"),
    collateralUnit: inputs.number("collateralUnit"),
    incentiveBps: inputs.number("liquidationBonusBps"),
    protocolFeeBps: inputs.number("protocolFeeBps"),
  });
  return {
    collateralToLiquidator: seizure.toLiquidator,
    debtRepaid: seizure.repaid,
    protocolFee: seizure.protocolFee,
  };
}

/** One collateral and one debt, judged, liquidated once, and written off where no collateral is left. */
function badDebt<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const price = n.mul(inputs.number("collateralPriceBefore"), n.add(n.one, inputs.number("priceShock")));
  const debtPrice = inputs.number("debtPrice");
  const collateralUnit = unitOf(n, inputs.whole("collateralDecimals"));
  const debtUnit = unitOf(n, inputs.whole("debtDecimals"));
  const collateral = inputs.number("collateral");
  const debt = inputs.number("debt");
  const bonus = inputs.number("liquidationBonus");
  const asked = inputs.numberUnless("debtToCover", "max");
  const protocolFeeBps = n.mul(inputs.number("protocolFee"), n.parse("10000"));

  const collateralUsd = n.mul(collateral, price);
  const debtUsd = n.mul(debt, debtPrice);
  const capacityUsd = n.mul(collateralUsd, inputs.number("liquidationThreshold"));
  const exposure = { reserveDebtUsd: debtUsd, reserveCollateralUsd: collateralUsd, totalDebtUsd: debtUsd, capacityUsd };
  const incentive = n.add(n.one, bonus);
  const pair = { debtUsd, collateralUsd, incentive, minimumLeftoverUsd: n.fromNumber(MINIMUM_LEFTOVER_USD) };

  const isLiquidatable = exceedsCapacity(n, { capacityUsd, debtUsd });
  const askedUsd = asked === undefined ? undefined : n.mul(asked, debtPrice);
  const repayUsd = isLiquidatable ? offeredUsd(n, exposure, pair, askedUsd) : undefined;
  const seizure: Seizure<N> =
    repayUsd === undefined
      ? { repaid: n.zero, seized: n.zero, toLiquidator: n.zero, protocolFee: n.zero }
      : seize(n, wholeUnits(n), {
          debtToCover: toRaw(n, n.div(repayUsd, debtPrice), debtUnit),
          collateralBalance: toRaw(n, collateral, collateralUnit),
          debtPriceUsd: debtPrice,
          debtUnit,
          collateralPriceUsd: price,
          collateralUnit,
          incentiveBps: n.mul(incentive, n.parse("10000")),
          protocolFeeBps,
        });
  const debtRepaid = n.div(seizure.repaid, debtUnit);
  const collateralLeft = n.sub(toRaw(n, collateral, collateralUnit), seizure.seized);
  return {
    healthFactor: healthFactor(n, { capacityUsd, debtUsd }) ?? UNLIMITED,
    closeFactor: closeFactorBinds(n, exposure) ? n.fromNumber(CLOSE_FACTOR) : n.one,
    collateralToLiquidator: n.div(seizure.toLiquidator, collateralUnit),
    protocolFeeCollateral: n.div(seizure.protocolFee, collateralUnit),
    debtRepaid,
    deficitCreated: isPositive(n, collateralLeft) ? n.zero : n.sub(debt, debtRepaid),
  };
}

/**
 * What a call offers to repay: what is asked, or nothing where that would leave dust; without a figure, as much as the market
 * takes of the largest admitted call.
 */
function offeredUsd<N>(n: Arithmetic<N>, exposure: Exposure<N>, pair: Pair<N>, askedUsd: N | undefined): N | undefined {
  const limitUsd = maxRepayUsd(n, exposure);
  if (askedUsd === undefined) {
    const largest = largestRepayment(n, pair, exposure);
    return largest?.clears ? limitUsd : largest?.repayUsd;
  }
  const offered = n.min(askedUsd, limitUsd);
  return leftoverAllowed(n, pair, offered) ? offered : undefined;
}

/** A call at the largest admitted amount, in the market's own unit of value, `usdPerUnit` US dollars each. */
function healthAndLiquidation<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const atPar = inputs.number("collateralValueAtPar");
  const debtValue = inputs.number("debt");
  const threshold = inputs.number("liquidationThreshold");
  const incentive = n.add(n.one, inputs.number("liquidationBonus"));
  const usdPerUnit = inputs.number("usdPerUnit");
  const collateralValue = n.mul(atPar, inputs.number("priceRatio"));

  const account = { capacityUsd: n.mul(collateralValue, threshold), debtUsd: debtValue };
  const liquidatable = exceedsCapacity(n, account);
  const debtUsd = n.mul(debtValue, usdPerUnit);
  const collateralUsd = n.mul(collateralValue, usdPerUnit);
  const pair = { debtUsd, collateralUsd, incentive, minimumLeftoverUsd: n.fromNumber(MINIMUM_LEFTOVER_USD) };
  const largest = largestRepayment(n, pair, {
    reserveDebtUsd: debtUsd,
    reserveCollateralUsd: collateralUsd,
    totalDebtUsd: debtUsd,
    capacityUsd: n.mul(account.capacityUsd, usdPerUnit),
  });
  const coverOf = (repayment: Repayment<N>): N =>
    repayment.clears ? debtValue : n.div(repayment.repayUsd, usdPerUnit);
  const call = seize(n, unrounded(), {
    debtToCover: liquidatable && largest !== undefined ? coverOf(largest) : n.zero,
    collateralBalance: collateralValue,
    debtPriceUsd: n.one,
    debtUnit: n.one,
    collateralPriceUsd: n.one,
    collateralUnit: n.one,
    incentiveBps: n.mul(incentive, n.parse("10000")),
    protocolFeeBps: n.zero,
  });
  const after = {
    capacityUsd: n.mul(n.sub(collateralValue, call.seized), threshold),
    debtUsd: n.sub(debtValue, call.repaid),
  };
  return {
    healthFactor: healthFactor(n, account) ?? UNLIMITED,
    liquidatable,
    liquidationPriceRatio: n.div(debtValue, n.mul(atPar, threshold)),
    maxRepay: call.repaid,
    seizedValue: call.seized,
    healthFactorAfter: healthFactor(n, after) ?? UNLIMITED,
  };
}

function toxicity<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  return { ltvFrontier: toxicFrontier(n, inputs.number("liquidationBonus")) };
}

function hfChange<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const change = healthChange(n, {
    collateralValue: inputs.number("collateralValue"),
    debtValue: inputs.number("debt"),
    liquidationThreshold: inputs.number("liquidationThreshold"),
    bonus: inputs.number("bonus"),
    repay: inputs.number("repay"),
  });
  return { hfBefore: change.before, hfAfter: change.after ?? UNLIMITED, improves: change.improves };
}

function kinkRate<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const utilisation = inputs.number("utilisation");
  const curve = {
    optimalUtilisation: inputs.number("optimal"),
    base: inputs.number("base"),
    slope1: inputs.number("slope1"),
    slope2: inputs.number("slope2"),
  };
  const borrowRate = kinkBorrowRate(n, curve, utilisation);
  const earning = inputs.optionalNumber("supplyUtilisation") ?? utilisation;
  return { borrowRate, liquidityRate: supplyRate(n, borrowRate, earning, inputs.number("reserveFactor")) };
}

export const aaveAdapters: Adapters = {
  "aave-v3.health-factor": health,
  "aave-v3.close-factor": closeFactor,
  "aave-v3.leftover-rule": leftover,
  "aave-v3.liquidation-amounts": liquidationAmounts,
  "aave-v3.bad-debt": badDebt,
  "aave-v3.health-factor+liquidation": healthAndLiquidation,
  "liquidation.toxicity": toxicity,
  "liquidation.hf-change": hfChange,
  "irm.kink.aave": kinkRate,
};
