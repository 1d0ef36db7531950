import { exceedsCapacity } from "../../../src/mechanics/lending/account.js";
import { closeAtIncentive } from "../../../src/mechanics/lending/close-at-incentive.js";
import { seizeTokens, splitSeizure } from "../../../src/mechanics/lending/compound-v2-seizure.js";
import { absorb, type CometCollateral } from "../../../src/mechanics/lending/compound-v3.js";
import { quoteCollateral, storefrontDiscount } from "../../../src/mechanics/lending/compound-v3-storefront.js";
import { unrounded, wholeUnits } from "../../../src/mechanics/lending/rounding.js";
import { cometRates } from "../../../src/mechanics/rates/comet.js";
import { jumpRate } from "../../../src/mechanics/rates/jump.js";
import { supplyRate } from "../../../src/mechanics/rates/kink.js";
import { type Arithmetic, isPositive } from "../../../src/numbers/arithmetic.js";
import type { Adapters, Outputs, Reader } from "../adapter.js";

function seize<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const call = {
    repay: inputs.number("repayAmount"),
    borrowedPrice: inputs.number("priceBorrowed"),
    collateralPrice: inputs.number("priceCollateral"),
    exchangeRate: inputs.number("exchangeRateMantissa"),
    incentive: inputs.number("liquidationIncentive"),
  };
  return { seizeTokens: seizeTokens(n, unrounded(), call), onChainTruncated: seizeTokens(n, wholeUnits(n), call) };
}

function split<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const parts = splitSeizure(n, inputs.number("seizeTokens"), inputs.number("protocolSeizeShare"));
  return { protocolTokens: parts.toProtocol, liquidatorTokens: parts.toLiquidator };
}

/** A call that is asked for, on one collateral and one debt. Refused, it changes nothing. */
function liquidate<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const collateral = inputs.number("collateral");
  const collateralPrice = inputs.number("collateralPrice");
  const debt = inputs.number("debt");
  const debtPrice = inputs.number("debtPrice");
  const factor = inputs.number("collateralFactor");
  const closeFactor = inputs.optionalNumber("closeFactor");
  const asked = inputs.number("repay");
  const protocolShare = inputs.optionalNumber("protocolSeizeShare") ?? n.zero;

  const healthOf = (units: N, owed: N) => ({
    capacityUsd: n.mul(n.mul(units, collateralPrice), factor),
    debtUsd: n.mul(owed, debtPrice),
  });
  const before = healthOf(collateral, debt);
  const liquidatable = exceedsCapacity(n, before);
  const isTooMuch = closeFactor !== undefined && n.less(n.mul(closeFactor, debt), asked);
  const allowed = liquidatable && !isTooMuch;
  const call = closeAtIncentive(n, {
    repayUnits: allowed ? asked : n.zero,
    debtPriceUsd: debtPrice,
    collateralUnits: collateral,
    collateralPriceUsd: collateralPrice,
    incentive: inputs.number("liquidationIncentive"),
  });
  const collateralAfter = n.sub(collateral, call.seizedUnits);
  const debtAfter = n.sub(debt, call.repaidUnits);
  const after = healthOf(collateralAfter, debtAfter);
  const ratioOf = (units: N, owed: N): N | string =>
    isPositive(n, owed) ? n.div(n.mul(units, collateralPrice), n.mul(owed, debtPrice)) : "Infinity";
  const parts = splitSeizure(n, call.seizedUnits, protocolShare);
  return {
    ...{ liquidatable, allowed, collateralAfter, debtAfter },
    repaid: call.repaidUnits,
    seized: call.seizedUnits,
    toProtocol: parts.toProtocol,
    toLiquidator: parts.toLiquidator,
    badDebt: isPositive(n, collateralAfter) ? n.zero : debtAfter,
    liquidityChange: n.sub(n.sub(after.capacityUsd, after.debtUsd), n.sub(before.capacityUsd, before.debtUsd)),
    collateralRatioBefore: ratioOf(collateral, debt),
    collateralRatioAfter: ratioOf(collateralAfter, debtAfter),
  };
}

function quote<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const discount = storefrontDiscount(n, inputs.number("storeFrontPriceFactor"), inputs.number("liquidationFactor"));
  const prices = {
    collateralPriceUsd: inputs.number("assetPrice"),
    basePriceUsd: inputs.number("basePrice"),
    discount,
  };
  return { discount, collateralOut: quoteCollateral(n, prices, inputs.number("baseAmount")) };
}

/** Absorbs an account, and says what the protocol loses if it sells the collateral at once at either price. */
function absorption<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const basePriceUsd = inputs.optionalNumber("basePrice") ?? n.one;
  const priceFactor = inputs.number("storeFrontPriceFactor");
  const collateral = inputs.records("collateral").map((each): CometCollateral<N> => {
    each.optionalWord("asset");
    return {
      units: each.number("amount"),
      priceUsd: each.number("price"),
      liquidateFactor: each.number("liquidateCF"),
      liquidationFactor: each.number("liquidationFactor"),
    };
  });
  const outcome = absorb(n, { debtUnits: inputs.number("debt"), basePriceUsd, collateral });
  const lossAt = (discountOf: (each: CometCollateral<N>) => N): N => {
    if (!outcome.liquidatable) return n.zero;
    const soldUsd = n.total(
      collateral.map((each) => n.mul(n.mul(each.units, each.priceUsd), n.sub(n.one, discountOf(each)))),
    );
    return n.sub(n.mul(outcome.paidByReservesUnits, basePriceUsd), soldUsd);
  };
  return {
    liquidatable: outcome.liquidatable,
    creditedValue: outcome.creditedUsd,
    userBaseBalanceAfter: outcome.baseUnitsAfter,
    basePaidOutByReserves: outcome.paidByReservesUnits,
    protocolLossIfSoldAtOracle: lossAt(() => n.zero),
    protocolLossIfSoldAtStorefront: lossAt((each) => storefrontDiscount(n, priceFactor, each.liquidationFactor)),
  };
}

/** Where a vector names a reserve factor, it also asks what suppliers earn. */
function jump<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const utilisation = inputs.number("utilisation");
  const reserveFactor = inputs.optionalNumber("reserveFactor");
  const borrowRate = jumpRate(
    n,
    {
      base: inputs.number("base"),
      slope: inputs.number("slope"),
      jumpSlope: inputs.number("jumpSlope"),
      kink: inputs.number("kink"),
    },
    utilisation,
  );
  const earned = reserveFactor === undefined ? undefined : supplyRate(n, borrowRate, utilisation, reserveFactor);
  return { borrowRatePerYear: borrowRate, supplyRatePerYear: earned };
}

function comet<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const curve = (side: "borrow" | "supply") => ({
    base: inputs.number(`${side}Base`),
    slope: inputs.number(`${side}SlopeLow`),
    jumpSlope: inputs.number(`${side}SlopeHigh`),
    kink: inputs.number(`${side}Kink`),
  });
  const rates = cometRates(n, { borrow: curve("borrow"), supply: curve("supply") }, inputs.number("utilisation"));
  return { ...rates };
}

export const compoundAdapters: Adapters = {
  "compound-v2.seize-tokens": seize,
  "compound-v2.seize-split": split,
  "compound-v2.liquidate": liquidate,
  "compound-v3.quote-collateral": quote,
  "compound-v3.absorb": absorption,
  "irm.kink.compound-v2": jump,
  "irm.kink.comet": comet,
};
