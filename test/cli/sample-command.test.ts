import { createHash } from "node:crypto";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { playShards, SHARD_RUNS, shardsOf } from "../../src/cli/sample-shards.js";
import type { SampledRun, SamplingPlan } from "../../src/model/sampling.js";
import { readScenario } from "../../src/scenario/index.js";
import { scratchFolder, spillover } from "./spillover.js";

const ONE = "scenarios/01-one-position.yaml";
const SOURCES = ["--import", new URL("../../tools/source-worker.mjs", import.meta.url).href];
const plan: SamplingPlan = {
  seed: 7,
  prices: [{ asset: "ETH", distribution: { kind: "normal", mean: -0.2, deviation: 0.1 } }],
  correlations: [],
  keepsShocks: false,
  watched: ["ETH"],
};

const scratch = scratchFolder();

const run = (...args: readonly string[]) =>
  spillover(["sample", ONE, ...args, "--workers", "1", "--out", scratch.path]);
const PRICE = ["--price", "ETH=normal(-20%,0.1)", "--seed", "7"];
const kept = (name: string) => readFile(join(scratch.path, name), "utf8");

describe("runs shared out to threads", () => {
  test("are the same for 1, 2 and 4 of them", async () => {
    const scenario = await readScenario(ONE);
    const shards = shardsOf(4 * SHARD_RUNS + 3);
    const hashes: string[] = [];
    for (const workers of [1, 2, 4]) {
      const runs: SampledRun[] = [];
      const options = { workers, execArgv: SOURCES };
      await playShards({ scenario, plan }, shards, options, async (_, played) => void runs.push(...played));
      const inOrder = runs.toSorted((a, b) => a.run - b.run);
      expect(inOrder.map((each) => each.run)).toEqual(Array.from({ length: 4 * SHARD_RUNS + 3 }, (_, i) => i));
      hashes.push(createHash("sha256").update(JSON.stringify(inOrder)).digest("hex"));
    }
    expect(new Set(hashes).size).toBe(1);
  }, 60_000);
});

describe("spillover sample", () => {
  test("leaves a line a run, a summary with its plan, and a figure", async () => {
    const { code, out } = await run(...PRICE, "--draws", "60", "--extent", "liquidations=0");
    expect(code).toBe(0);
    expect(out).toMatch(/^total loss USD\t/m);
    expect((await readdir(scratch.path)).sort()).toEqual(
      ["draws.csv", "sample.pdf", "sample.png", "sample.svg", "sampling.json", "shards", "summary.json"].sort(),
    );
    const lines = (await kept("draws.csv")).trim().split("\r\n");
    expect(lines[0]).toMatch(/^run,change ETH,rounds,stopReason,liquidations,/);
    expect(lines).toHaveLength(61);
    const summary = JSON.parse(await kept("summary.json"));
    expect(summary).toMatchObject({ format: "spillover-sample/1", draws: 60, plan: { seed: 7, watched: ["ETH"] } });
    const liquidated = lines.slice(1).filter((line) => Number(line.split(",")[4]) > 0).length;
    expect(summary.chances).toMatchObject([{ measure: "liquidations", above: 0, count: liquidated }]);
  });

  test("goes on where shards are missing, and adds draws, to the bytes of one go", async () => {
    await run(...PRICE, "--draws", "120");
    const whole = await Promise.all(["draws.csv", "summary.json", "sample.svg"].map(kept));
    await rm(scratch.path, { recursive: true });
    await run(...PRICE, "--draws", "70");
    await rm(join(scratch.path, "shards", "000000000.json"));
    const { out } = await run(...PRICE, "--draws", "120");
    // Of the 70, the first 50 are gone and the other 20 are only part of what is wanted.
    expect(out).not.toContain("were there");
    expect(await Promise.all(["draws.csv", "summary.json", "sample.svg"].map(kept))).toEqual(whole);
    expect((await run(...PRICE, "--draws", "120")).out).toContain(
      "120 of the runs were there from an earlier command.",
    );
  });

  test("plays only what is missing", async () => {
    await run(...PRICE, "--draws", "60");
    const path = join(scratch.path, "shards", "000000000.json");
    const marked = (await readFile(path, "utf8")).replace(/"rounds":\d+/, '"rounds":77');

    await writeFile(path, marked);
    await run(...PRICE, "--draws", "100");
    const lines = (await kept("draws.csv")).split("\r\n");
    expect(lines[1]?.split(",")[2]).toBe("77");
  });

  test("refuses a folder of other settings and says what differs", async () => {
    await run(...PRICE, "--draws", "2");
    const { code, err } = await run("--price", "ETH=normal(-20%,0.2)", "--seed", "8", "--draws", "2");
    expect(code).toBe(2);
    expect(err).toContain("plan.seed was 7 and is now 8");
    expect(err).toContain("plan.prices.0.distribution.deviation was 0.1 and is now 0.2");
    expect(err).not.toContain("scenarioHash");
    expect((await run(...PRICE, "--shock", "ETH=-1%", "--draws", "2")).err).toContain("scenarioHash was");
  });

  test("leaves Parquet where asked", async () => {
    await run(...PRICE, "--draws", "2", "--format", "parquet");
    expect((await readFile(join(scratch.path, "draws.parquet"))).subarray(0, 4).toString()).toBe("PAR1");
  });

  test.each([
    [[], "Say what is drawn"],
    [["--price", "ETH=gauss(1,2)"], "It is ASSET=normal(mean,deviation)"],
    [["--price", "ETH=t(0,1)"], "It is ASSET=normal(mean,deviation)"],
    [["--price", "ETH=t(0,1,2)"], "more than 2 degrees of freedom"],
    [["--price", "BTC=normal(0,1)"], "BTC is none of the scenario's assets"],
    [["--price", "ETH=uniform(1,0)"], "low is at most high"],
    [["--price", "ETH=normal(0,1)", "--correlate", "ETH,USDC=0.5"], "two assets whose prices are drawn"],
    [["--price", "ETH=normal(0,1)", "--correlate", "ETH,USDC=2"], "from −1 to 1"],
    [["--price", "ETH=normal(0,1)", "--extent", "harm=2"], "It is MEASURE=NUMBER"],
  ])("%j is refused with a reason", async (args, reason) => {
    const { code, err } = await run(...args);
    expect(code).toBe(2);
    expect(err).toContain(reason);
  });
});
