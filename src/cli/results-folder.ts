import { rmSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { describeSystemError, InputError, isSystemError } from "./exit.js";

/** By name, what a results folder is to hold. */
export type ResultFiles = ReadonlyMap<string, string | Uint8Array>;

async function filesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isSystemError(error) && error.code === "ENOENT") return [];
    throw error;
  }
}

/** Refuses a folder that holds something other than an earlier result, which is known by the file it always leaves. */
export async function requireResultsFolder(folder: string, mark = "result.json"): Promise<void> {
  const names = await filesIn(folder);
  if (names.length === 0 || names.includes(mark)) return;
  throw new InputError(
    `${folder} holds files that are no earlier result (${names.slice(0, 3).join(", ")}${names.length > 3 ? ", …" : ""}). ` +
      "Name another folder with --out, or empty this one.",
  );
}

/**
 * Writes all files, each whole or not at all: first to a folder beside, then moved into place. Interrupted, it leaves the results
 * folder as it was, or with some files of the old result and some of the new, but no torn one.
 */
export async function writeResults(folder: string, files: ResultFiles): Promise<void> {
  try {
    await writeBeside(resolve(folder), files);
  } catch (error) {
    if (isSystemError(error))
      throw new InputError(`The results cannot be written. ${describeSystemError(error, folder)}.`);
    throw error;
  }
}

async function writeBeside(target: string, files: ResultFiles): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  const beside = await mkdtemp(join(dirname(target), `.${basename(target)}-`));
  const interrupt = (): void => {
    rmSync(beside, { recursive: true, force: true });
    process.exit(130);
  };
  process.once("SIGINT", interrupt);
  try {
    for (const [name, content] of files) await writeFile(join(beside, name), content);
    await mkdir(target, { recursive: true });
    for (const name of files.keys()) await rename(join(beside, name), join(target, name));
  } finally {
    process.removeListener("SIGINT", interrupt);
    await rm(beside, { recursive: true, force: true });
  }
}
