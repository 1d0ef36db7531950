import { basename, extname, join } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import { type StudyFormat, studyJson } from "../exports/index.js";
import type { Scene } from "../figures/index.js";
import { inAllFormats } from "./drawings.js";
import { requireResultsFolder, writeResults } from "./results-folder.js";
import type { Session } from "./session.js";

/** Options that every study has. */
export interface StudyOptions {
  readonly out?: string;
  readonly json?: true;
}

export const addStudyOptions = (command: Command, name: string): Command =>
  command
    .option("--out <folder>", `where the results go (default: results/<name of the file>-${name})`)
    .option("--json", `print ${name}.json instead of the tables`);

/** A study as it is to be written and printed. */
export interface WrittenStudy {
  readonly name: string;
  readonly format: StudyFormat;
  readonly study: Parameters<typeof studyJson>[1];
  readonly tables: ReadonlyMap<string, string>;
  readonly scene: Scene;
  /** For a person. */
  readonly text: string;
}

/** The folder for the results of a study of a file; refused where it holds something else. */
export async function studyFolder(file: string, name: string, { out }: StudyOptions): Promise<string> {
  const folder = out ?? join("results", `${basename(file, extname(file))}-${name}`);
  await requireResultsFolder(folder, `${name}.json`);
  return folder;
}

/** Leaves JSON, tables and figure in the folder, and prints what was asked for. */
export async function leaveStudy(
  { name, format, study, tables, scene, text }: WrittenStudy,
  folder: string,
  { json }: StudyOptions,
  { terminal, version }: Session,
): Promise<void> {
  terminal.progress("drawing …");
  const whole = studyJson(format, study, version);
  const files = new Map<string, string | Uint8Array>([
    [`${name}.json`, whole],
    ...tables,
    ...(await inAllFormats(name, scene)),
  ]);
  await writeResults(folder, files);
  terminal.progress("");
  terminal.print(json ? whole.trimEnd() : `${text}\n\nFiles in ${folder}: ${[...files.keys()].join(", ")}`);
}

export const collected = (text: string, earlier: readonly string[] = []): readonly string[] => [...earlier, text];

/** "5%" → 0.05, "0.05" → 0.05. */
export function readShare(text: string): number {
  const [, digits, percent] = /^([+-]?\d+(?:\.\d+)?)(%?)$/.exec(text.trim()) ?? [];
  if (digits === undefined) throw new InvalidArgumentError("A share is written 5% or 0.05.");
  return percent === "%" ? Number(digits) / 100 : Number(digits);
}

/** A share above 0, up to 100 %. */
export function readPart(text: string): number {
  const share = readShare(text);
  if (share > 0 && share <= 1) return share;
  throw new InvalidArgumentError("It is above 0 and at most 100%.");
}

/** A whole number from `least` to `most`. */
export const readCount =
  (least: number, most: number) =>
  (text: string): number => {
    const count = Number(text);
    if (/^\d+$/.test(text) && count >= least && count <= most) return count;
    throw new InvalidArgumentError(`It is a whole number from ${least} to ${most}.`);
  };
