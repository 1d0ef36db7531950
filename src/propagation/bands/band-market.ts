import type { Bands, FeeTerms } from "../../mechanics/cdp/llamma/amm.js";
import type { Band } from "../../mechanics/cdp/llamma/band.js";
import type { Account } from "../../mechanics/lending/rule.js";
import { nodeKey } from "../../model/network.js";
import { type Arithmetic, at, positivePart, ratio } from "../../numbers/arithmetic.js";
import { lift } from "../../numbers/decide.js";
import type { Decimal } from "../../numbers/decimal.js";
import type { Books } from "../books/books.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import type { BandMarket, Stake } from "./band-pool.js";

type PricedBands<N> = NonNullable<Account<N>["bands"]>;

/** What the pool charges now: its own fee, or more after a jump of the oracle. */
export const feesOf = <N>({ n }: World<N>, { fee, adminShare, oracle }: BandMarket<N>): FeeTerms<N> => ({
  fee: n.max(fee, oracle.fee),
  adminShare,
});

/** All bands of a market. */
export const bandsOf = <N>({ grid, first, held }: BandMarket<N>): Bands<N> => ({ grid, first, held });

/** One account's part of the bands of its market. */
export function stakeBands<N>({ n }: World<N>, pool: BandMarket<N>, { first, shares }: Stake<N>): Bands<N> {
  const held = shares.map((own, place): Band<N> => {
    const band = at(pool.held, first - pool.first + place);
    const part = ratio(n, own, at(pool.shares, first - pool.first + place), n.zero);
    return { stable: n.mul(band.stable, part), collateral: n.mul(band.collateral, part) };
  });
  return { grid: pool.grid, first, held };
}

/** The bands that a position's collateral lies in, and the price that its pool goes by; undefined where it lies in none. */
export function positionBands<N>(world: World<N>, state: State<N>, position: number): PricedBands<N> | undefined {
  const pool = state.bands.get(at(world.positions.market, position));
  const stake = pool?.stakes.get(position);
  if (pool === undefined || stake === undefined) return undefined;
  return { bands: stakeBands(world, pool, stake), oraclePrice: pool.oracle.price };
}

/** The same bands in decimal, every double read as its shortest literal. */
export function liftBands<N>(n: Arithmetic<N>, { bands, oraclePrice }: PricedBands<N>): PricedBands<Decimal> {
  const { grid, first, held } = bands;
  return {
    oraclePrice: lift(n, oraclePrice),
    bands: {
      grid: { amplification: lift(n, grid.amplification), basePrice: lift(n, grid.basePrice) },
      first,
      held: held.map(({ stable, collateral }) => ({ stable: lift(n, stable), collateral: lift(n, collateral) })),
    },
  };
}

/** Gives every account of a market what its part of the bands has become; supply claims change hands by the difference. */
export function shareOut<N>(world: World<N>, state: State<N>, books: Books<N>, pool: BandMarket<N>): void {
  const { n, scenario, positions } = world;
  const market = nodeKey("market", at(scenario.markets, pool.market).id);
  for (const [position, stake] of pool.stakes) {
    const { held } = stakeBands(world, pool, stake);
    const key = nodeKey("position", at(scenario.positions, position).id);
    const { start, reserve } = positions.collateral;
    for (let slot = at(start, position); slot < at(start, position + 1); slot += 1) {
      const place = at(reserve, slot);
      const units = n.total(held.map((band) => (place === pool.stable.reserve ? band.stable : band.collateral)));
      const before = at(state.collateral, slot);
      // What lies in bands is not lent and earns nothing: claims on it are units.
      state.collateral[slot] = units;
      books.supply(key, market, place, positivePart(n, n.sub(before, units)));
      books.supply(market, key, place, positivePart(n, n.sub(units, before)));
    }
  }
}

/** Takes a share of one account's part out of the bands of its market. */
export function takeOut<N>({ n }: World<N>, pool: BandMarket<N>, position: number, removed: N): void {
  const stake = pool.stakes.get(position);
  if (stake === undefined) return;
  const gone = stake.shares.map((own) => n.mul(own, removed));
  const goneAt = (band: number): N => gone[band - (stake.first - pool.first)] ?? n.zero;
  pool.held = pool.held.map((band, place) => {
    const left = positivePart(n, n.sub(n.one, ratio(n, goneAt(place), at(pool.shares, place), n.zero)));
    return { stable: n.mul(band.stable, left), collateral: n.mul(band.collateral, left) };
  });
  pool.shares = pool.shares.map((all, place) => positivePart(n, n.sub(all, goneAt(place))));
  pool.stakes.set(position, { ...stake, shares: stake.shares.map((own, k) => n.sub(own, at(gone, k))) });
}
