import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Cell } from "../../../src/scenario/tables/cells.js";
import { feedCsv } from "../../../src/scenario/tables/csv.js";
import { plainNumber } from "../../../src/scenario/tables/plain-csv.js";
import { planTable } from "../../../src/scenario/tables/plan.js";
import type { TableSink } from "../../../src/scenario/tables/sink.js";

async function* inChunks(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

/** Every row that a sink is given, amounts as numbers. */
async function rowsOf(text: string, size: number) {
  const rows: (readonly [number, ...Cell[]])[] = [];
  const sink: TableSink = {
    header: (cells) => planTable(cells, undefined, () => undefined),
    row: (row, cells) => {
      const [account, units] = cells;
      const isNumber = typeof units === "number" || (typeof units === "string" && /^[\d.]+$/.test(units));
      rows.push([row, cells.length, account || undefined, isNumber ? Number(units) : units || undefined]);
    },
    mistake: ({ row, found }) => rows.push([row, found]),
    finish: () => {
      throw new Error("not asked for");
    },
  };
  await feedCsv(inChunks(text, size), sink);
  return rows;
}

const cell = fc.oneof(
  fc.constantFrom(
    "",
    " ",
    "a",
    " b\t",
    "0x9f",
    "é",
    '"q"',
    '"a,b"',
    '"two\nlines"',
    "1.5",
    "007",
    "1e5",
    "-3",
    ".5",
    "5.",
  ),
  fc.double({ noNaN: true, min: 0, max: 1e15 }).map(String),
);
const line = fc.array(cell, { minLength: 1, maxLength: 4 }).map((cells) => cells.join(","));
const body = fc.array(fc.tuple(line, fc.constantFrom("\n", "\r\n", "\r", "\n\n")), { maxLength: 12 });

describe("the reader of plain lines", () => {
  test("gives what csv-parse gives, wherever chunks are cut", () =>
    fc.assert(
      fc.asyncProperty(body, fc.integer({ min: 1, max: 40 }), async (lines, size) => {
        const rest = lines.flat().join("");
        // A quote in the first line sends the whole text to csv-parse.
        const parsed = await rowsOf(`"account",debt.USDC\n${rest}`, 1000);
        expect(await rowsOf(`account,debt.USDC\n${rest}`, size)).toEqual(parsed);
      }),
      { numRuns: 300 },
    ));

  test("tells which row a mistake in the grammar is in", async () => {
    const rows = await rowsOf('account,debt.USDC\na,1\nb,2\n"c,3\n', 7);
    expect(rows.slice(0, 2)).toEqual([
      [2, 2, "a", 1],
      [3, 2, "b", 2],
    ]);
    expect(String(rows[2])).toMatch(/^\d+,found a mistake in the CSV: Quote Not Closed/);
  });
});

describe("plain numbers", () => {
  const bytes = (text: string) => Buffer.from(text);

  test("are the nearest doubles, or left to Number", () =>
    fc.assert(
      fc.property(fc.stringMatching(/^\d{0,12}\.?\d{0,12}$/), (text) => {
        const value = plainNumber(bytes(text), 0, text.length);
        if (value !== undefined) expect(value).toBe(Number(text));
      }),
      { numRuns: 2000 },
    ));

  test.each([
    ["0.1", 0.1],
    ["123456789.987654", 123456789.987654],
    ["9007199254740991", 9007199254740991],
    ["9007199254740993", undefined],
    ["0.30000000000000004", undefined],
    ["", undefined],
    [".", undefined],
    ["1.", undefined],
    ["1.2.3", undefined],
    ["-1", undefined],
  ])("%s", (text, value) => expect(plainNumber(bytes(text), 0, text.length)).toBe(value));
});
