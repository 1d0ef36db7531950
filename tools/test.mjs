// `npm test`: sets up what is missing, then runs the tests. Arguments go to vitest: `npm test -- test/numbers`.
import { join } from "node:path";
import { ensureInstalled, requireNode, runNode } from "./setup.mjs";

requireNode();
ensureInstalled();
process.exit(runNode(join("node_modules", "vitest", "vitest.mjs"), "run", ...process.argv.slice(2)).status ?? 1);
