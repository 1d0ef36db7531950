import { type Command, Option } from "commander";
import { drawings, type WidthMm } from "../drawings.js";
import { writeResults } from "../results-folder.js";
import type { Session } from "../session.js";
import { storedRun } from "../stored-run.js";

interface MapOptions {
  readonly width: "183" | "89";
  readonly json?: true;
}

export function addMap(root: Command, { terminal }: Session): void {
  root
    .command("map")
    .description("draw the figures of a results folder again, from what the run left there")
    .argument("<folder>", "results folder of an earlier run")
    .addOption(
      new Option("--width <mm>", "width of the map: two columns of a journal, or one")
        .choices(["183", "89"])
        .default("183"),
    )
    .option("--json", "print the names of the files as JSON")
    .action(async (folder: string, { width, json }: MapOptions) => {
      const widthMm: WidthMm = width === "89" ? 89 : 183;
      const files = await drawings(await storedRun(folder), widthMm);
      await writeResults(folder, files);
      const names = [...files.keys()];
      terminal.print(json ? JSON.stringify({ folder, files: names }, undefined, 2) : `${folder}: ${names.join(", ")}`);
    });
}
