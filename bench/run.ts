import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { readBandwidth } from "./bandwidth.js";
import { costFigure } from "./cost-figure.js";
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

const SEVERITIES = ["moderate", "severe"] as const;

const USAGE = `npm run bench -- [part …] [--most 1e5] [--severity moderate] [--repeats 5] [--json figures.json] [--figure rounds.svg]
                [--check]

Parts: ${Object.keys(PARTS).join(", ")} (default: all). --most leaves out larger workloads, --severity those of
the other kind. --figure draws what a round costs over positions. --check fails on counts that
differ and on ratios out of bounds, never on times.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    most: { type: "string", default: "1e6" },
    repeats: { type: "string", default: "3" },
    json: { type: "string" },
    severity: { type: "string" },
    figure: { type: "string" },
    check: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

async function main(): Promise<number> {
  const names = positionals.length === 0 ? Object.keys(PARTS) : positionals;
  const severity = SEVERITIES.find((each) => each === values.severity);
  const unknown = names.filter((name) => !Object.hasOwn(PARTS, name));
  const isUnknown = unknown.length > 0 || severity !== values.severity;
  if (values.help || isUnknown) {
    console.log(USAGE);
    return values.help ? 0 : 2;
  }
  const options = {
    ...{ most: Number(values.most), repeats: Number(values.repeats) },
    ...(severity === undefined ? {} : { severity }),
  };
  const bandwidth = readBandwidth();
  const machine = { node: process.version, cpu: cpus()[0]?.model ?? "unknown", cores: cpus().length, bandwidth };
  console.log(
    `Node ${machine.node}, ${machine.cores} × ${machine.cpu}, reads ${bandwidth.toFixed(1)} GB/s on one core\n`,
  );
  const found: Findings[] = [];
  for (const name of names) {
    const part = await PARTS[name]?.({ ...options, bandwidth });
    if (part === undefined) continue;
    found.push(part);
    console.log(`${figuresTable(part.figures)}\n`);
  }
  const { figures, ratios, faults } = joinFindings(found);
  if (ratios.length > 0) console.log(ratiosTable(ratios));
  for (const fault of faults) console.log(`FAULT  ${fault}`);
  if (values.json !== undefined)
    writeFileSync(values.json, `${JSON.stringify({ machine, figures, ratios, faults }, undefined, 2)}\n`);
  if (values.figure !== undefined) writeFileSync(values.figure, costFigure(figures));
  return values.check && (faults.length > 0 || !ratios.every(holds)) ? 1 : 0;
}

process.exitCode = await main();
