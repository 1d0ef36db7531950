import { deleverage } from "../../../src/mechanics/perps/deleveraging.js";
import { dydxLiquidationPriceUsd } from "../../../src/mechanics/perps/dydx.js";
import { gmxDeleveraging, gmxMargin } from "../../../src/mechanics/perps/gmx.js";
import {
  backstopEquityUsd,
  hyperliquidLiquidationPriceUsd,
  maintenanceFraction,
} from "../../../src/mechanics/perps/hyperliquid.js";
import {
  bankruptcyPriceUsd,
  equityUsd,
  isBelowMaintenance,
  maintenanceUsd,
  type PerpPosition,
  pnlUsd,
} from "../../../src/mechanics/perps/margin.js";
import type { Arithmetic } from "../../../src/numbers/arithmetic.js";
import type { Adapters, Outputs, Reader } from "../adapter.js";

const positionOf = <N>(inputs: Reader<N>): PerpPosition<N> => ({
  size: inputs.number("size"),
  entryPriceUsd: inputs.number("entry"),
  depositUsd: inputs.number("deposit"),
});

function dydxPrice<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const liquidationPrice = dydxLiquidationPriceUsd(n, {
    size: inputs.number("size"),
    priceUsd: inputs.number("entry"),
    equityUsd: inputs.number("equity"),
    maintenanceFraction: inputs.number("mmf"),
  });
  return { liquidationPrice };
}

function maintenance<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const position = positionOf(inputs);
  const [price, fraction] = [inputs.number("price"), inputs.number("mmf")];
  const equity = equityUsd(n, position, price);
  const mmrAtMark = maintenanceUsd(n, position.size, price, fraction);
  return {
    equity,
    mmrAtEntryPrice: maintenanceUsd(n, position.size, position.entryPriceUsd, fraction),
    mmrAtMark,
    liquidatable: isBelowMaintenance(n, equity, mmrAtMark),
  };
}

/** B is closed against A at its own bankruptcy price, where its equity is 0; what is not closed gains or loses from there. */
function adl<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const [a, b] = [positionOf(inputs.record("A")), positionOf(inputs.record("B"))];
  const newPrice = inputs.number("newPrice");
  const bankruptcyPriceB = bankruptcyPriceUsd(n, b);
  const { closings, leftSize } = deleverage(n, b.size, [{ ...a, id: "A" }], bankruptcyPriceB);
  return {
    bPnl: pnlUsd(n, b, newPrice),
    bEquity: equityUsd(n, b, newPrice),
    bankruptcyPriceB,
    aProfitAfterAdl: closings[0]?.realisedPnlUsd ?? n.zero,
    bEquityAfter: pnlUsd(n, { size: leftSize, entryPriceUsd: bankruptcyPriceB }, newPrice),
  };
}

function hyperliquidPrice<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const [size, maxLeverage] = [inputs.number("size"), inputs.number("maxLeverage")];
  const fraction = maintenanceFraction(n, maxLeverage);
  const liquidationPrice = hyperliquidLiquidationPriceUsd(n, {
    ...{ side: inputs.number("side"), size, maxLeverage },
    ...{ priceUsd: inputs.number("price"), isolatedMarginUsd: inputs.number("isolatedMargin") },
  });
  return {
    maintenanceMarginFraction: fraction,
    liquidationPrice,
    backstopBelowEquity: backstopEquityUsd(n, fraction, size, liquidationPrice),
  };
}

function fractions<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  return { maintenance: inputs.numbers("maxLeverages").map((leverage) => maintenanceFraction(n, leverage)) };
}

function gmxLiquidation<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const position = {
    isLong: inputs.flag("isLong"),
    sizeUsd: inputs.number("sizeUsd"),
    entryPriceUsd: inputs.number("entry"),
    collateralUsd: inputs.number("collateralUsd"),
    closingFeesUsd: inputs.number("closingFeesUsd"),
    priceImpactUsd: inputs.number("priceImpactUsd"),
  };
  const terms = {
    minCollateralFactor: inputs.number("minCollateralFactor"),
    maxNegativeImpactFactor: inputs.number("maxNegativeImpactFactor"),
    minCollateralUsd: inputs.number("minCollateralUsd"),
  };
  const margin = gmxMargin(n, position, terms, inputs.number("price"));
  return { ...margin, required: margin.requiredUsd, priceAtWhichLiquidatable: margin.liquidationPriceUsd };
}

function gmxAdl<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const { pnlFactor, allowed, maxPnlToRealiseUsd } = gmxDeleveraging(n, {
    pnlUsd: inputs.number("pnlUsd"),
    poolUsd: inputs.number("poolUsd"),
    maxPnlFactorForAdl: inputs.number("maxPnlFactorForAdl"),
    minPnlFactorAfterAdl: inputs.number("minPnlFactorAfterAdl"),
  });
  return { pnlFactor, adlAllowed: allowed, maxPnlToRealise: maxPnlToRealiseUsd };
}

export const perpAdapters: Adapters = {
  "perp.liquidation-price.dydx": dydxPrice,
  "perp.maintenance": maintenance,
  "perp.adl": adl,
  "perp.liquidation-price.hyperliquid": hyperliquidPrice,
  "perp.maintenance-fraction": fractions,
  "perp.gmx-liquidation": gmxLiquidation,
  "perp.gmx-adl": gmxAdl,
};
