import { rmSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { describeSystemError, InputError, isSystemError } from "./exit.js";

/** A file that a results folder is to hold: its name and what is in it. */
export type ResultFile = readonly [string, string | Uint8Array];

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
 * Writes all files, each whole or not at all, and says their names: first to a folder beside, then moved into place. Interrupted, it
 * leaves the results folder as it was, or with some files of the old result and some of the new, but no torn one. Throws `InputError`
 * where the folder cannot be written; an error of making a file passes as it is.
 */
export async function writeResults(
  folder: string,
  files: Iterable<ResultFile> | AsyncIterable<ResultFile>,
): Promise<readonly string[]> {
  const target = resolve(folder);
  const beside = await asWriting(folder, () => folderBeside(target));
  const interrupt = (): void => {
    rmSync(beside, { recursive: true, force: true });
    process.exit(130);
  };
  process.once("SIGINT", interrupt);
  const names: string[] = [];
  try {
    for await (const [name, content] of files) {
      await asWriting(folder, () => writeFile(join(beside, name), content));
      names.push(name);
    }
    await asWriting(folder, () => moveInto(target, beside, names));
    return names;
  } finally {
    process.removeListener("SIGINT", interrupt);
    await rm(beside, { recursive: true, force: true });
  }
}

/** Does what writes, and tells what the file system refuses as a fault of the results folder. */
async function asWriting<T>(folder: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (isSystemError(error))
      throw new InputError(`The results cannot be written. ${describeSystemError(error, folder)}.`);
    throw error;
  }
}

async function folderBeside(target: string): Promise<string> {
  await mkdir(dirname(target), { recursive: true });
  return mkdtemp(join(dirname(target), `.${basename(target)}-`));
}

async function moveInto(target: string, beside: string, names: readonly string[]): Promise<void> {
  await mkdir(target, { recursive: true });
  for (const name of names) await rename(join(beside, name), join(target, name));
}
