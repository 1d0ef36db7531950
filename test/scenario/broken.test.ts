import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { parseScenario, ScenarioError } from "../../src/scenario/index.js";

const folder = new URL("../golden/broken/", import.meta.url);
const names = readdirSync(folder)
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => name.replace(/\.yaml$/, ""));

async function complaint(name: string): Promise<string> {
  const text = await readFile(new URL(`${name}.yaml`, folder), "utf8");
  const readTable = (table: string) => readFile(new URL(table, folder), "utf8");
  const outcome = await parseScenario(text, { path: `${name}.yaml`, readTable }).catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(ScenarioError);
  return `${(outcome as ScenarioError).message}\n`;
}

describe("broken scenarios", () => {
  it("are at least twenty", () => expect(names.length).toBeGreaterThanOrEqual(20));

  it.each(names)("%s gets its messages", async (name) => {
    const golden = new URL(`${name}.txt`, folder);
    const text = await complaint(name);
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(golden, text);
    expect(text).toBe(readFileSync(golden, "utf8"));
  });
});
