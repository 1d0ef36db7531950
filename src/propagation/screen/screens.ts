import { at } from "../../numbers/arithmetic.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import { type Basket, partition } from "./baskets.js";
import type { FloatAccounts, FloatSlots } from "./evaluate.js";
import { judgedFactors, ownedFactors } from "./factors.js";
import { fullScan } from "./full-scan.js";
import { ladderScreen } from "./ladder.js";
import { type Counter, NO_SCREENS, type Screens } from "./screen.js";

/** How accounts of populations are screened: every one of them, every time, or by the ladder. Both find the same. */
export type Screening = "full-scan" | "ladder";

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

/** Positions that their markets may be able to liquidate, in rising order: none is missing. */
export function suspects<N>(world: World<N>, state: State<N>): readonly number[] {
  const { unscreened, judged } = state.screens;
  const found = judged.flatMap(({ eMode, screen }) => screen.suspects(judgedFactors(world, state, eMode)));
  return unscreened.length === 0 && judged.length === 1 ? found : [...unscreened, ...found].sort((a, b) => a - b);
}

/** Accounts of populations whose debt may exceed what they own at market prices, in rising order: none is missing. */
export function mayBeUnderWater<N>(world: World<N>, state: State<N>): readonly number[] {
  const { positions } = world;
  return state.screens.owned?.suspects(ownedFactors(world, state)) ?? range(positions.listed, positions.count);
}

/** In the shape that copied rows have, too. */
const slotsOf = ({ start, reserve }: Omit<FloatSlots, "scaled">, scaled: Float64Array): FloatSlots => ({
  start,
  reserve,
  scaled,
});

/** Balances of accounts as they stand, in columns; none in decimals. */
export function columnsOf<N>({ positions }: World<N>, state: State<N>): FloatAccounts | undefined {
  const { collateral, debt } = state;
  if (!(collateral instanceof Float64Array) || !(debt instanceof Float64Array)) return undefined;
  return {
    collateral: slotsOf(positions.collateral, collateral),
    debt: slotsOf(positions.debt, debt),
  };
}

/** Opens the screens of a run. In decimals, and where a rule is no weighted ratio, accounts are looked at one by one. */
export function openScreens<N>(world: World<N>, state: State<N>, screening: Screening): Screens {
  const { positions, scenario } = world;
  if (positions.count === positions.listed) return NO_SCREENS;
  const columns = columnsOf(world, state);
  const counter: Counter = { evaluations: 0 };
  if (columns === undefined) return { ...NO_SCREENS, unscreened: range(positions.listed, positions.count), counter };
  const open = screening === "ladder" ? ladderScreen : fullScan;
  const isWeighted = (position: number): boolean =>
    at(world.lending, at(positions.market, position)).isWeighted === true;
  const market = (position: number): number => at(positions.market, position);
  const family = familyOf(world);
  const unscreened: number[] = [];
  const everywhere: Basket[] = [];
  let next = positions.listed;
  const byMode = new Map<string | undefined, Basket[]>();
  for (const { eMode, accounts } of scenario.populations ?? []) {
    const span = { from: next, to: next + accounts.count };
    next = span.to;
    for (let position = span.from; position < span.to; position += 1)
      if (!isWeighted(position)) unscreened.push(position);
    const baskets = partition(columns, span, market, family);
    everywhere.push(...baskets);
    const judged = baskets.filter(({ accounts: of }) => isWeighted(at(of, 0)));
    byMode.set(eMode, [...(byMode.get(eMode) ?? []), ...judged]);
  }
  return {
    counter,
    unscreened,
    judged: [...byMode].map(([eMode, baskets]) => ({
      eMode,
      screen: open(columns, baskets, counter, judgedFactors(world, state, eMode)),
    })),
    owned: open(columns, everywhere, counter, ownedFactors(world, state)),
  };
}

/** Reserves of assets that track the same one are of one family. */
function familyOf<N>({ reserves, pricing }: World<N>): (reserve: number) => number {
  const root = (asset: number): number => {
    const anchor = pricing.anchor[asset];
    return anchor === undefined ? asset : root(anchor);
  };
  const families = reserves.list.map(({ asset }) => root(asset));
  return (reserve) => at(families, reserve);
}
