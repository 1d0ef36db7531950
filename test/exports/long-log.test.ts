import { parquetReadObjects } from "hyparquet";
import { expect, it } from "vitest";
import { workloadScenario } from "../../bench/population.js";
import { eventsParquet } from "../../src/exports/events-parquet.js";
import { eventsCsv } from "../../src/exports/run-tables.js";
import { simulate } from "../../src/propagation/index.js";

const scenario = await workloadScenario({ name: "some", positions: 1000, severity: "severe", seed: 1 });
const short = { ...scenario, clock: { ...scenario.clock, maxRounds: 2 } };
const whole = simulate(short).result;
const summed = simulate(short, { eventLimit: 50 }).result;
const headings = (csv: string): string => csv.slice(0, csv.indexOf("\r\n"));

it("tables of a log that puts events together say how many a line stands for; others have no such column", () => {
  const usual = "id,round,kind,cause,from,to,channel,asset,units,valueUsd,lossUsd";
  expect(headings(eventsCsv(whole))).toBe(`${usual},text`);
  expect(headings(eventsCsv(summed))).toBe(`${usual},count,text`);
});

it("the counts are those of the events, in Parquet too, and empty for one alone", async () => {
  const file = eventsParquet(summed).buffer as ArrayBuffer;
  const rows = await parquetReadObjects({ file });
  expect(rows.map(({ count }) => count)).toEqual(summed.events.map(({ count }) => count ?? null));
  expect(rows.some(({ count }) => Number(count) > 1)).toBe(true);
  const others = await parquetReadObjects({ file: eventsParquet(whole).buffer as ArrayBuffer });
  expect(others[0]).not.toHaveProperty("count");
});
