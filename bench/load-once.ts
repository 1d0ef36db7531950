import { readAccountTable } from "../src/scenario/tables/read.js";

/** Reads one table in a process of its own, so that its memory is its own: prints JSON. */
const before = performance.now();
const { accounts } = await readAccountTable(process.argv[2] ?? "");
const milliseconds = performance.now() - before;
const peakBytes = process.resourceUsage().maxRSS * 1024;
console.log(
  JSON.stringify({ milliseconds, peakBytes, count: accounts.count, slots: accounts.collateral.units.length }),
);
