import { type Arithmetic, positivePart } from "../../numbers/arithmetic.js";
import { exceedsCapacity } from "./account.js";

/** One collateral of a Compound v3 account, priced in USD. */
export interface CometCollateral<N> {
  readonly units: N;
  readonly priceUsd: N;
  /** Share of its value that may stand against debt before the account is absorbed. */
  readonly liquidateFactor: N;
  /** Share of its value that an absorbed account is credited with. */
  readonly liquidationFactor: N;
}

/** One account: what it owes of the market's base asset, and what stands behind it. */
export interface CometAccount<N> {
  readonly debtUnits: N;
  readonly basePriceUsd: N;
  readonly collateral: readonly CometCollateral<N>[];
}

export interface Absorption<N> {
  readonly liquidatable: boolean;
  /** What the account is credited with for its collateral, USD. */
  readonly creditedUsd: N;
  /** What the account has left, in units of base: supply if positive, debt if negative. */
  readonly baseUnitsAfter: N;
  /** What the protocol's reserves pay for the collateral, in units of base; they may fall below zero. */
  readonly paidByReservesUnits: N;
}

/**
 * Whether an account may be absorbed: Σ Cᵢ·liquidateCFᵢ < D, strictly, in USD.
 *
 * Source: comet contracts/Comet.sol isLiquidatable.
 */
export function isAbsorbable<N>(n: Arithmetic<N>, { debtUnits, basePriceUsd, collateral }: CometAccount<N>): boolean {
  const capacities = collateral.map(({ units, priceUsd, liquidateFactor }) =>
    n.mul(n.mul(units, priceUsd), liquidateFactor),
  );
  return exceedsCapacity(n, { capacityUsd: n.total(capacities), debtUsd: n.mul(debtUnits, basePriceUsd) });
}

/**
 * The protocol takes over a whole account: all collateral and all debt, at once.
 *
 * credited = Σ Cᵢ·liquidationFactorᵢ; balance after = max(credited/p_base − D, 0); reserves pay balance after + D and keep the
 * collateral, to be sold as in `compound-v3-storefront.ts`. An account that may not be absorbed stays as it is. Source: comet contracts/Comet.sol
 * absorbInternal.
 */
export function absorb<N>(n: Arithmetic<N>, account: CometAccount<N>): Absorption<N> {
  if (isAbsorbable(n, account)) return { liquidatable: true, ...takeOver(n, account) };
  const baseUnitsAfter = n.sub(n.zero, account.debtUnits);
  return { liquidatable: false, creditedUsd: n.zero, baseUnitsAfter, paidByReservesUnits: n.zero };
}

/** The same for an account that is known to be absorbable. */
export function takeOver<N>(n: Arithmetic<N>, account: CometAccount<N>): Omit<Absorption<N>, "liquidatable"> {
  const { debtUnits, basePriceUsd, collateral } = account;
  const creditedUsd = n.total(
    collateral.map(({ units, priceUsd, liquidationFactor }) => n.mul(n.mul(units, priceUsd), liquidationFactor)),
  );
  const creditedUnits = n.div(creditedUsd, basePriceUsd);
  return {
    creditedUsd,
    baseUnitsAfter: positivePart(n, n.sub(creditedUnits, debtUnits)),
    paidByReservesUnits: n.max(creditedUnits, debtUnits),
  };
}
