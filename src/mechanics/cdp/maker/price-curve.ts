import { type Arithmetic, positivePart } from "../../../numbers/arithmetic.js";

/** How an auction's price falls. `cut` is the factor that is kept (0.99 for 1 %). */
export type PriceCurve<N> =
  | { readonly kind: "linear"; readonly tauSeconds: N }
  | { readonly kind: "stairstep"; readonly cut: N; readonly stepSeconds: N }
  | { readonly kind: "exponential"; readonly cut: N };

/**
 * Price at some time of an auction over its top price.
 *
 * linear: 1 − t/τ, 0 from τ on; stairstep: cut^⌊t/step⌋; exponential: cut^t. Seconds since the auction's start or its last reset.
 * Source: dss src/abaci.sol.
 */
export function relativePrice<N>(n: Arithmetic<N>, curve: PriceCurve<N>, elapsedSeconds: N): N {
  switch (curve.kind) {
    case "linear":
      return n.div(positivePart(n, n.sub(curve.tauSeconds, elapsedSeconds)), curve.tauSeconds);
    case "stairstep":
      return n.pow(curve.cut, n.floor(n.div(elapsedSeconds, curve.stepSeconds)));
    case "exponential":
      return n.pow(curve.cut, elapsedSeconds);
  }
}

/** Price in DAI for a unit of collateral at some time of an auction: top·relativePrice. */
export const priceOnCurve = <N>(n: Arithmetic<N>, curve: PriceCurve<N>, top: N, elapsedSeconds: N): N =>
  n.mul(top, relativePrice(n, curve, elapsedSeconds));
