import { type Arithmetic, positivePart } from "../../../numbers/arithmetic.js";
import type { Bands } from "./amm.js";
import { holdings } from "./loan.js";

export interface HardCall<N> {
  readonly debt: N;
  /** Share of the debt to be cleared, 0–1. */
  readonly share: N;
  /** The loan's liquidation discount; 0 where the borrower liquidates the loan himself. */
  readonly healthLimit: N;
}

export interface HardLiquidation<N> {
  readonly debtCleared: N;
  /** Stablecoin of the bands that goes towards it. */
  readonly stableUsed: N;
  /** What the liquidator pays for the rest. */
  readonly paid: N;
  /** Collateral that the liquidator gets. */
  readonly collateral: N;
  /** Stablecoin of the bands beyond the debt cleared, which the liquidator gets too. */
  readonly excessStable: N;
  readonly after: Bands<N>;
}

/**
 * Share of both tokens that leaves the bands when the share s of the debt is cleared: s·((1 + h/2)/(1 + h)·(1 − s) + s), a little less
 * than s, so that what is left is healthier. Source: curve-stablecoin Controller.vy, _get_f_remove.
 */
export function removedShare<N>(n: Arithmetic<N>, { share, healthLimit }: HardCall<N>): N {
  const half = n.div(n.add(n.one, n.div(healthLimit, n.parse("2"))), n.add(n.one, healthLimit));
  return n.mul(share, n.add(n.mul(half, n.sub(n.one, share)), share));
}

/**
 * Liquidation of a loan whose health is below 0: the liquidator gets the removed share of both tokens out of every band and pays the
 * debt cleared that their stablecoin does not. He gains collateral·price + excess − paid; where that is under 0 nobody does it, and
 * the debt stays as bad debt of the market. Source: curve-stablecoin Controller.vy, _liquidate.
 */
export function liquidateHard<N>(n: Arithmetic<N>, bands: Bands<N>, call: HardCall<N>): HardLiquidation<N> {
  const removed = removedShare(n, call);
  const kept = n.sub(n.one, removed);
  const { stable, collateral } = holdings(n, bands);
  const debtCleared = n.mul(call.debt, call.share);
  const stableOut = n.mul(stable, removed);
  const held = bands.held.map((band) => ({
    stable: n.mul(band.stable, kept),
    collateral: n.mul(band.collateral, kept),
  }));
  return {
    debtCleared,
    stableUsed: n.min(stableOut, debtCleared),
    paid: positivePart(n, n.sub(debtCleared, stableOut)),
    collateral: n.mul(collateral, removed),
    excessStable: positivePart(n, n.sub(stableOut, debtCleared)),
    after: { ...bands, held },
  };
}
