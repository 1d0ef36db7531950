import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { failures } from "../../conformance/check.js";
import { runConformance } from "../../conformance/conformance.js";
import { adapters } from "../../conformance/registry.js";
import { parseVectors, type Vector } from "../../conformance/vectors.js";

const PUBLISHED = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "published", "network");
const files = readdirSync(PUBLISHED).filter((name) => name.endsWith(".json"));

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "network-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(place: string): Promise<readonly string[]> {
  const lines: string[] = [];
  await runConformance([place], adapters, (line) => lines.push(line));
  return lines;
}

test.each(files)("published numbers of %s", async (file) => {
  const vectors: readonly unknown[] = JSON.parse(readFileSync(join(PUBLISHED, file), "utf8"));
  expect(await run(join(PUBLISHED, file))).toEqual([`${vectors.length} passed, 0 failed`]);
});

/** The first number found in a value, moved by a millionth. */
function spoiled(value: unknown): unknown {
  if (typeof value === "number") return value + 1e-6 * Math.max(1, Math.abs(value));
  if (Array.isArray(value)) return [spoiled(value[0]), ...value.slice(1)];
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  const first = entries.findIndex(([, each]) => typeof each !== "string" && typeof each !== "boolean");
  return Object.fromEntries(entries.map(([key, each], i) => [key, i === first ? spoiled(each) : each]));
}

test.each(files)("every quantity of %s is compared: a millionth off fails", (file) => {
  const vectors = parseVectors(readFileSync(join(PUBLISHED, file), "utf8")).filter(
    (each): each is Vector => "inputs" in each,
  );
  expect(vectors.length).toBeGreaterThan(0);
  for (const vector of vectors) {
    for (const [key, value] of Object.entries(vector.expected)) {
      const wrong = JSON.parse(JSON.stringify({ ...vector.expected, [key]: spoiled(value) }));
      expect(failures({ ...vector, expected: wrong }, adapters), `${vector.name} ${key}`).not.toEqual([]);
    }
  }
});

test("a measure is held to its numbers in doubles, near ties or not", async () => {
  const tie = {
    name: "tie",
    model: "threshold-cascade",
    inputs: {
      liabilities: [
        [0, 0.1, 0.2],
        [0, 0, 0],
        [0, 0, 0],
      ],
      external_assets: [0.3, 0, 0],
      external_liabilities: [0, 0, 0],
      recovery_rate: 0,
    },
    expected: { default: [1, 0, 0] },
    tolerance: 0,
  };
  const place = join(folder, "tie.json");
  writeFileSync(place, JSON.stringify(tie));
  expect(await run(place)).toEqual([
    expect.stringMatching(/tie: \[float\] default\[0\]: expected 1, got false$/),
    "0 passed, 1 failed",
  ]);
});
