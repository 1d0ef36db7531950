import { parquetReadObjects } from "hyparquet";
import { describe, expect, test } from "vitest";
import { eventsParquet, hasManyEvents } from "../../src/exports/index.js";
import { simulate } from "../../src/propagation/index.js";
import { readScenario } from "../../src/scenario/index.js";

const { result } = simulate(await readScenario("scenarios/03-two-markets-one-pool.yaml"));

describe("events.parquet", () => {
  test("reads back as the events of the run", async () => {
    const bytes = eventsParquet(result);
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    const rows = await parquetReadObjects({ file: file as ArrayBuffer });
    const read = rows.map((row) =>
      Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null && value !== undefined)),
    );
    expect(result.events.length).toBeGreaterThan(10);
    expect(result.events.some(({ units }) => units === undefined)).toBe(true);
    expect(read).toEqual(result.events);
  });

  test("is the same bytes every time", () => expect(eventsParquet(result)).toEqual(eventsParquet(result)));

  test("is for long logs", () => {
    const [first] = result.events;
    if (first === undefined) throw new Error("a run has events");
    expect(hasManyEvents(result)).toBe(false);
    expect(hasManyEvents({ ...result, events: new Array(100_001).fill(first) })).toBe(true);
  });
});
