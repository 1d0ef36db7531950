import type { Command } from "commander";
import { scenarioJsonSchema } from "../../scenario/index.js";
import type { Session } from "../session.js";

export function addSchema(root: Command, { terminal }: Session): void {
  root
    .command("schema")
    .description("print the JSON Schema of scenario files, for editors that complete and check")
    .option("--json", "accepted for symmetry: the schema is JSON either way")
    .action(() => terminal.print(JSON.stringify(scenarioJsonSchema(), undefined, 2)));
}
