import { type BasicType, type ColumnSource, parquetWriteBuffer } from "hyparquet-writer";
import type { Event, Result } from "../model/result.js";
import { MANY_EVENTS } from "./many-events.js";

const COLUMNS: readonly { readonly name: keyof Event; readonly type: BasicType; readonly nullable?: true }[] = [
  { name: "id", type: "INT32" },
  { name: "round", type: "INT32" },
  { name: "kind", type: "STRING" },
  { name: "cause", type: "INT32", nullable: true },
  { name: "from", type: "STRING" },
  { name: "to", type: "STRING" },
  { name: "channel", type: "STRING", nullable: true },
  { name: "asset", type: "STRING", nullable: true },
  { name: "units", type: "DOUBLE", nullable: true },
  { name: "valueUsd", type: "DOUBLE" },
  { name: "lossUsd", type: "DOUBLE" },
  { name: "count", type: "INT32", nullable: true },
  { name: "text", type: "STRING" },
];

/** events.parquet: the same columns as events.csv, typed; what is empty there is null here. The same events give the same bytes. */
export function eventsParquet({ events, log }: Result): Uint8Array {
  const columnData = COLUMNS.filter(({ name }) => name !== "count" || log !== undefined).map(
    ({ name, type, nullable = false }): ColumnSource => ({
      ...{ name, type, nullable },
      data: events.map((event) => event[name] ?? null),
    }),
  );
  return new Uint8Array(parquetWriteBuffer({ columnData, createdBy: "spillover", rowGroupSize: MANY_EVENTS }));
}
