// `npm start`: sets up what is missing, then runs a bundled scenario. `npm start -- FILE …` runs another.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { ensureBuilt, ensureInstalled, requireNode, root, runNode } from "./setup.mjs";

const SCENARIO = "xusd-deusd-november-2025.yaml";

requireNode();
ensureInstalled();
ensureBuilt();

const given = process.argv.slice(2);
const bundled = readdirSync(join(root, "scenarios")).find((name) => name.endsWith(SCENARIO));
if (given.length === 0 && bundled === undefined) {
  console.error(`spillover: scenarios/ holds no file that ends in ${SCENARIO}.`);
  process.exit(1);
}
const args = given.length > 0 ? given : [join("scenarios", bundled), "--out", join("results", "xusd")];
process.exit(runNode(join("dist", "cli", "main.js"), "run", ...args).status ?? 1);
