import { type ColumnSource, parquetWriteBuffer } from "hyparquet-writer";
import type { SampledRun, SampleSummary, SamplingPlan } from "../model/sampling.js";
import { type Cell, csv } from "./csv.js";

interface RunColumn {
  readonly name: string;
  readonly type: "INT32" | "DOUBLE" | "STRING";
  readonly value: (run: SampledRun) => string | number;
}

const columnsOf = ({ prices, watched }: SamplingPlan): readonly RunColumn[] => [
  { name: "run", type: "INT32", value: ({ run }) => run },
  ...prices.map(
    ({ asset }, i): RunColumn => ({ name: `change ${asset}`, type: "DOUBLE", value: ({ changes }) => changes[i] ?? 0 }),
  ),
  { name: "rounds", type: "INT32", value: ({ rounds }) => rounds },
  { name: "stopReason", type: "STRING", value: ({ stop }) => stop },
  { name: "liquidations", type: "INT32", value: ({ liquidations }) => liquidations },
  { name: "liquidatedUsd", type: "DOUBLE", value: ({ liquidatedUsd }) => liquidatedUsd },
  { name: "badDebtUsd", type: "DOUBLE", value: ({ badDebtUsd }) => badDebtUsd },
  { name: "directLossUsd", type: "DOUBLE", value: ({ lossUsd }) => lossUsd.direct },
  { name: "priceLossUsd", type: "DOUBLE", value: ({ lossUsd }) => lossUsd.price },
  { name: "claimLossUsd", type: "DOUBLE", value: ({ lossUsd }) => lossUsd.claim },
  { name: "runLossUsd", type: "DOUBLE", value: ({ lossUsd }) => lossUsd.run },
  ...watched.map(
    (asset, i): RunColumn => ({
      name: `priceUsd ${asset}`,
      type: "DOUBLE",
      value: ({ pricesUsd }) => pricesUsd[i] ?? 0,
    }),
  ),
];

/** draws.csv: one run a line, with the changes that were drawn. */
export function drawsCsv(plan: SamplingPlan, runs: readonly SampledRun[]): string {
  const columns = columnsOf(plan);
  return csv(
    columns.map(({ name }) => name),
    runs.map((run): Record<string, Cell> => Object.fromEntries(columns.map(({ name, value }) => [name, value(run)]))),
  );
}

/** draws.parquet: the same columns as draws.csv, typed. The same runs give the same bytes. */
export function drawsParquet(plan: SamplingPlan, runs: readonly SampledRun[]): Uint8Array {
  const columnData = columnsOf(plan).map(
    ({ name, type, value }): ColumnSource => ({ name, type, nullable: false, data: runs.map(value) }),
  );
  return new Uint8Array(parquetWriteBuffer({ columnData, createdBy: "spillover" }));
}

/** summary.json: what a sample came to, with the plan it was drawn by, under its format and the version that made it. */
export const sampleJson = (summary: SampleSummary, version: string): string =>
  `${JSON.stringify({ format: "spillover-sample/1", version, ...summary }, undefined, 2)}\n`;
