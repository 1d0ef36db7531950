import { at } from "../../numbers/arithmetic.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import { type Basket, partition } from "./baskets.js";
import type { FloatAccounts } from "./evaluate.js";
import { judgedFactors, ownedFactors } from "./factors.js";
import { type Counter, fullScan, ladder, type Screen } from "./ladder.js";

/** How accounts of populations are screened: every one of them, every time, or by the ladder. Both find the same. */
export type Screening = "full-scan" | "ladder";

/** What finds, among the accounts of populations, those that need a closer look. */
export interface Screens {
  /** Positions that their markets may be able to liquidate, in rising order: none is missing. */
  suspects<N>(world: World<N>, state: State<N>): readonly number[];
  /** Positions whose debt may exceed their collateral at market prices, in rising order: none is missing. */
  underWater<N>(world: World<N>, state: State<N>): readonly number[];
  touch(position: number): void;
  readonly counter: Counter;
}

/** For scenarios without populations. */
export const NO_SCREENS: Screens = {
  suspects: () => [],
  underWater: () => [],
  touch: () => undefined,
  counter: { evaluations: 0 },
};

/** Populations of one e-mode, which share their factors. */
interface Class {
  readonly eMode: string | undefined;
  readonly screen: Screen;
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

/** Screens that know no shortcut, in any number system: every account is looked at closely. */
function closeLook<N>({ positions }: World<N>): Screens {
  const all = range(positions.listed, positions.count);
  return { ...NO_SCREENS, suspects: () => all, underWater: () => all };
}

function columnsOf<N>({ positions }: World<N>, state: State<N>): FloatAccounts | undefined {
  const { collateral, debt } = state;
  if (!(collateral instanceof Float64Array) || !(debt instanceof Float64Array)) return undefined;
  return {
    collateral: { ...positions.collateral, scaled: collateral },
    debt: { ...positions.debt, scaled: debt },
  };
}

/** Opens the screens of a run. In decimals, and where a rule is no weighted ratio, accounts are looked at one by one. */
export function openScreens<N>(world: World<N>, state: State<N>, screening: Screening): Screens {
  const { positions, scenario } = world;
  if (positions.count === positions.listed) return NO_SCREENS;
  const columns = columnsOf(world, state);
  if (columns === undefined) return closeLook(world);
  const counter: Counter = { evaluations: 0 };
  const open = screening === "ladder" ? ladder : fullScan;
  const isWeighted = (position: number): boolean =>
    at(world.lending, at(positions.market, position)).isWeighted === true;
  const market = (position: number): number => at(positions.market, position);
  const family = familyOf(world);
  const unscreened: number[] = [];
  const everywhere: Basket[] = [];
  let next = positions.listed;
  const byMode = new Map<string | undefined, Basket[]>();
  for (const { eMode, accounts } of scenario.populations ?? []) {
    const all = range(next, next + accounts.count);
    next += accounts.count;
    for (const position of all) if (!isWeighted(position)) unscreened.push(position);
    const baskets = partition(columns, all, market, family);
    everywhere.push(...baskets);
    const judged = baskets.filter(({ accounts: of }) => isWeighted(at(of, 0)));
    byMode.set(eMode, [...(byMode.get(eMode) ?? []), ...judged]);
  }
  const classes = [...byMode].map(([eMode, baskets]): Class => ({ eMode, screen: open(columns, baskets, counter) }));
  const owned = open(columns, everywhere, counter);
  return {
    counter,
    suspects: (now, then) =>
      [...unscreened, ...classes.flatMap(({ eMode, screen }) => screen.suspects(judgedFactors(now, then, eMode)))].sort(
        (a, b) => a - b,
      ),
    underWater: (now, then) => owned.suspects(ownedFactors(now, then)),
    touch: (position) => {
      for (const { screen } of classes) screen.touch(position);
      owned.touch(position);
    },
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
