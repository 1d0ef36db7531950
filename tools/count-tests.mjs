// Prints "N passed, N failed" from the file that vitest's json reporter wrote. A test file that did not load counts as one failure.
import { readFileSync } from "node:fs";

const report = JSON.parse(readFileSync(process.argv[2], "utf8"));
const unloaded = report.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
console.log(`${report.numPassedTests} passed, ${report.numFailedTests + unloaded.length} failed`);
