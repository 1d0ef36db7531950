import { type Arithmetic, isPositive } from "../../numbers/arithmetic.js";

/** What the protocol holds of one absorbed collateral, and what its reserves are worth. All amounts in units. */
export interface Storefront<N> {
  readonly collateralUnits: N;
  /** Reserves of base; negative when the protocol is short. */
  readonly reserveUnits: N;
  /** Collateral is for sale only while reserves are below this. */
  readonly targetReserveUnits: N;
}

/** How a collateral is priced for sale. */
export interface StorefrontPrices<N> {
  readonly collateralPriceUsd: N;
  readonly basePriceUsd: N;
  /** 1 − price paid / oracle price; see `storefrontDiscount`. */
  readonly discount: N;
}

/** Discount = storeFrontPriceFactor·(1 − liquidationFactor). Source: comet contracts/Comet.sol quoteCollateral. */
export const storefrontDiscount = <N>(n: Arithmetic<N>, priceFactor: N, liquidationFactor: N): N =>
  n.mul(priceFactor, n.sub(n.one, liquidationFactor));

/** Units of collateral for units of base: b·p_base/(p_coll·(1 − discount)). Source: as `storefrontDiscount`. */
export const quoteCollateral = <N>(n: Arithmetic<N>, prices: StorefrontPrices<N>, baseUnits: N): N =>
  n.div(n.mul(baseUnits, prices.basePriceUsd), n.mul(prices.collateralPriceUsd, n.sub(n.one, prices.discount)));

export interface Purchase<N> {
  readonly paidUnits: N;
  readonly receivedUnits: N;
  readonly after: Storefront<N>;
}

/**
 * Buys absorbed collateral for as much base as is offered and there is collateral for; undefined while nothing is for sale.
 *
 * For sale while reserves < target, strictly; one purchase may carry reserves past the target, because the test comes before it.
 * Contracts refuse an offer for more collateral than there is; here it is cut down. Source: comet contracts/Comet.sol buyCollateral.
 */
export function buyCollateral<N>(
  n: Arithmetic<N>,
  storefront: Storefront<N>,
  prices: StorefrontPrices<N>,
  offeredUnits: N,
): Purchase<N> | undefined {
  const { collateralUnits, reserveUnits, targetReserveUnits } = storefront;
  if (!n.less(reserveUnits, targetReserveUnits) || !isPositive(n, collateralUnits)) return undefined;
  const basePerUnit = n.div(n.one, quoteCollateral(n, prices, n.one));
  const paidUnits = n.min(offeredUnits, n.mul(collateralUnits, basePerUnit));
  const receivedUnits = n.min(quoteCollateral(n, prices, offeredUnits), collateralUnits);
  return {
    paidUnits,
    receivedUnits,
    after: {
      collateralUnits: n.sub(collateralUnits, receivedUnits),
      reserveUnits: n.add(reserveUnits, paidUnits),
      targetReserveUnits,
    },
  };
}
