import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Command, Option } from "commander";
import { ResultFormatError, readResult, type StoredResult } from "../../exports/index.js";
import { drawings, type WidthMm } from "../drawings.js";
import { InputError, isSystemError } from "../exit.js";
import { writeResults } from "../results-folder.js";
import type { Session } from "../session.js";

interface MapOptions {
  readonly width: "183" | "89";
  readonly json?: true;
}

async function storedResult(folder: string): Promise<StoredResult> {
  const path = join(folder, "result.json");
  try {
    return readResult(await readFile(path, "utf8"));
  } catch (error) {
    if (error instanceof ResultFormatError) throw new InputError(`${path}: ${error.message}`);
    if (isSystemError(error)) throw new InputError(`${folder} is no results folder: it holds no result.json to read.`);
    throw error;
  }
}

export function addMap(root: Command, { terminal }: Session): void {
  root
    .command("map")
    .description("draw the figures of a results folder again, from its result.json")
    .argument("<folder>", "results folder of an earlier run")
    .addOption(
      new Option("--width <mm>", "width of the map: two columns of a journal, or one")
        .choices(["183", "89"])
        .default("183"),
    )
    .option("--json", "print the names of the files as JSON")
    .action(async (folder: string, { width, json }: MapOptions) => {
      const widthMm: WidthMm = width === "89" ? 89 : 183;
      const files = await drawings(await storedResult(folder), widthMm);
      await writeResults(folder, files);
      const names = [...files.keys()];
      terminal.print(json ? JSON.stringify({ folder, files: names }, undefined, 2) : `${folder}: ${names.join(", ")}`);
    });
}
