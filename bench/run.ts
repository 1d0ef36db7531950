import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { readBandwidth } from "./bandwidth.js";
import { benchEngine } from "./engine.js";
import { benchFromFile } from "./from-file.js";
import { figuresTable, holds, ratiosTable } from "./harness.js";
import { benchLoading } from "./loading.js";
import { benchMonteCarlo } from "./monte-carlo.js";
import { benchNetwork } from "./network.js";
import { type BenchOptions, type Findings, joinFindings } from "./parts.js";
import { benchScan } from "./scan.js";

/** Parts by the name under which they can be asked for; a new part is a line here. */
const PARTS: Readonly<Record<string, (options: BenchOptions) => Promise<Findings>>> = {
  scan: benchScan,
  engine: benchEngine,
  loading: benchLoading,
  file: benchFromFile,
  network: benchNetwork,
  "monte-carlo": benchMonteCarlo,
};

const USAGE = `npm run bench -- [part …] [--most 1e5] [--repeats 5] [--json figures.json] [--check]

Parts: ${Object.keys(PARTS).join(", ")} (default: all). --most leaves out larger workloads. --check fails on counts that
differ and on ratios out of bounds, never on times.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    most: { type: "string", default: "1e6" },
    repeats: { type: "string", default: "3" },
    json: { type: "string" },
    check: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

async function main(): Promise<number> {
  const names = positionals.length === 0 ? Object.keys(PARTS) : positionals;
  const unknown = names.filter((name) => !Object.hasOwn(PARTS, name));
  if (values.help || unknown.length > 0) {
    console.log(USAGE);
    return values.help ? 0 : 2;
  }
  const bandwidth = readBandwidth();
  const machine = { node: process.version, cpu: cpus()[0]?.model ?? "unknown", cores: cpus().length, bandwidth };
  console.log(
    `Node ${machine.node}, ${machine.cores} × ${machine.cpu}, reads ${bandwidth.toFixed(1)} GB/s on one core\n`,
  );
  const found: Findings[] = [];
  for (const name of names) {
    const part = await PARTS[name]?.({ most: Number(values.most), repeats: Number(values.repeats), bandwidth });
    if (part === undefined) continue;
    found.push(part);
    console.log(`${figuresTable(part.figures)}\n`);
  }
  const { figures, ratios, faults } = joinFindings(found);
  if (ratios.length > 0) console.log(ratiosTable(ratios));
  for (const fault of faults) console.log(`FAULT  ${fault}`);
  if (values.json !== undefined)
    writeFileSync(values.json, `${JSON.stringify({ machine, figures, ratios, faults }, undefined, 2)}\n`);
  return values.check && (faults.length > 0 || !ratios.every(holds)) ? 1 : 0;
}

process.exitCode = await main();
