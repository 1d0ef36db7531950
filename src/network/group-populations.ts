import { leverageBand } from "../model/leverage-band.js";
import { type NodeKey, nodeKey } from "../model/network.js";
import type { AccountColumns, SlotColumns } from "../model/population.js";
import type { Balance, Id, Literal, Position, Scenario } from "../model/scenario.js";
import { at } from "../numbers/arithmetic.js";

/** Accounts of one population that are reported together. */
export interface AccountGroup {
  readonly key: NodeKey;
  readonly accounts: number;
  /** The group as if it were one position. */
  readonly position: Position;
}

export interface Groups {
  readonly list: readonly AccountGroup[];
  /** Place in `list` of every account, population by population. */
  readonly of: Uint16Array;
}

export const NO_GROUPS: Groups = { list: [], of: new Uint16Array(0) };

/** Units by place of the asset, in the order in which accounts first hold it. */
type Sums = Map<number, { units: number }>;

interface Growing {
  readonly id: Id;
  readonly market: Id;
  readonly population: Id;
  readonly assets: readonly Id[];
  accounts: number;
  readonly collateral: Sums;
  readonly debt: Sums;
}

/** Value of an account's side, USD, and the asset of its largest slot. */
interface Weighed {
  readonly totalUsd: number;
  readonly main: number;
}

function weigh(slots: SlotColumns, account: number, priceUsd: Float64Array): Weighed {
  let [totalUsd, mostUsd, main] = [0, -1, 0];
  for (let slot = at(slots.start, account); slot < at(slots.start, account + 1); slot += 1) {
    const valueUsd = at(slots.units, slot) * at(priceUsd, at(slots.asset, slot));
    totalUsd += valueUsd;
    if (valueUsd > mostUsd) [mostUsd, main] = [valueUsd, at(slots.asset, slot)];
  }
  return { totalUsd, main };
}

function addUnits(to: Sums, slots: SlotColumns, account: number): void {
  for (let slot = at(slots.start, account); slot < at(slots.start, account + 1); slot += 1) {
    const asset = at(slots.asset, slot);
    const units = at(slots.units, slot);
    const sum = to.get(asset);
    if (sum === undefined) to.set(asset, { units });
    else sum.units += units;
  }
}

/** Digits of prices that tell groups apart: runs in doubles and in decimals, which differ in the last one, group alike. */
const DIGITS = 12;

/**
 * Puts the accounts of populations in groups: by population × market × main collateral × leverage band, at `priceUsd`.
 *
 * Leverage is C / (C − D), as in `leverageBand`. A group's balances are the sums of its accounts', in doubles.
 */
export function groupPopulations(scenario: Scenario, priceUsd: (asset: Id) => number): Groups {
  const populations = scenario.populations ?? [];
  if (populations.length === 0) return NO_GROUPS;
  const of = new Uint16Array(populations.reduce((sum, { accounts }) => sum + accounts.count, 0));
  const list: Growing[] = [];
  let next = 0;
  for (const { id, accounts } of populations) {
    const prices = Float64Array.from(accounts.assets, (asset) => Number(priceUsd(asset).toPrecision(DIGITS)));
    const placeOf = groupFinder(id, accounts, list);
    for (let account = 0; account < accounts.count; account += 1, next += 1) {
      const { totalUsd, main } = weigh(accounts.collateral, account, prices);
      const band = leverageBand(totalUsd, weigh(accounts.debt, account, prices).totalUsd);
      const place = placeOf(at(accounts.market, account), main, band);
      of[next] = place;
      enter(at(list, place), accounts, account);
    }
  }
  return { list: list.map(toGroup), of };
}

/** The place in `list` of a population's group, which is added where there is none yet. */
function groupFinder(population: Id, { markets, assets }: AccountColumns, list: Growing[]) {
  const byBand = new Map<string, Map<number, number>>();
  return (inMarket: number, main: number, band: string): number => {
    const places = byBand.get(band) ?? new Map<number, number>();
    const key = inMarket * assets.length + main;
    const known = places.get(key);
    if (known !== undefined) return known;
    const market = at(markets, inMarket);
    const id = `${population}: ${market} ${assets[main] ?? "nothing"} ${band}`;
    const place =
      list.push({ id, market, population, assets, accounts: 0, collateral: new Map(), debt: new Map() }) - 1;
    byBand.set(band, places.set(key, place));
    return place;
  };
}

function enter(group: Growing, { collateral, debt }: AccountColumns, account: number): void {
  group.accounts += 1;
  addUnits(group.collateral, collateral, account);
  addUnits(group.debt, debt, account);
}

function toGroup({ id, market, population, assets, accounts, collateral, debt }: Growing): AccountGroup {
  const balances = (sums: Sums): Balance[] =>
    [...sums].map(([asset, { units }]) => ({ asset: at(assets, asset), units: String(units) as Literal }));
  const position = { id, market, collateral: balances(collateral), debt: balances(debt), group: population };
  return { key: nodeKey("position", id), accounts, position };
}

/** The scenario with one position for every group in place of its populations: what graph, report and figures show. */
export function withGroups(scenario: Scenario, groups: Groups): Scenario {
  const { populations, ...rest } = scenario;
  if (populations === undefined) return scenario;
  return { ...rest, positions: [...rest.positions, ...groups.list.map(({ position }) => position)] };
}
