import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { scratchFolder, spillover } from "./spillover.js";

const DEALER = "scenarios/13-short-gamma.yaml";
const scratch = scratchFolder();

const run = (...args: readonly string[]) => spillover(["backtest", ...args, "--out", scratch.path]);

describe("spillover backtest", () => {
  test("compares intervals on the scenario's own shocks", async () => {
    const { code, out } = await run(DEALER, "--every", "4,1");
    expect(code).toBe(0);
    expect(out).toMatch(/^every … rounds\torders\t.*\n1\t\d+\t.*\n4\t\d+\t/m);
    expect((await readdir(scratch.path)).sort()).toEqual(
      ["csv", "json", "pdf", "png", "svg"].map((kind) => `backtest.${kind}`),
    );
    const lines = (await readFile(join(scratch.path, "backtest.csv"), "utf8")).trim().split("\r\n");
    expect(lines.slice(1).map((line) => line.split(",").slice(0, 2))).toEqual([
      ["0", "1"],
      ["0", "4"],
    ]);
  });

  test("draws paths by seed", async () => {
    const drawn = ["--asset", "ETH", "--volatility", "70%", "--rounds", "6", "--paths", "2", "--every", "2", "--json"];
    const one = JSON.parse((await run(DEALER, ...drawn, "--seed", "1")).out);
    const other = JSON.parse((await run(DEALER, ...drawn, "--seed", "2")).out);
    expect(one).toMatchObject({ format: "spillover-backtest/1", path: { kind: "gbm", volatility: 0.7, seed: 1 } });
    expect(one.runs).toHaveLength(2);
    expect(one.runs).not.toEqual(other.runs);
  });

  test.each([
    [[DEALER, "--volatility", "70%"], "A drawn path needs both"],
    [[DEALER, "--volatility", "70%", "--asset", "BTC"], "BTC is none of the scenario's assets"],
    [[DEALER, "--seed", "4"], "A drawn path needs both"],
    [[DEALER, "--volatility", "-70%", "--asset", "ETH"], "--volatility is 0 or more."],
    [[DEALER, "--actor", "client"], "Say which actor, with --actor: dealer."],
    [[DEALER, "--every", "0,2"], "It is a list of numbers of rounds"],
    [["scenarios/01-one-position.yaml"], "No actor of the scenario has a policy"],
  ])("%j is refused with a reason", async (args, reason) => {
    const { code, err } = await run(...args);
    expect(code).toBe(2);
    expect(err).toContain(reason);
  });
});
