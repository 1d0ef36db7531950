import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Style } from "../../src/cli/table.js";
import { scratchFolder, spillover } from "./spillover.js";

const ONE = "scenarios/01-one-position.yaml";
const LOOP = "scenarios/02-one-loop.yaml";
const BONUS = "markets.aave.reserves.ETH.liquidationBonus";

const scratch = scratchFolder();

const compare = (args: readonly string[], style?: Style) => spillover(["compare", ...args], style);

const headings = (out: string) => out.split("\n")[0]?.split("\t").slice(1);
const names = (extra: readonly string[]) => compare([...extra, "--out", scratch.path]).then(({ out }) => headings(out));

describe("compare", () => {
  test("sets a parameter's values beside the file as written, and leaves table and figure", async () => {
    const folder = join(scratch.path, "new");
    const { code, out, err } = await compare([ONE, "--set", `${BONUS}=8%,10%`, "--out", folder]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(headings(out)).toEqual(["as written", "ETH.liquidationBonus = 8%", "ETH.liquidationBonus = 10%"]);
    const [measure, ...badDebt] =
      out
        .split("\n")
        .find((line) => line.startsWith("bad debt USD"))
        ?.split("\t") ?? [];
    expect(measure).toBe("bad debt USD");
    // What is left of 120,000 USD of debt when all the collateral is gone: 120,000 × b / (1 + b).
    for (const [i, bonus] of [0.05, 0.08, 0.1].entries())
      expect(Number(badDebt[i])).toBeCloseTo((120_000 * bonus) / (1 + bonus), 6);
    expect((await readdir(folder)).sort()).toEqual(
      ["csv", "json", "pdf", "png", "svg"].map((kind) => `compare.${kind}`),
    );
    const stored = JSON.parse(await readFile(join(folder, "compare.json"), "utf8"));
    const hashes = stored.runs.map((run: { provenance: { scenarioHash: string } }) => run.provenance.scenarioHash);
    expect(new Set(hashes).size).toBe(3);
  });

  test("numbers the runs for a person and leaves out lines in which nothing happened", async () => {
    const { out } = await compare([ONE, "--set", "seed=2", "--out", scratch.path], "aligned");
    expect(out).toMatch(/^1 {2}as written\n2 {2}seed = 2\n\nmeasure +1 +2\ntotal loss USD +85\.7 k +85\.7 k\n/);
    expect(out).not.toContain("withdrawn");
    expect(out).not.toContain("vault");
  });

  test("runs files, variants and settings in every combination, and names what differs", async () => {
    expect(await names([ONE, LOOP])).toEqual(["01-one-position", "02-one-loop"]);
    expect(await names([LOOP, "--variant", "just-safe", "--set", "clock.maxRounds=3"])).toEqual([
      "as written",
      "clock.maxRounds = 3",
      "just-safe",
      "just-safe, clock.maxRounds = 3",
    ]);
    expect(await names([ONE, "--set", "seed=1", "--set", "clock.maxRounds=3,4", "--set", "seed=2"])).toEqual([
      "as written",
      "seed = 1, clock.maxRounds = 3",
      "seed = 1, clock.maxRounds = 4",
      "seed = 2, clock.maxRounds = 3",
      "seed = 2, clock.maxRounds = 4",
    ]);
  });

  test("tells files of one name by their folders", async () => {
    const other = join(scratch.path, "other", "01-one-position.yaml");
    await mkdir(join(scratch.path, "other"));
    await copyFile(ONE, other);
    const { out } = await compare([ONE, other, "--out", join(scratch.path, "results")]);
    expect(headings(out)).toEqual([ONE, other]);
  });

  test("writes the same again over an earlier comparison, also in decimals and as JSON", async () => {
    const args = [ONE, "--set", "seed=2", "--out", scratch.path, "--json"];
    const first = await compare(args);
    expect(await compare(args)).toEqual(first);
    expect(JSON.parse(first.out).runs[1].provenance).toMatchObject({ seed: 2, numbers: "float" });
    expect(JSON.parse((await compare([...args, "--exact"])).out).runs[0].provenance.numbers).toBe("decimal");
  });

  test.each([
    ["nothing to compare", [], /name a second file, a --set or a --variant/],
    ["a setting that is none", ["--set", "seed"], /PATH=VALUE/],
    ["a path that leads nowhere", ["--set", "markets.aaev.kind=x"], /markets\.aaev: "aaev" is not there.*"aave"/],
    ["a value that cannot be", ["--set", `${BONUS}=500%`], /with markets.*=500%:1:1 .*found 500%; expected a bonus/],
    ["a setting that makes the rest wrong", ["--set", "assets={}"], /^With assets=\{\}:\n.*"ETH" is not defined/s],
    ["a variant that is not there", ["--variant", "worse"], /no variant "worse"/],
    ["more runs than a figure can show", ["--set", "seed=1,2,3,4,5", "--set", "clock.maxRounds=1,2,3,4,5"], /26 runs/],
  ])("refuses %s", async (_, extra, message) => {
    const { code, out, err } = await compare([ONE, ...extra, "--out", join(scratch.path, "new")]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(message);
    expect(await readdir(scratch.path)).toEqual([]);
  });

  test("refuses a folder that holds other things, a run's results among them", async () => {
    await writeFile(join(scratch.path, "result.json"), "{}");
    const { code, err } = await compare([ONE, "--set", "seed=2", "--out", scratch.path]);
    expect(code).toBe(2);
    expect(err).toContain("result.json");
  });
});
