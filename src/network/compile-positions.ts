import type { SlotColumns } from "../model/population.js";
import { soldInto } from "../model/reserves.js";
import type { Id, Literal, Market, Population, Scenario } from "../model/scenario.js";
import { type Arithmetic, at, type Column } from "../numbers/arithmetic.js";
import type { Places } from "./compile-ids.js";
import type { Reserves } from "./compile-reserves.js";

/** Amounts of many accounts, packed: account i owns slots start[i] … start[i + 1] − 1. */
export interface Slots<N> {
  readonly start: Int32Array;
  readonly reserve: Uint16Array;
  /**
   * To be read only while a world is opened: the state of its run takes the column over and changes it, for two copies of a million
   * accounts would be one too many.
   */
  readonly openingUnits: Column<N>;
}

/** Units of an asset in an account; none yet where they are absent. */
interface Amount {
  readonly asset: Id;
  readonly units?: Literal;
}

/** All positions as columns: those that the scenario lists, in its order, then the accounts of its populations. */
export interface PositionColumns<N> {
  readonly count: number;
  /** Positions from here on are accounts of populations. */
  readonly listed: number;
  readonly market: Uint16Array;
  readonly collateral: Slots<N>;
  readonly debt: Slots<N>;
}

type Side = "collateral" | "debt";

/**
 * What an account may be credited with in the course of a run: the rest of an absorbed one is base that it has supplied; price bands
 * are sold for stablecoin.
 */
const creditedWith = (market: Market | undefined): readonly Amount[] => {
  if (market === undefined) return [];
  return market.kind === "compound-v3" ? [{ asset: market.base }] : soldInto(market).map(({ asset }) => ({ asset }));
};

/** One side of every position, listed ones first. */
function packSlots<N>(
  n: Arithmetic<N>,
  scenario: Scenario,
  places: Places,
  reserves: Reserves,
  market: Uint16Array,
  side: Side,
): Slots<N> {
  const populations = scenario.populations ?? [];
  const credits = (place: number): readonly Amount[] =>
    side === "collateral" ? creditedWith(scenario.markets[place]) : [];
  const listed = scenario.positions.map((position, i) => [...position[side], ...credits(at(market, i))]);
  const total = slotCount(listed, populations, side, (id) => credits(places.market(id)).length);
  const start = new Int32Array(market.length + 1);
  const reserve = new Uint16Array(total);
  const openingUnits = n.column(total);
  let slot = 0;
  let account = 0;
  const put = (asset: Id, amount: N): void => {
    reserve[slot] = reserves[side === "debt" ? "of" : "posted"](at(market, account), asset);
    openingUnits[slot] = amount;
    slot += 1;
  };
  for (const balances of listed) {
    for (const balance of balances) put(balance.asset, balance.units === undefined ? n.zero : n.parse(balance.units));
    account += 1;
    start[account] = slot;
  }
  for (const { accounts } of populations) {
    const slots: SlotColumns = accounts[side];
    const reserveOf = reserveFinder(accounts.assets, reserves);
    for (let i = 0; i < accounts.count; i += 1) {
      const place = at(market, account);
      for (let each = at(slots.start, i); each < at(slots.start, i + 1); each += 1) {
        reserve[slot] = reserveOf(place, at(slots.asset, each));
        openingUnits[slot] = n.fromNumber(at(slots.units, each));
        slot += 1;
      }
      for (const { asset } of credits(place)) put(asset, n.zero);
      account += 1;
      start[account] = slot;
    }
  }
  return { start, reserve, openingUnits };
}

function slotCount(
  listed: readonly (readonly Amount[])[],
  populations: readonly Population[],
  side: Side,
  credits: (market: Id) => number,
): number {
  let total = listed.reduce((sum, balances) => sum + balances.length, 0);
  for (const { accounts } of populations) {
    total += at(accounts[side].start, accounts.count);
    const perMarket = accounts.markets.map(credits);
    if (perMarket.some((count) => count > 0))
      for (let i = 0; i < accounts.count; i += 1) total += at(perMarket, at(accounts.market, i));
  }
  return total;
}

/** Reserves by market and asset of a table, looked up once a pair. */
function reserveFinder(assets: readonly Id[], reserves: Reserves): (market: number, asset: number) => number {
  const known = new Map<number, number>();
  return (market, asset) => {
    const key = market * assets.length + asset;
    const found = known.get(key) ?? reserves.of(market, at(assets, asset));
    known.set(key, found);
    return found;
  };
}

export function compilePositions<N>(
  n: Arithmetic<N>,
  scenario: Scenario,
  places: Places,
  reserves: Reserves,
): PositionColumns<N> {
  const populations = scenario.populations ?? [];
  const listed = scenario.positions.length;
  const count = populations.reduce((sum, { accounts }) => sum + accounts.count, listed);
  const market = new Uint16Array(count);
  scenario.positions.forEach((position, i) => {
    market[i] = places.market(position.market);
  });
  let account = listed;
  for (const { accounts } of populations) {
    const byTable = accounts.markets.map(places.market);
    for (let i = 0; i < accounts.count; i += 1, account += 1) market[account] = at(byTable, at(accounts.market, i));
  }
  const side = (which: Side): Slots<N> => packSlots(n, scenario, places, reserves, market, which);
  return { count, listed, market, collateral: side("collateral"), debt: side("debt") };
}
