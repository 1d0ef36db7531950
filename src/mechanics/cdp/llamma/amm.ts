import { type Arithmetic, at, isPositive } from "../../../numbers/arithmetic.js";
import { type Band, type BandGrid, type BandPrices, oraclePriceUp } from "./band.js";
import { type BandSide, bandSide, type Direction, inToReach, outFor } from "./side.js";

/** A run of bands: all of a market's, or those of one position, which trade in proportion to the market's. */
export interface Bands<N> {
  readonly grid: BandGrid<N>;
  /** Number of the first band; the highest price comes first. */
  readonly first: number;
  readonly held: readonly Band<N>[];
}

/** How trades are charged. The fee is taken from what comes in and stays in the band, but for the admin's share of it. */
export interface FeeTerms<N> {
  readonly fee: N;
  readonly adminShare: N;
}

export interface Trade<N> {
  readonly direction: Direction;
  /** What came in, fee included. */
  readonly paid: N;
  readonly got: N;
  /** Part of `paid` that leaves the bands for the admin. */
  readonly adminFee: N;
  /** What was offered and found no band to trade with. */
  readonly unfilled: N;
  readonly after: Bands<N>;
}

/** The prices by which the bands trade at an oracle price, in their order. */
export const pricesOf = <N>(n: Arithmetic<N>, bands: Bands<N>, oraclePrice: N): readonly BandPrices<N>[] =>
  bands.held.map((_, place) => ({
    amplification: bands.grid.amplification,
    oraclePrice,
    priceUp: oraclePriceUp(n, bands.grid, bands.first + place),
  }));

interface Step<N> {
  readonly paid: N;
  readonly got: N;
}

/** A band after a trade. */
function traded<N>(n: Arithmetic<N>, band: Band<N>, direction: Direction, step: Step<N>, adminFee: N): Band<N> {
  const kept = n.sub(step.paid, adminFee);
  return direction === "buy-collateral"
    ? { stable: n.add(band.stable, kept), collateral: n.sub(band.collateral, step.got) }
    : { stable: n.sub(band.stable, step.got), collateral: n.add(band.collateral, kept) };
}

/** Trades in every band as `step` says, in any order: no band's curve depends on another's. */
function tradeAll<N>(
  n: Arithmetic<N>,
  bands: Bands<N>,
  direction: Direction,
  fees: FeeTerms<N>,
  steps: readonly Step<N>[],
): Omit<Trade<N>, "unfilled"> {
  const adminFees = steps.map(({ paid }) => n.mul(n.mul(paid, fees.fee), fees.adminShare));
  const held = bands.held.map((band, place) => traded(n, band, direction, at(steps, place), at(adminFees, place)));
  return {
    direction,
    paid: n.total(steps.map(({ paid }) => paid)),
    got: n.total(steps.map(({ got }) => got)),
    adminFee: n.total(adminFees),
    after: { ...bands, held },
  };
}

/**
 * Trades an amount through the bands, best price first: collateral is bought from the highest band down and sold from the lowest up.
 *
 * Each band takes what it needs to be exhausted, over 1 − fee, until the amount ends in one. Source: AMM.vy, calc_swap_out.
 */
export function exchange<N>(
  n: Arithmetic<N>,
  bands: Bands<N>,
  order: { readonly direction: Direction; readonly amount: N; readonly oraclePrice: N },
  fees: FeeTerms<N>,
): Trade<N> {
  const { direction } = order;
  const prices = pricesOf(n, bands, order.oraclePrice);
  const net = n.sub(n.one, fees.fee);
  const steps: Step<N>[] = bands.held.map(() => ({ paid: n.zero, got: n.zero }));
  let unfilled = order.amount;
  const places = bands.held.map((_, place) => (direction === "buy-collateral" ? place : bands.held.length - 1 - place));
  for (const place of places) {
    const side = bandSide(n, at(prices, place), at(bands.held, place), direction);
    if (!isPositive(n, side.heldOut) || !isPositive(n, unfilled)) continue;
    const gross = n.div(side.toExhaust, net);
    const exhausts = n.less(gross, unfilled);
    const paid = exhausts ? gross : unfilled;
    steps[place] = { paid, got: exhausts ? side.heldOut : outFor(n, side, n.mul(paid, net)) };
    unfilled = n.sub(unfilled, paid);
  }
  return { ...tradeAll(n, bands, direction, fees, steps), unfilled };
}

/** Trades in every band until the pool's price there reaches `price` (stablecoin for a unit of collateral) before fee. */
export function tradeToPrice<N>(
  n: Arithmetic<N>,
  bands: Bands<N>,
  goal: { readonly direction: Direction; readonly price: N; readonly oraclePrice: N },
  fees: FeeTerms<N>,
): Trade<N> {
  const inPerOut = goal.direction === "buy-collateral" ? goal.price : n.div(n.one, goal.price);
  const net = n.sub(n.one, fees.fee);
  const stepIn = (side: BandSide<N>): Step<N> => {
    const wanted = inToReach(n, side, inPerOut);
    return { paid: n.div(wanted, net), got: outFor(n, side, wanted) };
  };
  const prices = pricesOf(n, bands, goal.oraclePrice);
  const steps = bands.held.map((band, place) => stepIn(bandSide(n, at(prices, place), band, goal.direction)));
  return { ...tradeAll(n, bands, goal.direction, fees, steps), unfilled: n.zero };
}
