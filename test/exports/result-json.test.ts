import { describe, expect, it } from "vitest";
import { dataFiles } from "../../src/exports/files.js";
import { ResultFormatError, readResult } from "../../src/exports/reading.js";
import { resultJson } from "../../src/exports/result-json.js";
import { measure } from "../../src/measures/report.js";
import { result, shape } from "../measures/small-run.js";

const stored = { version: "1.2.3", result, report: measure(shape, result), shape };
const text = resultJson(stored);

describe("result.json", () => {
  it("comes back as it was written", () => {
    expect(readResult(text)).toEqual(stored);
  });

  it("is the same bytes whatever order the keys were made in", () => {
    const backwards = JSON.parse(text, (_key, value: unknown) =>
      value !== null && typeof value === "object" && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).reverse())
        : value,
    );
    expect(resultJson(backwards)).toBe(text);
    expect(text.startsWith('{\n  "format": "spillover-result/1",\n  "version": "1.2.3",\n  "report": {')).toBe(true);
    expect(text.endsWith("}\n")).toBe(true);
  });

  it("names the place of a number that JSON cannot say", () => {
    const vaults = result.vaults.map((vault) => ({ ...vault, endSharePrice: Number.NaN }));
    expect(() => resultJson({ ...stored, result: { ...result, vaults } })).toThrow(
      /result\.json\.result\.vaults\[0\]\.endSharePrice is NaN/,
    );
  });
});

describe("readResult", () => {
  const broken = (change: object): string => JSON.stringify({ ...JSON.parse(text), ...change });

  it.each([
    ["not json", /result\.json: found text that is not JSON/],
    ["[]", /result\.json: found a list, expected a map/],
    [broken({ format: "spillover-result/9" }), /format: found "spillover-result\/9", expected "spillover-result\/1"/],
    [broken({ version: undefined }), /version: found nothing/],
    [broken({ shape: undefined }), /shape: found nothing, expected a map/],
    [broken({ shape: { nodes: {}, edges: [] } }), /shape\.nodes: found a map, expected a list/],
    [broken({ report: { ...stored.report, totals: 3 } }), /report\.totals: found 3, expected a map/],
  ])("refuses %.20s", (wrong, message) => {
    expect(() => readResult(wrong)).toThrow(message);
    expect(() => readResult(wrong)).toThrow(ResultFormatError);
  });
});

it("hands over every data file of a results folder, none empty", () => {
  const files = dataFiles(stored);
  expect([...files.keys()].sort()).toEqual([
    "events.csv",
    "graph.gexf",
    "graph.graphml",
    "nodes.csv",
    "prices.csv",
    "reserves.csv",
    "result.json",
    "rounds.csv",
    "transmissions.csv",
    "vaults.csv",
  ]);
  for (const content of files.values()) expect(content.split("\n").length).toBeGreaterThan(2);
});
