import type { Id, Literal, Market, Scenario } from "../model/scenario.js";
import type { Arithmetic, Column } from "../numbers/arithmetic.js";
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
  accounts: readonly { readonly market: number; readonly balances: readonly Amount[] }[],
  reserves: Reserves,
): Slots<N> {
  const total = accounts.reduce((sum, account) => sum + account.balances.length, 0);
  const start = new Int32Array(accounts.length + 1);
  const reserve = new Int32Array(total);
  const units = n.column(total);
  let slot = 0;
  accounts.forEach((account, i) => {
    for (const balance of account.balances) {
      reserve[slot] = reserves.of(account.market, balance.asset);
      if (balance.units !== undefined) units[slot] = n.parse(balance.units);
      slot += 1;
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
