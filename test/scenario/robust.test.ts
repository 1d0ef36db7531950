import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseScenario, ScenarioError } from "../../src/scenario/index.js";

const files = ["01-one-position", "02-one-loop", "03-two-markets-one-pool"];
const texts = files.map((name) => readFileSync(new URL(`../../scenarios/${name}.yaml`, import.meta.url), "utf8"));

/** What becomes of a text: "read", or the places of the complaints. */
async function outcome(text: string): Promise<"read" | readonly string[]> {
  const noTable = () => Promise.reject(new Error("no tables here"));
  try {
    await parseScenario(text, { path: "x.yaml", readTable: noTable });
    return "read";
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    return error.issues.map(({ line, column }) => `${line}:${column}`);
  }
}

describe("a damaged scenario", () => {
  it("is read or refused with places inside it, never a crash", async () => {
    const scrap = fc.constantFrom(
      "",
      " ",
      "\n",
      ":",
      "{",
      "}",
      "[",
      "-",
      "#",
      "'",
      "&a",
      "*a",
      "%",
      "9",
      "null",
      "~",
      "? ",
      "!!int ",
    );
    const damage = fc.record({
      file: fc.nat(2),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      cut: fc.nat(6),
      scrap,
    });
    await fc.assert(
      fc.asyncProperty(damage, async ({ file, at, cut, scrap }) => {
        const text = texts[file] ?? "";
        const start = Math.floor(at * text.length);
        const damaged = text.slice(0, start) + scrap + text.slice(start + cut);
        const result = await outcome(damaged);
        if (result === "read") return;
        expect(result.length).toBeGreaterThan(0);
        const lines = damaged.split("\n");
        for (const place of result) {
          const [line = 0, column = 0] = place.split(":").map(Number);
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lines.length);
          expect(column).toBeGreaterThanOrEqual(1);
          expect(column).toBeLessThanOrEqual((lines[line - 1] ?? "").length + 1);
        }
      }),
      { numRuns: 400 },
    );
  });

  it("without one of its declarations is refused", async () => {
    for (const text of texts) {
      expect(await outcome(text)).toBe("read");
      expect(await outcome(text.replace(/^assets:/m, "sources:"))).not.toBe("read");
      expect(await outcome(text.replace(/^markets:[\s\S]*?^positions:/m, "positions:"))).not.toBe("read");
    }
  });
});
