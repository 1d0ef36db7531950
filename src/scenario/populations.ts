import { dirname, join } from "node:path";
import { isPerp } from "../model/perps.js";
import type { Id, Market, Population } from "../model/scenario.js";
import { whyRefused } from "./checks/positions.js";
import { referenceCheck } from "./checks/references.js";
import type { Draft } from "./draft.js";
import type { Report } from "./problems.js";
import type { PopulationEntry } from "./schema/populations.js";
import type { ReadTableOptions } from "./tables/read.js";
import type { AccountTable } from "./tables/sink.js";
import type { BalanceKind, Refusal } from "./tables/words.js";

/** Reads the table of that name beside the scenario; rejects when there is none. */
export type AccountsReader = (name: string, options: ReadTableOptions) => Promise<AccountTable>;

interface Beside {
  readonly draft: Draft;
  readonly markets: ReadonlyMap<Id, Market>;
  /** The scenario's file. */
  readonly path: string;
  /** Absent where there are no files beside the text. */
  readonly readAccounts?: AccountsReader;
}

/** The accounts under `populations`, with everything that is wrong with them reported. */
export async function readPopulations(beside: Beside, report: Report): Promise<readonly Population[]> {
  const refer = referenceCheck(beside.draft, report);
  const read: Population[] = [];
  for (const [id, entry] of beside.draft.sections.populations) {
    refer(["populations", id, "market"], entry.market, "markets");
    refer(["populations", id, "source"], entry.source, "sources");
    checkMode(id, entry, beside.markets, report);
    const table = await readTable(id, entry, beside, report);
    if (table !== undefined) read.push(toPopulation(id, entry, table));
  }
  return read;
}

function toPopulation(
  id: Id,
  { eMode, source, table }: PopulationEntry,
  { accounts, mistakes }: AccountTable,
): Population {
  const { count, listed } = mistakes;
  const first = listed.map(({ row, found, expected }) => `${table}:${row}: ${found}; expected ${expected}`);
  return {
    id,
    ...(eMode === undefined ? {} : { eMode }),
    accounts,
    ...(count === 0 ? {} : { leftOut: { rows: count, first } }),
    ...(source === undefined ? {} : { source }),
  };
}

function checkMode(id: Id, { market, eMode }: PopulationEntry, markets: ReadonlyMap<Id, Market>, report: Report): void {
  if (eMode === undefined) return;
  const found = market === undefined ? undefined : markets.get(market);
  const modes = found?.kind === "aave-v3" ? found.eModes.map((mode) => mode.id) : [];
  if (modes.includes(eMode)) return;
  const expected = `an e-mode of the population's \`market\`${modes.length > 0 ? `: ${modes.join(", ")}` : ""}`;
  report({ path: ["populations", id, "eMode"], found: `"${eMode}" is not defined`, expected });
}

async function readTable(
  id: Id,
  entry: PopulationEntry,
  { draft, markets, path, readAccounts }: Beside,
  report: Report,
): Promise<AccountTable | undefined> {
  const place = ["populations", id, "table"];
  const unreadable = (reason: string) => {
    const found = `"${entry.table}" cannot be read${reason}`;
    report({ path: place, found, expected: "a table beside the scenario" });
    return undefined;
  };
  if (readAccounts === undefined) return unreadable(" without files");
  const table = await readAccounts(entry.table, {
    ...(entry.market === undefined ? {} : { market: entry.market }),
    ...(entry.columns === undefined ? {} : { columns: entry.columns }),
    refuse: refusal(draft, markets, entry.eMode),
    onBadRow: "report",
  }).catch((error: unknown) => {
    if (error instanceof Error && "code" in error) return unreadable(` (${error.code})`);
    throw error;
  });
  if (table === undefined) return undefined;
  const { listed, count } = table.mistakes;
  const hasNone = table.accounts.count === 0;
  if (count === 0 || (entry.onBadRow === "report" && !hasNone)) return table;
  const file = join(dirname(path), entry.table);
  for (const { row, found, expected } of listed)
    report({ path: place, found, expected, elsewhere: { file, line: row, column: 1 } });
  if (count > listed.length) {
    const found = `${count} rows of "${entry.table}" are wrong, of which ${listed.length} are listed`;
    report({ path: place, found, expected: "every row to be readable", fix: "Or set `onBadRow: report`." });
  }
  return undefined;
}

/** Why a market does not take an asset; a market that the file names itself is reported where it stands. */
const refusal =
  (draft: Draft, markets: ReadonlyMap<Id, Market>, eMode: Id | undefined) =>
  ({ market, side, asset }: BalanceKind): Refusal | undefined => {
    if (!draft.sections.assets.has(asset) && !draft.ids("assets").includes(asset))
      return { found: `"${asset}" is not defined`, expected: "an asset of this scenario" };
    const found = markets.get(market);
    if (found !== undefined) return whyNotHeld(found) ?? whyRefused(found, { side, asset }, eMode);
    return draft.ids("markets").includes(market)
      ? undefined
      : { found: `"${market}" is not defined`, expected: "a market of this scenario" };
  };

/** Why a market's accounts cannot be kept as columns of collateral and debt; undefined: they can. */
function whyNotHeld(market: Market): Refusal | undefined {
  const expected = "a market whose accounts are collateral and debt alone; list these under `positions`";
  const refused = (what: string): Refusal => ({ found: `"${market.id}" is ${what}`, expected });
  if (isPerp(market)) return refused("a perpetual venue, whose accounts are sizes and margins");
  if (market.kind === "llamma") return refused("of kind llamma, whose accounts have bands");
  if (market.kind === "liquity-v1" || market.kind === "liquity-v2")
    return refused(`of kind ${market.kind}, whose troves are served in order of their rates and ratios`);
  return undefined;
}
