import { dirname } from "node:path";
import type { Id, Market, Scenario } from "../model/scenario.js";
import { buildScenario, completeMarket, completeOracles, type ScenarioParts } from "./build.js";
import { applyChanges, atChanges, type Change } from "./changes.js";
import { checkHalfRead } from "./checks/half-read.js";
import { checkMeaning } from "./checks/index.js";
import { addPopulations, populationBalances } from "./checks/population-balances.js";
import { readDocument, type SourceDocument } from "./document.js";
import { type Draft, readDraft } from "./draft.js";
import { ScenarioError } from "./errors.js";
import { countTaken, type Taken } from "./expand/caps.js";
import { expandPositions, type Surroundings } from "./expand/positions.js";
import { openingPrices } from "./expand/prices.js";
import { readAccounts, type Table } from "./expand/table.js";
import { type AccountsReader, readPopulations } from "./populations.js";
import { gatherProblems, type Problems, placeOf, type Report } from "./problems.js";

export interface ScenarioFiles {
  /** The scenario's file, as messages should name it. */
  readonly path: string;
  /** The text of a table beside the scenario; rejects when there is none. */
  readonly readTable: (name: string) => Promise<string>;
  /** Large tables; absent: there are none to be had. */
  readonly readAccounts?: AccountsReader;
  /** In place of the seed that the file states. */
  readonly seed?: number;
  /** In place of values that the file states. */
  readonly changes?: readonly Change[];
}

const withSeed = (draft: Draft, seed: number | undefined): Draft =>
  seed === undefined || draft.settings === undefined ? draft : { ...draft, settings: { ...draft.settings, seed } };

/**
 * Reads a scenario from text: YAML or JSON, tables through `readTable`.
 *
 * Throws `ScenarioError` with everything that is wrong.
 */
export async function parseScenario(text: string, files: ScenarioFiles): Promise<Scenario> {
  const document = readDocument(text);
  const problems = gatherProblems(files.path, document);
  if (document.tree === undefined) throw new ScenarioError(problems.issues());
  const { draft, ...parts } = await readParts(document, files, problems.report);
  for (let copy = 1; copy < document.copies.most; copy += 1) await readCopy(readDocument(text, copy), files, problems);
  const issues = problems.issues();
  if (issues.length > 0 || draft.settings === undefined) throw new ScenarioError(issues);
  return buildScenario(draft, draft.settings, parts);
}

/** Checks what is under keys that are there more than once in another of their copies. */
async function readCopy(document: SourceDocument, files: ScenarioFiles, problems: Problems): Promise<void> {
  const { kept } = document.copies;
  if (document.tree === undefined) return;
  await readParts(document, files, (problem) => {
    const isInCopy = kept.some((path) => path.every((step, i) => step === problem.path[i]));
    if (isInCopy)
      problems.report({ ...problem, elsewhere: problem.elsewhere ?? placeOf(problem, document, files.path) });
  });
}

async function readParts(
  document: SourceDocument,
  files: ScenarioFiles,
  into: Report,
): Promise<{ readonly draft: Draft } & ScenarioParts> {
  const changes = files.changes ?? [];
  const report = atChanges(into, files.path, document.tree, changes);
  const tree = applyChanges(document.tree, changes, report);
  const draft = withSeed(readDraft(tree, report), files.seed);
  checkHalfRead(tree, draft, report);
  const tables = await readTables(draft, files, report);
  const markets = [...draft.sections.markets].map(([id, market]) => completeMarket(id, market));
  const oracles = completeOracles(draft.sections.oracles, markets);
  const byId = new Map(markets.map((market) => [market.id, market]));
  const { path, readAccounts } = files;
  const reader = readAccounts === undefined ? {} : { readAccounts };
  const populations = await readPopulations({ draft, markets: byId, path, ...reader }, report);
  const balances = populationBalances(populations, byId);
  const around: Surroundings = {
    seed: draft.settings?.seed ?? 1,
    markets: byId,
    prices: openingPrices(draft.sections.assets, oracles),
    tables,
    taken: addPopulations(takenByVaults(draft, byId), balances),
    isAsset: (id: Id) => draft.sections.assets.has(id),
    report,
  };
  const expanded = expandPositions(draft.positions, around);
  checkMeaning(
    { folder: dirname(path), draft, oracles, markets: byId, tables, expanded, populations: balances },
    report,
  );
  return { draft, oracles, markets, positions: [...expanded.values()].flat(), populations };
}

/** What vaults have supplied, before any account is expanded. */
function takenByVaults({ sections }: Draft, markets: ReadonlyMap<Id, Market>): Taken {
  const taken = countTaken(markets);
  for (const { asset, supplies } of sections.vaults.values())
    for (const { market, units } of supplies) taken.add({ market, collateral: [{ asset, units }], debt: [] });
  return taken;
}

async function readTables(draft: Draft, files: ScenarioFiles, report: Report): Promise<ReadonlyMap<Id, Table>> {
  const tables = new Map<Id, Table>();
  for (const { form, id, entry } of draft.positions) {
    if (form !== "table") continue;
    const text = await files.readTable(entry.table).catch((error: unknown) => {
      const reason = error instanceof Error && "code" in error ? ` (${error.code})` : "";
      const found = `"${entry.table}" cannot be read${reason}`;
      report({ path: ["positions", id, "table"], found, expected: "a CSV file beside the scenario" });
    });
    if (text !== undefined) tables.set(id, readAccounts(text, entry.columns));
  }
  return tables;
}
