import type { AccountColumns, Market, Population, Position, SlotColumns } from "../../../src/model/scenario.js";
import { type Draws, literal } from "../draws.js";

/** What accounts of a market may hold and owe, by the price they are sized at. */
export interface Menu {
  readonly market: Market["id"];
  readonly eMode?: string;
  /** Share of its value that each may back. */
  readonly collateral: Readonly<Record<string, number>>;
  readonly debt: readonly string[];
  /** Whether an account has one collateral and one debt. */
  readonly isPair: boolean;
}

export interface Size {
  readonly count: number;
  readonly totalUsd: number;
  /** Health that an account opens with. */
  readonly health: (d: Draws) => number;
}

type Row = Readonly<Record<"collateral" | "debt", readonly (readonly [asset: string, units: number])[]>>;

/** One account in twenty lies within 2 % of its threshold, now and then below it. */
export const mostlySafe = (d: Draws): number =>
  d.chance(0.002) ? d.between(0.97, 1) : d.chance(0.05) ? 1 + d.between(1e-6, 0.02) : d.between(1.02, 7);

function drawnRow(d: Draws, menu: Menu, pricesUsd: Readonly<Record<string, number>>, size: Size): Row {
  const price = (asset: string): number => pricesUsd[asset] ?? 1;
  const assets = Object.keys(menu.collateral);
  const held = new Set([d.pick(assets)]);
  while (!menu.isPair && d.chance(0.4)) held.add(d.pick(assets));
  const borrowable = menu.debt.filter((asset) => !held.has(asset));
  if (borrowable.length === 0) return drawnRow(d, menu, pricesUsd, size);
  const owed = new Set([d.pick(borrowable)]);
  if (!menu.isPair && d.chance(0.2)) owed.add(d.pick(borrowable));
  const sizeUsd = (size.totalUsd / size.count) * 10 ** d.between(-1.5, 1);
  // No two parts of an account are alike: of two that are, the order in the file decides.
  const heldUsd = split(sizeUsd, [...held]);
  const backed = heldUsd.reduce((sum, [asset, usd]) => sum + usd * (menu.collateral[asset] ?? 0), 0);
  const owedUsd = split(backed / size.health(d), [...owed]);
  return {
    collateral: heldUsd.map(([asset, usd]) => [asset, usd / price(asset)]),
    debt: owedUsd.map(([asset, usd]) => [asset, usd / price(asset)]),
  };
}

/** A value in parts of 3 : 4 : 5 … */
function split(usd: number, assets: readonly string[]): readonly (readonly [asset: string, usd: number])[] {
  const weights = assets.map((_, i) => i + 3);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return assets.map((asset, i) => [asset, (usd * (i + 3)) / all]);
}

function packed(rows: readonly Row[], side: keyof Row, assets: readonly string[]): SlotColumns {
  const lists = rows.map(({ [side]: list }) => list);
  const start = new Uint32Array(rows.length + 1);
  lists.forEach((list, i) => {
    start[i + 1] = (start[i] ?? 0) + list.length;
  });
  const all = lists.flat();
  return {
    start,
    asset: Uint16Array.from(all, ([asset]) => assets.indexOf(asset)),
    units: Float64Array.from(all, ([, units]) => units),
  };
}

/** `count` accounts over the markets of these menus, in columns. */
export function randomAccounts(
  d: Draws,
  id: string,
  menus: readonly Menu[],
  pricesUsd: Readonly<Record<string, number>>,
  size: Size,
): Population {
  const { count } = size;
  const picks = Array.from({ length: count }, () => d.pick(menus));
  const rows = picks.map((menu) => drawnRow(d, menu, pricesUsd, size));
  const assets = Object.keys(pricesUsd);
  const markets = [...new Set(menus.map(({ market }) => market))];
  const accounts: AccountColumns = {
    ...{ count, markets, assets, market: Uint16Array.from(picks, ({ market }) => markets.indexOf(market)) },
    ...{ collateral: packed(rows, "collateral", assets), debt: packed(rows, "debt", assets) },
  };
  const eMode = menus[0]?.eMode;
  return { id, accounts, ...(eMode === undefined ? {} : { eMode }) };
}

/** The same accounts as a scenario lists them, one by one. */
export function randomPositions(
  d: Draws,
  menus: readonly Menu[],
  pricesUsd: Readonly<Record<string, number>>,
  size: Size,
): Position[] {
  const listed = (list: Row["debt"]) => list.map(([asset, units]) => ({ asset, units: literal(units) }));
  return Array.from({ length: size.count }, (_, i): Position => {
    const menu = d.pick(menus);
    const { collateral, debt } = drawnRow(d, menu, pricesUsd, size);
    const eMode = menu.eMode === undefined ? {} : { eMode: menu.eMode };
    return { id: `p${i}`, market: menu.market, ...eMode, collateral: listed(collateral), debt: listed(debt) };
  });
}
