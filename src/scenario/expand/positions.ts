import type { Id, Market, Position } from "../../model/scenario.js";
import { Decimal } from "../../numbers/decimal.js";
import { toDecimal, toLiteral, toShortLiteral } from "../amounts.js";
import type { Path } from "../document.js";
import type { DraftPosition } from "../draft.js";
import type { Report } from "../problems.js";
import type { AccountGroup, LoopGroup, LoopPosition, TableGroup } from "../schema/positions.js";
import { leverageAtCaps, type Taken } from "./caps.js";
import { drawMany } from "./distributions.js";
import { isReachable, ltvLimit, statedLeverage } from "./leverage.js";
import { expandPerp, expandPerps } from "./perps.js";
import type { OpeningPrices } from "./prices.js";
import type { Table } from "./table.js";

/** What expansion looks things up in. */
export interface Surroundings {
  readonly seed: number;
  readonly markets: ReadonlyMap<Id, Market>;
  readonly prices: OpeningPrices;
  readonly tables: ReadonlyMap<Id, Table>;
  /** What the accounts expanded so far take up of their markets. */
  readonly taken: Taken;
  /** Whether an asset has been declared: if not, that has been reported. */
  readonly isAsset: (id: Id) => boolean;
  readonly report: Report;
}

const stopsAtCaps = (draft: DraftPosition): boolean =>
  (draft.form === "loop" || draft.form === "loops") && draft.entry.loop.stopAtCaps === true;

/** All entries under `positions`, in order; those that end at caps are worked out after all others. */
export function expandPositions(
  drafts: readonly DraftPosition[],
  around: Surroundings,
): ReadonlyMap<DraftPosition, readonly Position[]> {
  const found = new Map<DraftPosition, readonly Position[]>();
  for (const draft of drafts.filter((each) => !stopsAtCaps(each))) {
    const accounts = expandPosition(draft, around);
    for (const account of accounts) around.taken.add(account);
    found.set(draft, accounts);
  }
  for (const draft of drafts.filter(stopsAtCaps)) found.set(draft, expandPosition(draft, around));
  return new Map(drafts.map((draft) => [draft, found.get(draft) ?? []]));
}

/** The accounts that an entry under `positions` stands for. */
export function expandPosition(draft: DraftPosition, around: Surroundings): readonly Position[] {
  switch (draft.form) {
    case "account":
      return [{ id: draft.id, ...draft.entry }];
    case "loop":
      return expandLoop(draft.id, draft.entry, around);
    case "loops":
      return expandLoops(draft.id, draft.entry, around);
    case "accounts":
      return expandAccounts(draft.id, draft.entry, around);
    case "perp":
      return expandPerp(draft.id, draft.entry, around);
    case "perps":
      return expandPerps(draft.id, draft.entry, around);
    case "table":
      return expandTable(draft.id, draft.entry, around.tables.get(draft.id));
  }
}

function expandLoop(id: Id, { loop, ...rest }: LoopPosition, around: Surroundings): Position[] {
  const path = ["positions", id, "loop"];
  const leverage = statedLeverage(loop, path, around.report);
  const worth = unitsOfDebt(loop, path, around);
  if (leverage === undefined || worth === undefined) return [];
  const limit = limitOf(rest.market, loop.supply, rest.eMode, around);
  if (loop.ltv !== undefined && limit !== undefined && toDecimal(loop.ltv).gt(limit)) {
    const expected = `${limit} or less, the market's LTV limit`;
    around.report({ path: [...path, "ltv"], found: `found an LTV of ${loop.ltv} in every round`, expected });
    return [];
  }
  const at = loop.targetLeverage === undefined ? path : [...path, "targetLeverage"];
  if (!isReachable(leverage, limit, at, around.report)) return [];
  const equity = toDecimal(loop.equityUnits);
  const reached = leverageReached(loop, rest.market, equity, leverage, worth, path, around);
  if (reached === undefined) return [];
  const account = { id, ...rest, ...loopBalances(loop, equity, reached, worth, toLiteral) };
  if (loop.stopAtCaps === true) around.taken.add(account);
  return [account];
}

function expandLoops(group: Id, { loop, count, totalUnits, ...rest }: LoopGroup, around: Surroundings): Position[] {
  const path = ["positions", group, "loop"];
  const draw = (key: "equityUnits" | "targetLeverage") =>
    drawMany(loop[key], { seed: around.seed, stream: `${group}.${key}`, count }, [...path, key], around.report);
  const equities = draw("equityUnits");
  const leverages = draw("targetLeverage");
  const worth = unitsOfDebt(loop, path, around);
  if (equities === undefined || leverages === undefined || worth === undefined) return [];
  const limit = limitOf(rest.market, loop.supply, rest.eMode, around);
  const extremes = [Decimal.min(...leverages), Decimal.max(...leverages)];
  if (!extremes.every((leverage) => isReachable(leverage, limit, [...path, "targetLeverage"], around.report)))
    return [];
  const collateral = equities.map((equity, i) => equity.times(leverages[i] ?? 1));
  const scale = scaleTo(totalUnits, collateral);
  return equities.flatMap((drawn, i) => {
    const equity = drawn.times(scale);
    const asked = leverages[i] ?? new Decimal(1);
    const reached = leverageReached(loop, rest.market, equity, asked, worth, path, around);
    if (reached === undefined) return [];
    const balances = loopBalances(loop, equity, reached, worth, toShortLiteral);
    const account = { id: memberId(group, i, count), ...rest, group, ...balances };
    if (loop.stopAtCaps === true) around.taken.add(account);
    return [account];
  });
}

/** How far a loop gets: as far as it asks to, or to the first cap where it stops there; undefined, and reported, if not even its equity fits. */
function leverageReached(
  { supply, borrow, stopAtCaps }: LoopAssets & { readonly stopAtCaps?: boolean },
  marketId: Id,
  equity: Decimal,
  leverage: Decimal,
  worth: Decimal,
  path: Path,
  { markets, taken, report }: Surroundings,
): Decimal | undefined {
  const market = markets.get(marketId);
  if (stopAtCaps !== true || market === undefined || equity.isZero()) return leverage;
  const limit = leverageAtCaps({ market, supply, borrow, equity, worth }, taken);
  if (limit === undefined || limit.gte(leverage)) return leverage;
  if (limit.gte(1)) return limit;
  const found = `found ${equity.toSignificantDigits(8)} ${supply} of equity, more than the cap leaves room for`;
  report({ path, found, expected: `at most ${limit.times(equity).toSignificantDigits(8)} ${supply}`, atKey: true });
  return undefined;
}

function expandAccounts(group: Id, entry: AccountGroup, around: Surroundings): Position[] {
  const { collateral, debt, count, totalUnits, ...rest } = entry;
  const path = ["positions", group];
  const draw = (distribution: AccountGroup["debt"]["ltv"], side: "collateral" | "debt", key: "units" | "ltv") =>
    drawMany(
      distribution,
      { seed: around.seed, stream: `${group}.${key}`, count },
      [...path, side, key],
      around.report,
    );
  const units = draw(collateral.units, "collateral", "units");
  const ltvs = draw(debt.ltv, "debt", "ltv");
  const market = around.markets.get(rest.market);
  if (units === undefined || ltvs === undefined || market === undefined) return [];
  if (ltvs.some((ltv) => ltv.lt(0)) || units.some((drawn) => drawn.lt(0))) {
    const expected = "values of 0 or more only; give the distribution a `min`";
    around.report({ path, found: "found distributions that reach below 0", expected, atKey: true });
    return [];
  }
  const collateralUsd = around.prices.oracleUsd(market, collateral.asset);
  const debtUsd = around.prices.oracleUsd(market, debt.asset);
  const isKnown = collateralUsd !== undefined && debtUsd !== undefined && !debtUsd.isZero();
  if (!isKnown) {
    const hasOracles = around.isAsset(collateral.asset) && around.isAsset(debt.asset);
    if (hasOracles) reportNoPrice([...path, "debt", "ltv"], "oracle prices of both assets", around.report);
    return [];
  }
  const scale = scaleTo(totalUnits, units);
  return units.map((drawn, i) => {
    const posted = drawn.times(scale);
    const owed = posted
      .times(collateralUsd)
      .times(ltvs[i] ?? 0)
      .div(debtUsd);
    return {
      id: memberId(group, i, count),
      ...rest,
      group,
      collateral: [{ asset: collateral.asset, units: toShortLiteral(posted) }],
      debt: [{ asset: debt.asset, units: toShortLiteral(owed) }],
    };
  });
}

function expandTable(group: Id, entry: TableGroup, table: Table | undefined): Position[] {
  const { table: _, columns: __, ...rest } = entry;
  const rows = table?.rows ?? [];
  return rows.map(({ row, id, ...account }, i) => ({
    id: id ?? memberId(group, i, rows.length),
    ...rest,
    ...account,
    group,
  }));
}

interface LoopAssets {
  readonly supply: Id;
  readonly borrow: Id;
}

/** Units of the borrowed asset that one unit of the supplied asset is worth at the start's market prices. */
function unitsOfDebt({ supply, borrow }: LoopAssets, path: Path, around: Surroundings): Decimal | undefined {
  const supplyUsd = around.prices.marketUsd(supply);
  const borrowUsd = around.prices.marketUsd(borrow);
  if (supplyUsd !== undefined && borrowUsd !== undefined && !borrowUsd.isZero()) return supplyUsd.div(borrowUsd);
  if (around.isAsset(supply) && around.isAsset(borrow)) reportNoPrice(path, "a priceUsd of both assets", around.report);
  return undefined;
}

const reportNoPrice = (path: Path, expected: string, report: Report): void =>
  report({
    path,
    found: "found no price to size the debt by",
    expected: `${expected}, above 0, known at the start`,
    atKey: true,
  });

/** Collateral = E·L; debt = E·(L − 1), turned into units of the borrowed asset. */
const loopBalances = (
  { supply, borrow }: LoopAssets,
  equity: Decimal,
  leverage: Decimal,
  worth: Decimal,
  literal: typeof toLiteral,
) => ({
  collateral: [{ asset: supply, units: literal(equity.times(leverage)) }],
  debt: [{ asset: borrow, units: literal(equity.times(leverage.minus(1)).times(worth)) }],
});

function limitOf(market: Id, asset: Id, eMode: Id | undefined, around: Surroundings) {
  const found = around.markets.get(market);
  return found === undefined ? undefined : ltvLimit(found, asset, eMode);
}

function scaleTo(total: string | undefined, units: readonly Decimal[]): Decimal {
  const sum = units.reduce((a, b) => a.plus(b), new Decimal(0));
  return total === undefined || sum.isZero() ? new Decimal(1) : new Decimal(total).div(sum);
}

/** "loopers#0007": numbered from 1, wide enough to sort. */
const memberId = (group: Id, index: number, count: number): Id =>
  `${group}#${String(index + 1).padStart(Math.max(4, String(count).length), "0")}`;
