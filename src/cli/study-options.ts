import { basename, extname, join } from "node:path";
import type { Command } from "commander";
import { type StudyName, studyJson } from "../exports/index.js";
import type { Metadata, Scene } from "../figures/index.js";
import type { Scenario } from "../model/scenario.js";
import { inAllFormats } from "./drawings.js";
import { InputError } from "./exit.js";
import { requireResultsFolder, writeResults } from "./results-folder.js";
import type { Session } from "./session.js";

/** Options that every study has. */
export interface StudyOptions {
  readonly out?: string;
  readonly json?: true;
}

export const addStudyOptions = (command: Command, name: string, json = `${name}.json`): Command =>
  command
    .option("--out <folder>", `where the results go (default: results/<name of the file>-${name})`)
    .option("--json", `print ${json} instead of the tables`);

/** A study as it is to be written and printed. */
export interface WrittenStudy<S extends Parameters<typeof studyJson>[1]> {
  readonly name: StudyName;
  readonly study: S;
  readonly tables: ReadonlyMap<string, string>;
  readonly figure: (study: S, options: { readonly metadata: Metadata }) => Scene;
  /** For a person. */
  readonly text: string;
}

/** Where the results of a study of a file go. */
export const studyPath = (file: string, name: string, { out }: StudyOptions): string =>
  out ?? join("results", `${basename(file, extname(file))}-${name}`);

/** The folder for the results of a study of a file; refused where it holds something else. */
export async function studyFolder(file: string, name: StudyName, options: StudyOptions): Promise<string> {
  const folder = studyPath(file, name, options);
  await requireResultsFolder(folder, `${name}.json`);
  return folder;
}

/** Leaves JSON, tables and figure in the folder, and prints what was asked for. */
export async function leaveStudy<S extends Parameters<typeof studyJson>[1]>(
  { name, study, tables, figure, text }: WrittenStudy<S>,
  folder: string,
  { json }: StudyOptions,
  { terminal, version }: Session,
): Promise<void> {
  terminal.progress("drawing …");
  const { title, scenarioHash } = study;
  const whole = studyJson(name, study, version);
  const files = new Map<string, string | Uint8Array>([
    [`${name}.json`, whole],
    ...tables,
    ...(await inAllFormats(name, figure(study, { metadata: { title, scenarioHash, version } }))),
  ]);
  await writeResults(folder, files);
  terminal.progress("");
  terminal.print(json ? whole.trimEnd() : `${text}\n\nFiles in ${folder}: ${[...files.keys()].join(", ")}`);
}

/** The id that a user named, of those the scenario has. Throws `InputError` with all of them where it is none. */
export function knownId(scenario: Scenario, kind: "assets" | "issuers", id: string): string {
  const known = scenario[kind].map((each) => each.id);
  if (known.includes(id)) return id;
  const those = known.length === 0 ? "it has none" : known.join(", ");
  throw new InputError(`${id} is none of the scenario's ${kind}: ${those}.`);
}
