import { type Arithmetic, isZero, positivePart } from "../../../numbers/arithmetic.js";
import { type Band, type BandPrices, bandCurve } from "./band.js";

/** Which way a trader trades: buying collateral for stablecoin, as on the way down, or selling it, as on the way up. */
export type Direction = "buy-collateral" | "sell-collateral";

/** A band seen from one direction: what comes in and what goes out, each with the curve's virtual part. */
export interface BandSide<N> {
  /** Virtual and held, of the token that comes in: f + x when collateral is bought. */
  readonly depthIn: N;
  /** Virtual and held, of the token that goes out: g + y when collateral is bought. */
  readonly depthOut: N;
  readonly heldOut: N;
  /** What comes in, before fee, until the band holds none of the other: depthIn·heldOut/virtualOut. */
  readonly toExhaust: N;
}

export function bandSide<N>(n: Arithmetic<N>, prices: BandPrices<N>, band: Band<N>, direction: Direction): BandSide<N> {
  const { virtualStable, virtualCollateral } = bandCurve(n, prices, band);
  const depthStable = n.add(virtualStable, band.stable);
  const depthCollateral = n.add(virtualCollateral, band.collateral);
  const buys = direction === "buy-collateral";
  const heldOut = buys ? band.collateral : band.stable;
  const virtualOut = buys ? virtualCollateral : virtualStable;
  const depthIn = buys ? depthStable : depthCollateral;
  const toExhaust = isZero(n, heldOut) ? n.zero : n.div(n.mul(depthIn, heldOut), virtualOut);
  return { depthIn, depthOut: buys ? depthCollateral : depthStable, heldOut, toExhaust };
}

/** What goes out for `net` coming in: depthOut·net/(depthIn + net), and all that is held once `net` reaches `toExhaust`. */
export function outFor<N>(n: Arithmetic<N>, side: BandSide<N>, net: N): N {
  if (isZero(n, n.sub(side.toExhaust, net))) return side.heldOut;
  return n.min(side.heldOut, n.div(n.mul(side.depthOut, net), n.add(side.depthIn, net)));
}

/**
 * What comes in, before fee, until the next unit out costs `price` in units in: √(price·depthIn·depthOut) − depthIn, at least 0 and at
 * most `toExhaust`. Source: curve-stablecoin AMM.vy, get_amount_for_price.
 */
export const inToReach = <N>(n: Arithmetic<N>, side: BandSide<N>, price: N): N =>
  n.min(side.toExhaust, positivePart(n, n.sub(n.sqrt(n.mul(price, n.mul(side.depthIn, side.depthOut))), side.depthIn)));
