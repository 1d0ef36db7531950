import { runConformance } from "./conformance.js";
import { adapters } from "./registry.js";

process.exitCode = await runConformance(process.argv.slice(2), adapters, (line) => console.log(line));
