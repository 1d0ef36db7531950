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

interface Growing {
  readonly id: Id;
  readonly market: Id;
  readonly population: Id;
  accounts: number;
  readonly collateral: Map<Id, number>;
  readonly debt: Map<Id, number>;
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

function addUnits(to: Map<Id, number>, slots: SlotColumns, account: number, assets: readonly Id[]): void {
  for (let slot = at(slots.start, account); slot < at(slots.start, account + 1); slot += 1) {
    const asset = at(assets, at(slots.asset, slot));
    to.set(asset, (to.get(asset) ?? 0) + at(slots.units, slot));
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
  const places = new Map<string, number>();
  let next = 0;
  const placeOf = (population: Id, market: Id, collateral: Id, band: string): number => {
    const id = `${population}: ${market} ${collateral} ${band}`;
    const known = places.get(id);
    if (known !== undefined) return known;
    const place = list.push({ id, market, population, accounts: 0, collateral: new Map(), debt: new Map() }) - 1;
    places.set(id, place);
    return place;
  };
  for (const { id, accounts } of populations) {
    const prices = Float64Array.from(accounts.assets, (asset) => Number(priceUsd(asset).toPrecision(DIGITS)));
    for (let account = 0; account < accounts.count; account += 1, next += 1) {
      const { totalUsd, main } = weigh(accounts.collateral, account, prices);
      const band = leverageBand(totalUsd, weigh(accounts.debt, account, prices).totalUsd);
      const market = at(accounts.markets, at(accounts.market, account));
      const place = placeOf(id, market, accounts.assets[main] ?? "nothing", band);
      of[next] = place;
      enter(at(list, place), accounts, account);
    }
  }
  return { list: list.map(toGroup), of };
}

function enter(group: Growing, { collateral, debt, assets }: AccountColumns, account: number): void {
  group.accounts += 1;
  addUnits(group.collateral, collateral, account, assets);
  addUnits(group.debt, debt, account, assets);
}

function toGroup({ id, market, population, accounts, collateral, debt }: Growing): AccountGroup {
  const balances = (units: ReadonlyMap<Id, number>): Balance[] =>
    [...units].map(([asset, amount]) => ({ asset, units: String(amount) as Literal }));
  const position = { id, market, collateral: balances(collateral), debt: balances(debt), group: population };
  return { key: nodeKey("position", id), accounts, position };
}

/** The scenario with one position for every group in place of its populations: what graph, report and figures show. */
export function withGroups(scenario: Scenario, groups: Groups): Scenario {
  const { populations, ...rest } = scenario;
  if (populations === undefined) return scenario;
  return { ...rest, positions: [...rest.positions, ...groups.list.map(({ position }) => position)] };
}
