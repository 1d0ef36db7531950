import { type Arithmetic, isZero } from "../../../numbers/arithmetic.js";

/** The grid of price bands of one market. */
export interface BandGrid<N> {
  /** A: each band is 1/A of its price wide. */
  readonly amplification: N;
  /** Upper edge of band 0, in stablecoin for a unit of collateral. */
  readonly basePrice: N;
}

/** What a band holds: above the oracle price only collateral, below it only stablecoin, both where the price is. */
export interface Band<N> {
  readonly stable: N;
  readonly collateral: N;
}

/** Price of a band's lower edge over its upper: (A − 1)/A. */
export const bandRatio = <N>(n: Arithmetic<N>, amplification: N): N =>
  n.div(n.sub(amplification, n.one), amplification);

/** Upper edge of a band in the oracle's price: base·((A − 1)/A)^band; bands may be negative. Source: curve-stablecoin AMM.vy, _p_oracle_up. */
export const oraclePriceUp = <N>(n: Arithmetic<N>, grid: BandGrid<N>, band: number): N =>
  n.mul(grid.basePrice, n.pow(bandRatio(n, grid.amplification), n.fromNumber(band)));

/** The pool's price where a band holds no stablecoin any more: p³/up², with p the oracle's price. Source: AMM.vy, p_current_down. */
export const currentPriceDown = <N>(n: Arithmetic<N>, oraclePrice: N, priceUp: N): N => {
  const ratio = n.div(oraclePrice, priceUp);
  return n.mul(oraclePrice, n.mul(ratio, ratio));
};

/** The pool's price where a band holds no collateral any more: p³/down². Source: AMM.vy, p_current_up. */
export const currentPriceUp = <N>(n: Arithmetic<N>, oraclePrice: N, priceDown: N): N =>
  currentPriceDown(n, oraclePrice, priceDown);

/** The prices by which one band trades now. */
export interface BandPrices<N> {
  readonly amplification: N;
  readonly oraclePrice: N;
  /** Upper edge of the band, in the oracle's price. */
  readonly priceUp: N;
}

/**
 * y₀: the collateral a band would hold, without stablecoin, were the oracle at its upper edge.
 *
 * The positive root of p·A·y₀² − y₀·((A − 1)·x·up/p + A·y·p²/up) − x·y = 0. Source: AMM.vy, _get_y0.
 */
export function equivalentCollateral<N>(n: Arithmetic<N>, prices: BandPrices<N>, { stable, collateral }: Band<N>): N {
  const { amplification: a, oraclePrice: p, priceUp: up } = prices;
  const fromStable = n.div(n.mul(n.mul(n.sub(a, n.one), stable), up), p);
  const fromCollateral = n.div(n.mul(n.mul(a, collateral), n.mul(p, p)), up);
  const b = n.add(fromStable, fromCollateral);
  const twice = n.mul(n.parse("2"), n.mul(a, p));
  const discriminant = n.add(n.mul(b, b), n.mul(n.mul(twice, n.parse("2")), n.mul(stable, collateral)));
  return n.div(n.add(b, n.sqrt(discriminant)), twice);
}

/** The hyperbola that a band trades along at one oracle price: (f + x)(g + y) stays as it is. */
export interface BandCurve<N> {
  readonly y0: N;
  /** f = A·y₀·p²/up, added to the stablecoin. */
  readonly virtualStable: N;
  /** g = (A − 1)·y₀·up/p, added to the collateral. */
  readonly virtualCollateral: N;
}

/** The curve of a band: (f + x)(g + y) = p·A²·y₀². Source: AMM.vy, _get_p and calc_swap_out. */
export function bandCurve<N>(n: Arithmetic<N>, prices: BandPrices<N>, band: Band<N>): BandCurve<N> {
  const { amplification: a, oraclePrice: p, priceUp: up } = prices;
  const y0 = equivalentCollateral(n, prices, band);
  return {
    y0,
    virtualStable: n.div(n.mul(n.mul(a, y0), n.mul(p, p)), up),
    virtualCollateral: n.div(n.mul(n.mul(n.sub(a, n.one), y0), up), p),
  };
}

/**
 * The pool's price in a band: (f + x)/(g + y), which is p_current_down without stablecoin and p_current_up without collateral; in the
 * middle, p³/up²·A/(A − 1), where it holds nothing. Source: AMM.vy, _get_p.
 */
export function bandPrice<N>(n: Arithmetic<N>, prices: BandPrices<N>, band: Band<N>): N {
  const curve = bandCurve(n, prices, band);
  if (isZero(n, curve.y0)) {
    return n.div(currentPriceDown(n, prices.oraclePrice, prices.priceUp), bandRatio(n, prices.amplification));
  }
  return n.div(n.add(curve.virtualStable, band.stable), n.add(curve.virtualCollateral, band.collateral));
}
