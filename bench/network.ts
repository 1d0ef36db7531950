import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { clearingVector } from "../src/measures/systemic/clearing-vector.js";
import { debtRank } from "../src/measures/systemic/debtrank.js";
import { type ExposureNetwork, exposureNetwork } from "../src/measures/systemic/exposure-network.js";
import { impactMatrix } from "../src/measures/systemic/impacts.js";
import { type SparseMatrix, sparseMatrix } from "../src/measures/systemic/sparse-matrix.js";
import { uniform } from "../src/numbers/random.js";
import { type Figure, type Measured, measure, type Ratio } from "./harness.js";
import type { BenchOptions, Findings } from "./parts.js";

const SCRIPT = join(dirname(fileURLToPath(import.meta.url)), "peers", "scipy_network.py");

/** Nodes and average degree, as the target is stated. */
const NODES = 10_000;
const DEGREE = 10;

/** Engines compile their hot loops while they run; the first calls are not what is measured. */
const WARM_UP = 15;

/** The fastest of at least this many is compared: on a machine that does other work as well, medians compare its load. */
const REPEATS = 15;

/** At most this many times as long as scipy over compressed rows. */
const MOST_OVER_SCIPY = 4;

/** Answers that are further apart than this, relative, are a fault. */
const SAME_ANSWER = 1e-9;

interface Drawn {
  readonly network: ExposureNetwork;
  readonly impacts: SparseMatrix;
  readonly initial: Float64Array;
}

interface PeerAnswer {
  readonly milliseconds: number;
  readonly fastest: number;
  readonly total: number;
}

interface Peers {
  readonly debtRank: PeerAnswer;
  readonly clearing: PeerAnswer;
}

/** A network drawn by seed: debts within 0–1, one node in a hundred in distress. */
function drawn(): Drawn {
  const links = NODES * DEGREE;
  const draw = (stream: string, index: number): number => uniform(1, stream, index);
  const row = Int32Array.from({ length: links }, (_, k) => Math.floor(draw("debtor", k) * NODES));
  const column = Int32Array.from({ length: links }, (_, k) => Math.floor(draw("creditor", k) * NODES));
  const value = Float64Array.from({ length: links }, (_, k) => (row[k] === column[k] ? 0 : draw("debt", k)));
  const liabilitiesUsd = sparseMatrix(NODES, NODES, { row, column, value });
  const ofNodes = (amount: (i: number) => number) => Float64Array.from({ length: NODES }, (_, i) => amount(i));
  const isHit = (i: number): boolean => i % 100 === 0;
  const network = exposureNetwork({
    names: Array.from({ length: NODES }, (_, i) => `bank ${i}`),
    liabilitiesUsd,
    externalAssetsUsd: ofNodes((i) => (isHit(i) ? 0 : 2 + 4 * draw("assets", i))),
    externalDebtsUsd: ofNodes(() => 2),
  });
  const buffersUsd = ofNodes((i) => 6 + 4 * draw("buffer", i));
  return {
    network,
    impacts: impactMatrix(liabilitiesUsd, buffersUsd),
    initial: ofNodes((i) => (isHit(i) ? 0.5 : 0)),
  };
}

const hasScipy = (): boolean => spawnSync("python3", ["-c", "import numpy, scipy.sparse"]).status === 0;

/** The same over scipy's compressed rows, in a process of its own, from the same bytes. */
function runScipy({ network, impacts, initial }: Drawn, repeats: number): Peers {
  const folder = mkdtempSync(join(tmpdir(), "spillover-bench-"));
  try {
    const columns = {
      ...matrixColumns("impacts", impacts),
      ...matrixColumns("liabilities", network.liabilitiesUsd),
      initial,
      externalAssets: network.externalAssetsUsd,
      externalDebts: network.externalDebtsUsd,
    };
    for (const [name, column] of Object.entries(columns)) writeFileSync(join(folder, `${name}.bin`), column);
    writeFileSync(join(folder, "task.json"), JSON.stringify({ nodes: NODES, repeats }));
    const { status, stdout, stderr } = spawnSync("python3", [SCRIPT, folder], { encoding: "utf8" });
    if (status !== 0) throw new Error(`scipy_network.py failed: ${stderr}`);
    return JSON.parse(stdout) as Peers;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const matrixColumns = (name: string, { rowStart, column, value }: SparseMatrix) => ({
  [`${name}Start`]: rowStart,
  [`${name}Column`]: column,
  [`${name}Value`]: value,
});

const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

/** DebtRank and clearing on 10,000 nodes of average degree 10, and how long each takes over scipy, where that is present. */
export async function benchNetwork({ repeats }: BenchOptions): Promise<Findings> {
  const task = drawn();
  const times = Math.max(REPEATS, repeats);
  const timed = async <T>(work: () => T): Promise<Measured<T>> => {
    for (let i = 0; i < WARM_UP; i += 1) work();
    return measure(work, times);
  };
  const ranked = await timed(() => debtRank(task.impacts, task.initial));
  const cleared = await timed(() => clearingVector(task.network));
  const group = `network 1e4 × ${DEGREE}`;
  const figures: Figure[] = [
    figure(group, "DebtRank 2015", ranked, { sweeps: ranked.value.convergence.iterations }),
    figure(group, "clearing", cleared, {
      waves: cleared.value.waves,
      sweeps: cleared.value.convergence.iterations,
      defaults: cleared.value.defaultWave.filter((wave) => wave > 0).length,
    }),
  ];
  if (!hasScipy()) return { figures, ratios: [], faults: [] };
  const peers = runScipy(task, times);
  const pairs = [
    { name: "DebtRank 2015", ours: ranked, answer: total(ranked.value.final), peer: peers.debtRank },
    { name: "clearing", ours: cleared, answer: total(cleared.value.paymentsUsd), peer: peers.clearing },
  ];
  return {
    figures: [...figures, ...pairs.map(({ name, peer }) => scipyFigure(group, name, peer, times))],
    ratios: pairs.map(
      ({ name, ours, peer }): Ratio => ({
        name: `${name}: ours over scipy`,
        value: ours.fastest / peer.fastest,
        atMost: MOST_OVER_SCIPY,
      }),
    ),
    faults: pairs.flatMap(({ name, answer, peer }) =>
      Math.abs(answer - peer.total) <= SAME_ANSWER * Math.abs(answer)
        ? []
        : [`${name} adds up to ${answer}, by scipy to ${peer.total}`],
    ),
  };
}

const figure = <T>(
  group: string,
  name: string,
  { milliseconds, fastest, repeats }: Measured<T>,
  counts: Readonly<Record<string, number>>,
): Figure => ({ group, name, milliseconds, fastest, repeats, counts });

const scipyFigure = (group: string, name: string, { milliseconds, fastest }: PeerAnswer, repeats: number): Figure => ({
  group,
  name: `${name}, scipy`,
  milliseconds,
  fastest,
  repeats,
});
