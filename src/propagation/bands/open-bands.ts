import { type Band, type BandGrid, oraclePriceUp } from "../../mechanics/cdp/llamma/band.js";
import { descended } from "../../mechanics/cdp/llamma/descended.js";
import { firstBand } from "../../mechanics/cdp/llamma/loan.js";
import type { LlammaMarket, Position } from "../../model/scenario.js";
import { at, ratio } from "../../numbers/arithmetic.js";
import { findSlot } from "../accounts/account.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import { stakeBands } from "./band-market.js";
import type { BandMarket, Stake } from "./band-pool.js";

/** Over how many bands a loan is spread that does not say. */
const BAND_COUNT = 10;

/** A loan that could not have been taken up at the opening price, and whose bands are therefore not known. */
export class BandsError extends Error {
  constructor(
    readonly position: string,
    readonly bands: number,
  ) {
    super(
      `Position ${position} owes more than its market lends against this collateral over ${bands} bands at the opening price: state its \`firstBand\`, or less debt`,
    );
    this.name = "BandsError";
  }
}

/**
 * The bands of every market that has them, before round 0: each loan's collateral in equal parts over its bands, and what the price
 * has gone through since sold as it came down (`cdp/llamma/descended.ts`). Writes what that leaves into slots and reserves.
 */
export function openBandMarkets<N>(world: World<N>, state: State<N>): Map<number, BandMarket<N>> {
  const pools = new Map<number, BandMarket<N>>();
  world.scenario.markets.forEach((market, place) => {
    if (market.kind === "llamma") pools.set(place, openPool(world, state, market, place));
  });
  return pools;
}

/** The price that a market's pool is to go by: collateral over stablecoin, as its oracles report them. */
export function seenPrice<N>(world: World<N>, state: State<N>, pool: Pick<BandMarket<N>, "collateral" | "stable">): N {
  const reportedUsd = (reserve: number): N => at(state.oracles, at(world.reserves.list, reserve).oracle).priceUsd;
  return ratio(world.n, reportedUsd(pool.collateral.reserve), reportedUsd(pool.stable.reserve), world.n.zero);
}

function openPool<N>(world: World<N>, state: State<N>, market: LlammaMarket, place: number): BandMarket<N> {
  const { n, reserves, places, scenario } = world;
  const token = (id: string) => ({ asset: places.asset(id), reserve: reserves.posted(place, id) });
  const tokens = { collateral: token(market.collateral), stable: token(market.borrowed) };
  const price = seenPrice(world, state, tokens);
  const grid = {
    amplification: n.parse(market.amplification),
    basePrice: market.basePrice === undefined ? price : n.parse(market.basePrice),
  };
  const stakes = new Map<number, Stake<N>>();
  scenario.positions.forEach((position, p) => {
    if (position.market !== market.id) return;
    stakes.set(p, openStake(world, position, p, { market, grid, price }));
  });
  const all = [...stakes.values()];
  const first = all.reduce((lowest, stake) => Math.min(lowest, stake.first), all[0]?.first ?? 0);
  const end = all.reduce((highest, stake) => Math.max(highest, stake.first + stake.shares.length), first);
  const shares = Array.from(
    { length: end - first },
    (_, k): N => n.total(all.flatMap((stake) => stake.shares[first + k - stake.first] ?? [])),
  );
  const held = shares.map((collateral, k): Band<N> => {
    const priceUp = oraclePriceUp(n, grid, first + k);
    return descended(n, { amplification: grid.amplification, priceUp, collateral }, price);
  });
  const pool: BandMarket<N> = {
    ...{ market: place, ...tokens, lent: reserves.of(place, market.borrowed), grid, first, held, shares, stakes },
    ...{ fee: n.parse(market.fee), adminShare: n.parse(market.adminShare), oracle: { price, fee: n.zero } },
  };
  fillSlots(world, state, pool);
  return pool;
}

function openStake<N>(
  { n, positions }: World<N>,
  { id, bands = BAND_COUNT, firstBand: stated }: Position,
  position: number,
  { market, grid, price }: { readonly market: LlammaMarket; readonly grid: BandGrid<N>; readonly price: N },
): Stake<N> {
  const unitsOf = ({ start, openingUnits }: typeof positions.debt): N =>
    n.total(
      Array.from({ length: at(start, position + 1) - at(start, position) }, (_, k) =>
        at(openingUnits, at(start, position) + k),
      ),
    );
  const [collateral, debt] = [unitsOf(positions.collateral), unitsOf(positions.debt)];
  const { amplification } = grid;
  const pledge = { collateral, bandCount: bands, loanDiscount: n.parse(market.loanDiscount), amplification };
  const isLoan = n.sign(collateral) > 0 && n.sign(debt) > 0;
  const first = stated ?? (isLoan ? firstBand(n, grid, pledge, { debt, oraclePrice: price }) : 0);
  if (first === undefined) throw new BandsError(id, bands);
  return { first, shares: Array.from({ length: bands }, () => n.div(collateral, n.fromNumber(bands))) };
}

/** Puts what bands hold into the slots of their owners and into the reserves that it lies in. */
function fillSlots<N>(world: World<N>, state: State<N>, pool: BandMarket<N>): void {
  const { n } = world;
  for (const side of ["collateral", "stable"] as const) {
    const { asset, reserve } = pool[side];
    const units = n.total(pool.held.map((band) => band[side]));
    Object.assign(at(state.reserves, reserve), { supplied: units, cash: units });
    for (const [position, stake] of pool.stakes) {
      const slot = findSlot(world, position, "collateral", asset);
      const { held } = stakeBands(world, pool, stake);
      if (slot !== undefined) state.collateral[slot] = n.total(held.map((band) => band[side]));
    }
  }
}
