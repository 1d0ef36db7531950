import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { scenarioJsonSchema } from "../../src/scenario/index.js";
import { scenarioFormatPage } from "../../tools/scenario-format-page.js";

const at = (path: string) => new URL(`../../${path}`, import.meta.url);

describe("docs/scenario-format.md", () => {
  it("is up to date: `npx tsx tools/scenario-format.ts` writes it", () =>
    expect(readFileSync(at("docs/scenario-format.md"), "utf8")).toBe(scenarioFormatPage()));

  it("describes every field", () => expect(scenarioFormatPage()).not.toMatch(/\| +\|\n/));
});

describe("the JSON Schema", () => {
  const schema = z.fromJSONSchema(scenarioJsonSchema() as Parameters<typeof z.fromJSONSchema>[0]);
  const names = readdirSync(at("scenarios/")).filter((name) => name.endsWith(".yaml"));

  it.each(names)("accepts %s as an editor reads it", (name) => {
    const outcome = schema.safeParse(parse(readFileSync(at(`scenarios/${name}`), "utf8")));
    expect(outcome.error?.issues ?? []).toEqual([]);
  });

  it("refuses an unknown key and a missing title", () => {
    expect(schema.safeParse({ format: 1, title: "x", marktes: {} }).success).toBe(false);
    expect(schema.safeParse({ format: 1 }).success).toBe(false);
  });
});
