import { type Arithmetic, isPositive } from "../../../numbers/arithmetic.js";
import { geometricSum } from "../../../numbers/geometric.js";
import type { Bands } from "./amm.js";
import { type BandGrid, bandRatio, oraclePriceUp } from "./band.js";

/** What is to be borrowed against, and over how many bands it is spread. */
export interface Pledge<N> {
  readonly collateral: N;
  /** 4 to 50. */
  readonly bandCount: number;
  readonly loanDiscount: N;
  readonly amplification: N;
}

/**
 * Collateral that counts at the price of its uppermost edge: y·(1 − discount)·√r/N·(1 + r + … + r^(N−1)) with r = (A − 1)/A. The
 * contract's dead shares and safety roundings, of the order of 1e-4, are left out. Source: curve-stablecoin Controller.vy, _get_y_effective.
 */
export function effectiveCollateral<N>(n: Arithmetic<N>, pledge: Pledge<N>): N {
  const ratio = bandRatio(n, pledge.amplification);
  const counted = n.mul(pledge.collateral, n.sub(n.one, pledge.loanDiscount));
  const sum = geometricSum(n, ratio, pledge.bandCount - 1);
  return n.div(n.mul(n.mul(counted, n.sqrt(ratio)), sum), n.fromNumber(pledge.bandCount));
}

/** The most that can be borrowed with the first band's upper edge at `priceUp`. Source: Controller.vy, max_borrowable. */
export const maxBorrow = <N>(n: Arithmetic<N>, pledge: Pledge<N>, priceUp: N): N =>
  n.mul(effectiveCollateral(n, pledge), priceUp);

/**
 * The first band of a loan: the lowest price, so the largest number, at which the pledge still covers the debt; undefined where its
 * upper edge is not below the oracle's price, strictly, which means too much debt. The caller guarantees a debt and a pledge.
 * Source: Controller.vy, _calculate_debt_n1.
 */
export function firstBand<N>(
  n: Arithmetic<N>,
  grid: BandGrid<N>,
  pledge: Pledge<N>,
  loan: { readonly debt: N; readonly oraclePrice: N },
): number | undefined {
  const effective = effectiveCollateral(n, pledge);
  const covers = (band: number): boolean => !n.less(n.mul(effective, oraclePriceUp(n, grid, band)), loan.debt);
  const spare = n.ln(n.div(n.mul(effective, grid.basePrice), loan.debt));
  const perBand = n.sub(n.zero, n.ln(bandRatio(n, grid.amplification)));
  const near = n.toNumber(n.floor(n.div(spare, perBand)));
  const band = [near + 1, near].find(covers) ?? near - 1;
  return n.less(oraclePriceUp(n, grid, band), loan.oraclePrice) ? band : undefined;
}

/** The bands of a new loan: its collateral in equal parts from its first band down. Source: AMM.vy, deposit_range. */
export function openBands<N>(n: Arithmetic<N>, grid: BandGrid<N>, pledge: Pledge<N>, first: number): Bands<N> {
  const each = n.div(pledge.collateral, n.fromNumber(pledge.bandCount));
  const band = { stable: n.zero, collateral: each };
  return { grid, first, held: Array.from({ length: pledge.bandCount }, () => band) };
}

/** What bands hold in all. */
export function holdings<N>(n: Arithmetic<N>, bands: Bands<N>): { readonly stable: N; readonly collateral: N } {
  return {
    stable: n.total(bands.held.map(({ stable }) => stable)),
    collateral: n.total(bands.held.map(({ collateral }) => collateral)),
  };
}

/** Whether all of a loan's bands still lie below the price: none of them holds stablecoin. */
export const isAboveRange = <N>(n: Arithmetic<N>, bands: Bands<N>): boolean =>
  !bands.held.some(({ stable }) => isPositive(n, stable));
