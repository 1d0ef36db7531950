import { type Arithmetic, at, isPositive, positivePart } from "../../../numbers/arithmetic.js";
import { type Bands, pricesOf } from "./amm.js";
import { type BandPrices, bandRatio, oraclePriceUp } from "./band.js";
import { holdings, isAboveRange } from "./loan.js";
import { bandSide, inToReach, outFor } from "./side.js";

/** What the bands are worth in stablecoin once traded all the way down, and in collateral all the way up. */
export interface Reach<N> {
  /** x_down. */
  readonly stable: N;
  /** y_up. */
  readonly collateral: N;
}

/** A band traded at a standing oracle to where the pool's price is the oracle's. */
interface Settled<N> {
  readonly stable: N;
  readonly collateral: N;
}

/**
 * What each band comes to when the price moves so slowly that the pool's price is always the oracle's.
 *
 * First each band is traded to the oracle's price p; then y turns into y·√(down·min(p, up)) stablecoin on the way down, and x into
 * x/√(up·max(p, down)) collateral on the way up. Source: curve-stablecoin AMM.vy, get_xy_up.
 */
export function reach<N>(n: Arithmetic<N>, bands: Bands<N>, oraclePrice: N): Reach<N> {
  const ratio = bandRatio(n, bands.grid.amplification);
  const prices = pricesOf(n, bands, oraclePrice);
  const ends = bands.held.map((_, place): Reach<N> => {
    const { priceUp } = at(prices, place);
    const priceDown = n.mul(priceUp, ratio);
    const { stable, collateral } = settle(n, bands, place, at(prices, place));
    const fall = n.sqrt(n.mul(priceDown, n.min(oraclePrice, priceUp)));
    const rise = n.sqrt(n.mul(priceUp, n.max(oraclePrice, priceDown)));
    return { stable: n.add(stable, n.mul(collateral, fall)), collateral: n.add(collateral, n.div(stable, rise)) };
  });
  return { stable: n.total(ends.map((end) => end.stable)), collateral: n.total(ends.map((end) => end.collateral)) };
}

function settle<N>(n: Arithmetic<N>, bands: Bands<N>, place: number, prices: BandPrices<N>): Settled<N> {
  const band = at(bands.held, place);
  const buying = bandSide(n, prices, band, "buy-collateral");
  const selling = bandSide(n, prices, band, "sell-collateral");
  const stableIn = inToReach(n, buying, prices.oraclePrice);
  const collateralIn = inToReach(n, selling, n.div(n.one, prices.oraclePrice));
  return {
    stable: n.sub(n.add(band.stable, stableIn), outFor(n, selling, collateralIn)),
    collateral: n.sub(n.add(band.collateral, collateralIn), outFor(n, buying, stableIn)),
  };
}

export interface LoanToJudge<N> {
  /** x_down of its bands. */
  readonly stableDown: N;
  readonly debt: N;
  readonly liquidationDiscount: N;
  /** Given for a loan whose bands all lie below the price: what its collateral is worth above their upper edge counts too. */
  readonly above?: { readonly oraclePrice: N; readonly priceUp: N; readonly collateral: N };
}

export interface LoanHealth<N> {
  readonly health: N;
  /** Whether anybody may liquidate: health < 0, strictly. */
  readonly liquidatable: boolean;
}

/** What counts as backing a debt, in stablecoin: x_down·(1 − discount), plus max(0, p − up)·collateral above the range. */
export function loanBacking<N>(n: Arithmetic<N>, { above, ...loan }: Omit<LoanToJudge<N>, "debt">): N {
  const premium = above ? n.mul(positivePart(n, n.sub(above.oraclePrice, above.priceUp)), above.collateral) : n.zero;
  return n.add(n.mul(loan.stableDown, n.sub(n.one, loan.liquidationDiscount)), premium);
}

/** `loanBacking` of a loan's bands as they stand; at a price of nothing, of their stablecoin alone. */
export function judgedBands<N>(n: Arithmetic<N>, bands: Bands<N>, oraclePrice: N, liquidationDiscount: N): N {
  const { stable, collateral } = holdings(n, bands);
  if (!isPositive(n, oraclePrice)) return loanBacking(n, { stableDown: stable, liquidationDiscount });
  const judged = { stableDown: reach(n, bands, oraclePrice).stable, liquidationDiscount };
  if (!isAboveRange(n, bands)) return loanBacking(n, judged);
  const priceUp = oraclePriceUp(n, bands.grid, bands.first);
  return loanBacking(n, { ...judged, above: { oraclePrice, priceUp, collateral } });
}

/**
 * Health of a loan: x_down·(1 − discount)/debt − 1, plus max(0, p − up)·collateral/debt above the range.
 * Source: curve-stablecoin Controller.vy, _health (with `full`).
 */
export function loanHealth<N>(n: Arithmetic<N>, loan: LoanToJudge<N>): LoanHealth<N> {
  const { debt } = loan;
  const backing = loanBacking(n, loan);
  return { health: n.sub(n.div(backing, debt), n.one), liquidatable: n.less(backing, debt) };
}
