import { isPooled, keptAssets, lentAssets } from "../../model/reserves.js";
import type { Id, Market, Position } from "../../model/scenario.js";
import type { Path } from "../document.js";
import type { Draft, DraftPosition } from "../draft.js";
import type { Table } from "../expand/table.js";
import type { Problem, Report } from "../problems.js";
import { suggestion } from "../suggest.js";
import { assetsNamed, type NamedAsset } from "./references.js";

/** Checks that every account fits the market that it is in. */
export function checkPositions(
  draft: Draft,
  markets: ReadonlyMap<Id, Market>,
  tables: ReadonlyMap<Id, Table>,
  report: Report,
): void {
  for (const position of draft.positions) {
    const { id, form, entry } = position;
    const path = ["positions", id];
    if (form === "account" && entry.collateral.length + entry.debt.length === 0) {
      const expected = "units under at least one of them";
      report({ path, found: "found neither collateral nor debt", expected, atKey: true });
    }
    const market = markets.get(entry.market);
    if (market === undefined || form === "perp" || form === "perps") continue;
    checkEMode([...path, "eMode"], market, entry.eMode, report);
    for (const named of assetsNamed(position, tables.get(id))) {
      if (!draft.sections.assets.has(named.asset)) continue;
      checkFit([...path, ...named.at], named, market, entry.eMode, report);
    }
  }
}

function checkEMode(path: Path, market: Market, eMode: Id | undefined, report: Report): void {
  if (eMode === undefined) return;
  const modes = market.kind === "aave-v3" ? market.eModes.map(({ id }) => id) : [];
  if (modes.includes(eMode)) return;
  const fix = suggestion(eMode, modes, `e-modes of "${market.id}"`);
  report({ path, found: `"${eMode}" is not defined`, expected: `an e-mode of "${market.id}"`, fix });
}

function checkFit(
  path: Path,
  { side, asset }: NamedAsset,
  market: Market,
  eMode: Id | undefined,
  report: Report,
): void {
  const atKey = path.at(-1) === asset;
  const taken = acceptedBy(market, side);
  if (!taken.includes(asset)) {
    const verb = side === "debt" ? "lends" : !("reserves" in market) ? "takes as collateral" : "has a reserve of";
    const expected = `what "${market.id}" ${verb}: ${taken.join(", ")}`;
    report({ path, found: `found ${side} in "${asset}"`, expected, atKey });
    return;
  }
  if (!("reserves" in market)) return;
  const mode = market.kind === "aave-v3" ? market.eModes.find(({ id }) => id === eMode) : undefined;
  if (side === "debt") {
    if (mode === undefined || mode.borrowable.includes(asset)) return;
    const expected = `what e-mode "${mode.id}" lets borrow: ${mode.borrowable.join(", ")}`;
    report({ path, found: `found debt in "${asset}"`, expected, atKey });
    return;
  }
  const reserve = market.reserves.find((candidate) => candidate.asset === asset);
  const countsForNow = reserve !== undefined && "ramp" in reserve;
  if (countsForNow || reserve?.liquidationThreshold !== "0" || mode?.collateral.includes(asset)) return;
  const fix = `Give markets.${market.id}.reserves.${asset} ${WORTH_SOMETHING[market.kind]}.`;
  report({
    path,
    found: `"${asset}" counts for nothing here`,
    expected: "an asset accepted as collateral",
    fix,
    atKey,
  });
}

/** Why a market does not take an asset on a side; undefined: it does. */
export function whyRefused(
  market: Market,
  { side, asset }: Omit<NamedAsset, "at">,
  eMode: Id | undefined,
): { readonly found: string; readonly expected: string } | undefined {
  const problems: Problem[] = [];
  checkFit([asset], { side, asset, at: [] }, market, eMode, (problem) => problems.push(problem));
  return problems[0];
}

type PooledKind = Extract<Market, { readonly reserves: readonly unknown[] }>["kind"];

/** What makes a reserve count as collateral, by kind of market. */
const WORTH_SOMETHING = {
  "aave-v3": "an ltv, a liquidationThreshold and a liquidationBonus",
  "aave-v2": "an ltv, a liquidationThreshold and a liquidationBonus",
  "compound-v2": "a collateralFactor",
  euler: "an ltv and a liquidationThreshold",
  custom: "a liquidationThreshold",
} satisfies Record<PooledKind, string>;

const acceptedBy = (market: Market, side: NamedAsset["side"]): readonly Id[] => {
  const taken = side === "debt" || isPooled(market) ? lentAssets(market) : keptAssets(market);
  return taken.map(({ asset }) => asset);
};

/** Accounts by the entry they were expanded from. */
export type Expanded = ReadonlyMap<DraftPosition, readonly Position[]>;

/** Checks that no two accounts have one id, which rows of tables can bring about. */
export function checkDistinct(expanded: Expanded, report: Report): void {
  const seen = new Set<Id>();
  for (const [{ id: entry }, positions] of expanded) {
    const repeated = positions.filter(({ id }) => seen.size === seen.add(id).size);
    const [first] = repeated;
    if (first === undefined) continue;
    const others = repeated.length === 1 ? "" : `, as are ${repeated.length - 1} more`;
    const found = `the id "${first.id}" is taken already${others}`;
    report({ path: ["positions", entry], found, expected: "an id of its own for every account", atKey: true });
  }
}
