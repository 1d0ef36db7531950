import type { SlotColumns } from "../model/population.js";
import { soldInto } from "../model/reserves.js";
import type { Id, Literal, Market, Population, Scenario } from "../model/scenario.js";
import { type Arithmetic, at, type Column } from "../numbers/arithmetic.js";
import type { Places } from "./compile-ids.js";
import type { Reserves } from "./compile-reserves.js";

/** Amounts of many accounts, packed: account i owns slots start[i] … start[i + 1] − 1. */
export interface Slots<N> {
  readonly start: Int32Array;
  readonly reserve: Int32Array;
  readonly units: Column<N>;
}

/** Units of an asset in an account; none yet where they are absent. */
interface Amount {
  readonly asset: Id;
  readonly units?: Literal;
}

/** All positions as columns, in scenario order. */
export interface PositionColumns<N> {
  readonly count: number;
  readonly market: Int32Array;
  readonly collateral: Slots<N>;
  readonly debt: Slots<N>;
}

function packSlots<N>(
  n: Arithmetic<N>,
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
  accounts: readonly { readonly market: number; readonly balances: readonly Amount[] }[],
  reserves: Reserves,
): Slots<N> {
  const total = accounts.reduce((sum, account) => sum + account.balances.length, 0);
  const start = new Int32Array(accounts.length + 1);
  const reserve = new Int32Array(total);
  const units = n.column(total);
  let slot = 0;
  let account = 0;
  const put = (asset: Id, amount: N): void => {
    reserve[slot] = reserves[side === "debt" ? "of" : "posted"](at(market, account), asset);
    units[slot] = amount;
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
        units[slot] = n.fromNumber(at(slots.units, each));
        slot += 1;
      }
      for (const { asset } of credits(place)) put(asset, n.zero);
      account += 1;
      start[account] = slot;
    }
    start[i + 1] = slot;
  });
  return { start, reserve, units };
}

/** What an account may be credited with in the course of a run: the rest of an absorbed one is base that it has supplied. */
const creditedWith = (market: Market | undefined): readonly Amount[] =>
  market?.kind === "compound-v3" ? [{ asset: market.base }] : [];

export function compilePositions<N>(
  n: Arithmetic<N>,
  scenario: Scenario,
  places: Places,
  reserves: Reserves,
): PositionColumns<N> {
  const markets = scenario.positions.map((position) => places.market(position.market));
  const accounts = (side: "collateral" | "debt") =>
    scenario.positions.map((position, i) => {
      const market = markets[i] as number;
      const credited = side === "collateral" ? creditedWith(scenario.markets[market]) : [];
      return { market, balances: [...position[side], ...credited] };
    });
  return {
    count: scenario.positions.length,
    market: Int32Array.from(markets),
    collateral: packSlots(n, accounts("collateral"), reserves),
    debt: packSlots(n, accounts("debt"), reserves),
  };
}
