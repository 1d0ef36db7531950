import { type Arithmetic, positivePart } from "../../../numbers/arithmetic.js";
import type { Bands } from "./amm.js";
import { holdings } from "./loan.js";

export interface HardLiquidation<N> {
  /** Debt that is cleared: share·debt. */
  readonly debtCleared: N;
  /** Stablecoin taken out of the bands towards it. */
  readonly stableUsed: N;
  /** What the liquidator pays for the rest. */
  readonly paid: N;
  /** Collateral that the liquidator gets. */
  readonly collateral: N;
  /** Stablecoin of the bands beyond the debt, which is the liquidator's too. */
  readonly excessStable: N;
  readonly after: Bands<N>;
}

/**
 * Liquidation of a share (0–1) of a loan whose health is below 0: the liquidator gets that share of both tokens out of every band and
 * pays the debt that their stablecoin does not. Whoever does it gains collateral·price + excess − paid; where that is under 0
 * nobody does, and the debt stays as bad debt of the market. Source: curve-stablecoin Controller.vy, _liquidate.
 */
export function liquidateHard<N>(n: Arithmetic<N>, bands: Bands<N>, debt: N, share: N): HardLiquidation<N> {
  const { stable, collateral } = holdings(n, bands);
  const debtCleared = n.mul(debt, share);
  const stableOut = n.mul(stable, share);
  const kept = n.sub(n.one, share);
  const held = bands.held.map((band) => ({
    stable: n.mul(band.stable, kept),
    collateral: n.mul(band.collateral, kept),
  }));
  return {
    debtCleared,
    stableUsed: n.min(stableOut, debtCleared),
    paid: positivePart(n, n.sub(debtCleared, stableOut)),
    collateral: n.mul(collateral, share),
    excessStable: positivePart(n, n.sub(stableOut, debtCleared)),
    after: { ...bands, held },
  };
}
