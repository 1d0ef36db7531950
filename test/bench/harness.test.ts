import { describe, expect, test } from "vitest";
import { figuresTable, holds, measure, ratiosTable } from "../../bench/harness.js";
import { peersPresent, runPeers } from "../../bench/peers.js";
import { workloadAccounts } from "../../bench/population.js";
import { fullScan, interleave, scanTask } from "../../bench/scan-task.js";

describe("the harness", () => {
  test("does the work as often as asked and keeps the last answer", async () => {
    let calls = 0;
    const { value, repeats, fastest, milliseconds } = await measure(() => ++calls, 4);
    expect([value, repeats]).toEqual([4, 4]);
    expect(fastest).toBeLessThanOrEqual(milliseconds);
  });

  test("writes times per unit of work", () => {
    const figure = { group: "1e3", name: "scan", milliseconds: 3, fastest: 2.5, repeats: 5 };
    const table = figuresTable([
      { ...figure, work: 30_000, per: "position-round", counts: { below: 7 } },
      { ...figure, name: "file" },
    ]);
    expect(table).toMatch(/^1e3 +scan +3\.0 +2\.5 +5 +100 ns +per position-round +below 7$/m);
    expect(table).toMatch(/^1e3 +file +3\.0 +2\.5 +5$/m);
  });

  test.each([
    [{ name: "a", value: 2 }, true],
    [{ name: "a", value: 2, atLeast: 2 }, true],
    [{ name: "a", value: 1.9, atLeast: 2 }, false],
    [{ name: "a", value: 0.06, atMost: 0.05 }, false],
  ])("%j holds: %s", (ratio, expected) => {
    expect(holds(ratio)).toBe(expected);
    expect(ratiosTable([ratio]).includes("NO")).toBe(!expected);
  });
});

describe("peers", () => {
  const present = peersPresent();
  const accounts = workloadAccounts({ positions: 500, seed: 3 });
  const task = scanTask(accounts);
  const ours = fullScan(task, interleave(accounts));
  const run = (script: string) => runPeers(task, [script], { repeats: 1, plainRounds: 30 })[0]?.counts;

  test.runIf(present.numpy)("numpy counts the same accounts", () => expect(run("numpy_scan.py")).toEqual(ours));
  test.runIf(present.plain)("plain Python counts the same accounts", () => expect(run("plain_scan.py")).toEqual(ours));
});
