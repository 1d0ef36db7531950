import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { scratchFolder, spillover } from "./spillover.js";

const LOOP = "scenarios/02-one-loop.yaml";
const scratch = scratchFolder();

const run = (args: readonly string[]) => spillover([...args, "--out", scratch.path]);

describe("studies from the command line", () => {
  test("loops: table, JSON, CSV and a figure in three formats", async () => {
    const { code, out } = await run(["loops", LOOP]);
    expect(code).toBe(0);
    expect(out).toMatch(/^looper\taave\twstETH\tWETH\t30000000\t0.9\t10\t10\t/m);
    expect((await readdir(scratch.path)).sort()).toEqual(
      ["csv", "json", "pdf", "png", "svg"].map((kind) => `loops.${kind}`),
    );
    const stored = JSON.parse(await readFile(join(scratch.path, "loops.json"), "utf8"));
    expect(stored).toMatchObject({ format: "spillover-loops/1", accounts: [{ position: "looper", market: "aave" }] });
    expect(await readFile(join(scratch.path, "loops.csv"), "utf8")).toContain("account,looper in aave,");
  });

  test("critical: the fall of one asset, and a number of the file over a range", async () => {
    const { code, out, shown } = await run([
      ...["critical", LOOP, "--asset", "wstETH", "--set", "shocks[0].change=-0.08..-0.02"],
      ...["--grid", "3", "--tolerance", "5e-2", "--json"],
    ]);
    expect(code).toBe(0);
    const { families } = JSON.parse(out);
    expect(families.map(({ name }: { name: string }) => name)).toEqual(["wstETH falls", "shocks[0].change"]);
    // −8 % tips, −5 % and −2 % do not: the loop is liquidated at −5.26 %.
    expect(families[1].systemic).toEqual({ above: -0.08, later: [{ below: -0.08, above: -0.05, becomes: false }] });
    expect(shown[0]).toMatch(/^run 1: wstETH falls/);
  });

  test("greeks: of the targets asked for", async () => {
    const { code, out } = await run([
      ...["greeks", LOOP, "--asset", "wstETH", "--target", "position:looper"],
      ...["--from=-2%", "--to", "2%", "--points", "3"],
    ]);
    expect(code).toBe(0);
    expect(out).toMatch(/^position looper\t3000000\t/m);
    expect(await readFile(join(scratch.path, "greeks.csv"), "utf8")).toMatch(/^position:looper,-0.02,-600000/m);
  });

  test("orders: a line for each order", async () => {
    const { code } = await run(["orders", "scenarios/01-one-position.yaml", "--draws", "2"]);
    expect(code).toBe(0);
    const lines = (await readFile(join(scratch.path, "orders.csv"), "utf8")).trim().split("\r\n");
    expect(lines.slice(1).map((line) => line.split(",").slice(0, 2).join(" ").trim())).toEqual([
      "simultaneous",
      "worst-first",
      "random 1",
      "random 2",
    ]);
  });

  test.each([
    [["critical", LOOP, "--asset", "wsETH"], "wsETH is none of the scenario's assets: WETH, wstETH."],
    [["critical", LOOP, "--set", "shocks[0].change=5"], "A range is PATH=LOW..HIGH"],
    [["critical", "scenarios/01-one-position.yaml", "--issuer", "x"], "none of the scenario's issuers: it has none."],
    [["critical", LOOP, "--set", "clock.maxRounds=0..3"], "With clock.maxRounds=0:\n"],
    [["critical", LOOP, "--points", "3"], "(spillover critical --help lists its options)"],
    [["critical", LOOP, "--tolerance", "1e-2x"], "A share is written 5% or 0.05."],
    [["critical", LOOP, "--tolerance", "0"], "It is above 0 and at most 100%."],
    [["critical", LOOP, "--systemic", "101%"], "It is above 0 and at most 100%."],
    [["greeks", LOOP, "--target", "position:nobody"], "position:nobody is no target"],
    [["greeks", LOOP, "--asset", "WETH", "--backing", "x"], "give one of them"],
    [["greeks", LOOP, "--from=-100%"], "--from is above −100 % and below --to"],
    [["orders", LOOP, "--draws", "none"], "It is a whole number from 1 to"],
  ])("%j is refused with a reason", async (args, reason) => {
    const { code, err } = await run(args);
    expect(code).toBe(2);
    expect(err).toContain(reason);
  });
});
