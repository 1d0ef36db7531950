import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runConformance } from "./conformance.js";
import { adapters } from "./registry.js";

const HERE = dirname(fileURLToPath(import.meta.url));
const PUBLISHED = join(HERE, "..", "published", "mechanics");

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "conformance-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(...places: readonly string[]) {
  const lines: string[] = [];
  const code = await runConformance(places, adapters, (line) => lines.push(line));
  return { code, lines, last: lines.at(-1) };
}

/** Writes each text to its own file of a new folder. */
function folderOf(name: string, files: Readonly<Record<string, string>>): string {
  const place = join(folder, name);
  mkdirSync(place);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(place, file), text);
  return place;
}

const LIF = {
  name: "lif",
  mechanism: "morpho.lif",
  inputs: { lltv: "0.86", cursor: "0.3", maxLif: "1.15" },
  expected: { lif: "1.043841336116910229" },
  tolerance: { kind: "abs", value: "1e-18" },
};
const CHAIN = {
  name: "chain",
  mechanism: "loop.chain",
  inputs: { ltvs: ["0.8", "0.7"] },
  expected: { totalDebt: "1.36" },
  tolerance: { kind: "exact" },
};

async function reasonsFor(name: string, vector: object): Promise<readonly string[]> {
  const { lines, last, code } = await run(folderOf(name, { "v.json": JSON.stringify([vector]) }));
  expect([code, last]).toEqual([1, "0 passed, 1 failed"]);
  return lines.slice(0, -1).map((line) => line.replace(/^FAIL \S+ /, ""));
}

describe("published vectors", () => {
  test.each(readdirSync(PUBLISHED))("%s", async (file) => {
    const vectors: readonly unknown[] = JSON.parse(readFileSync(join(PUBLISHED, file), "utf8"));
    const { code, lines } = await run(join(PUBLISHED, file));
    expect(lines).toEqual([`${vectors.length} passed, 0 failed`]);
    expect(code).toBe(0);
  });
});

describe("vectors that must fail", () => {
  test("a wrong number, in either direction and in the last place", async () => {
    expect(await reasonsFor("wrong", { ...LIF, expected: { lif: "1.043841336116910232" } })).toEqual([
      'lif: [decimal] lif: expected "1.043841336116910232", got 1.043841336116910229',
    ]);
    expect(await reasonsFor("inexact", { ...CHAIN, expected: { totalDebt: "1.360001" } })).toEqual([
      'chain: [decimal] totalDebt: expected "1.360001", got 1.36',
    ]);
  });

  test("a number cut short: it agrees to its printed digits, but not in doubles", async () => {
    expect(await reasonsFor("cut", { ...CHAIN, expected: { totalDebt: "1.4" } })).toEqual([
      'chain: [float] totalDebt: expected "1.4", got 1.3599999999999999',
    ]);
  });

  test("an unknown mechanism", async () => {
    expect(await reasonsFor("mechanism", { ...LIF, mechanism: "toString" })).toEqual([
      'lif: unknown mechanism "toString"',
    ]);
  });

  test("an input that the mechanism does not know, or that is missing, or ill-typed", async () => {
    expect(await reasonsFor("extra", { ...LIF, inputs: { ...LIF.inputs, lltvs: "0.9" } })).toEqual([
      'lif: [decimal] unknown input "lltvs"',
    ]);
    const { cursor: _, ...rest } = LIF.inputs;
    expect(await reasonsFor("missing", { ...LIF, inputs: rest })).toEqual(['lif: [decimal] missing input "cursor"']);
    expect(await reasonsFor("typed", { ...LIF, inputs: { ...LIF.inputs, lltv: "high" } })).toEqual([
      'lif: [decimal] input "lltv" should be a decimal number, found "high"',
    ]);
  });

  test("an expected key that the mechanism does not return", async () => {
    expect(await reasonsFor("key", { ...CHAIN, expected: { totalDebt: "1.36", depth: "3" } })).toEqual([
      'chain: [decimal] depth: expected "3", but the mechanism returns no such key',
    ]);
    expect(await reasonsFor("empty", { ...CHAIN, expected: {} })).toEqual([
      'chain: "expected" is empty, so that nothing is tested',
    ]);
  });

  test("a word or a flag where a number is due, and the other way round", async () => {
    expect(await reasonsFor("word", { ...CHAIN, expected: { totalDebt: "none" } })).toEqual([
      'chain: [decimal] totalDebt: expected "none", got 1.36',
    ]);
    expect(await reasonsFor("flag", { ...CHAIN, expected: { totalDebt: true } })).toEqual([
      "chain: [decimal] totalDebt: expected true, got 1.36",
    ]);
  });

  test("a tolerance of an unknown kind", async () => {
    expect(await reasonsFor("kind", { ...LIF, tolerance: { kind: "loose", value: "1" } })).toEqual([
      'lif: unknown tolerance {"kind":"loose","value":"1"}',
    ]);
    expect(await reasonsFor("extra-key", { ...LIF, tolerance: { kind: "exact", within: "1" } })).toEqual([
      'lif: unknown tolerance {"kind":"exact","within":"1"}',
    ]);
  });

  test("text that is not JSON, and JSON that is not a vector", async () => {
    const place = folderOf("shapes", { "a.json": "[{", "b.json": '[1, {"name": "x"}]', "c.json": "[]" });
    const { lines, code } = await run(place);
    expect(code).toBe(1);
    expect(lines.map((line) => line.replace(/^FAIL \S+\//, ""))).toEqual([
      expect.stringMatching(/^a\.json \(whole file\): not JSON: /),
      "b.json [0]: unknown shape: a vector is a record",
      'b.json x: unknown shape: no "mechanism" and no "model"',
      "c.json (whole file): an empty list",
      "0 passed, 4 failed",
    ]);
  });
});

describe("vectors that must pass", () => {
  test("both formats in one run, with other files beside them", async () => {
    const network = {
      name: "n",
      model: "loop.max",
      inputs: { ltv: 0.8 },
      expected: { maxLeverage: 5 },
      tolerance: 1e-9,
    };
    const place = folderOf("both", {
      "list.json": JSON.stringify([LIF, CHAIN]),
      "one.json": JSON.stringify(network),
      "README.md": "not a vector",
    });
    expect(await run(place)).toEqual({ code: 0, lines: ["3 passed, 0 failed"], last: "3 passed, 0 failed" });
    expect((await run(place, PUBLISHED)).code).toBe(0);
  });

  test("a margin for one field widens that field alone", async () => {
    const vector = { ...CHAIN, expected: { totalDebt: "1.4", totalCollateralNotional: "2.36" } };
    const place = folderOf("field", {
      "v.json": JSON.stringify([{ ...vector, tolerance: { kind: "exact", totalDebtAbs: "0.05" } }]),
    });
    expect((await run(place)).last).toBe("1 passed, 0 failed");
    const other = { ...vector, tolerance: { kind: "exact", totalCollateralAbs: "0.05" } };
    expect(await reasonsFor("other-field", other)).toHaveLength(1);
  });

  test("a decision at its threshold is taken in decimal: 3 × 0.7 at a threshold of 0.8 against 1.68", async () => {
    const health = {
      name: "tie",
      mechanism: "aave-v3.health-factor",
      inputs: { collateralValue: "2.1", debtValue: "1.68", liquidationThreshold: "0.8" },
      expected: { healthFactor: "1", liquidatable: false },
      tolerance: { kind: "exact" },
    };
    expect((await run(folderOf("tie", { "v.json": JSON.stringify([health]) }))).last).toBe("1 passed, 0 failed");
  });
});

describe("nothing to run", () => {
  test("no folder named, a folder that is not there, a folder without vectors", async () => {
    expect(await run()).toMatchObject({ code: 2, last: "0 passed, 0 failed" });
    const missing = join(folder, "not-there");
    expect(await run(missing)).toMatchObject({ code: 2, lines: [`${missing}: cannot be read`, "0 passed, 0 failed"] });
    const empty = folderOf("none", { "README.md": "no vectors" });
    expect(await run(empty)).toMatchObject({
      code: 2,
      lines: [`${empty}: holds no .json files`, "0 passed, 0 failed"],
    });
  });
});

test("the command prints the count last and exits with 1 when a vector fails", () => {
  const place = folderOf("command", { "v.json": JSON.stringify([LIF, { ...LIF, mechanism: "no.such" }]) });
  const ran = spawnSync(process.execPath, ["--import", "tsx", join(HERE, "run.ts"), place], { encoding: "utf8" });
  expect(ran.status).toBe(1);
  expect(ran.stdout.trimEnd().split("\n").at(-1)).toBe("1 passed, 1 failed");
});
