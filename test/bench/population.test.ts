import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WORKLOADS, workloadAccounts, workloadScenario } from "../../bench/population.js";
import { fullScan, interleave, scanTask } from "../../bench/scan-task.js";
import { accountsCsv, accountsParquet } from "../../bench/tables.js";
import { ASSETS, MARKETS } from "../../bench/world.js";
import type { AccountColumns } from "../../src/model/population.js";
import { readAccountTable } from "../../src/scenario/tables/read.js";

const accounts = workloadAccounts({ positions: 2_000, seed: 1 });

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bench-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("accounts of a workload", () => {
  const sizes = ({ start }: AccountColumns["debt"]) =>
    Array.from({ length: accounts.count }, (_, i) => (start[i + 1] ?? 0) - (start[i] ?? 0));

  test("are the same for the same seed, and each the same in a larger workload", () => {
    const larger = workloadAccounts({ positions: 4_000, seed: 1 });
    expect(larger.market.subarray(0, 2_000)).toEqual(accounts.market);
    expect(larger.debt.asset.subarray(0, accounts.debt.asset.length)).toEqual(accounts.debt.asset);
    expect(workloadAccounts({ positions: 2_000, seed: 2 }).market).not.toEqual(accounts.market);
  });

  test("hold 1 to 3 collaterals and 1 or 2 debts, in all markets and assets that can be held", () => {
    expect([...new Set(sizes(accounts.collateral))].toSorted()).toEqual([1, 2, 3]);
    expect([...new Set(sizes(accounts.debt))].toSorted()).toEqual([1, 2]);
    expect(new Set(accounts.market).size).toBe(MARKETS.length);
    expect(new Set(accounts.collateral.asset).size).toBe(ASSETS.length - 3);
  });

  test("are looped one time in ten: debt in a coin", () => {
    const coins = new Set(ASSETS.flatMap(({ kind }, i) => (kind === "coin" ? [i] : [])));
    const looped = accounts.debt.asset.filter((asset) => coins.has(asset)).length;
    expect(looped / accounts.count).toBeGreaterThan(0.08);
    expect(looped / accounts.count).toBeLessThan(0.12);
  });
});

describe("a scan task", () => {
  /** Health of every account of every round, worked out account by account. */
  const counts = ({ prices, thresholds, rounds }: ReturnType<typeof scanTask>) =>
    Array.from({ length: rounds }, (_, round) => {
      const price = (asset: number) => prices[round * ASSETS.length + asset] ?? 0;
      let below = 0;
      for (let i = 0; i < accounts.count; i += 1) {
        const sum = ({ start, asset, units }: AccountColumns["debt"], weight: (a: number) => number) => {
          let total = 0;
          for (let k = start[i] ?? 0; k < (start[i + 1] ?? 0); k += 1) total += (units[k] ?? 0) * weight(asset[k] ?? 0);
          return total;
        };
        const row = (accounts.market[i] ?? 0) * ASSETS.length;
        const capacity = sum(accounts.collateral, (a) => (thresholds[row + a] ?? 0) * price(a));
        if (capacity < sum(accounts.debt, price)) below += 1;
      }
      return below;
    });

  test("counts the accounts below health 1: none at the start, more and more as prices fall", () => {
    const task = scanTask(accounts);
    const found = fullScan(task, interleave(accounts));
    expect(found).toEqual(counts(task));
    expect(found[0]).toBe(0);
    expect(found.at(-1)).toBeGreaterThan(20);
    expect(found).toEqual(found.toSorted((a, b) => a - b));
  });
});

describe("tables of a workload", () => {
  test.each([
    ["CSV", "csv", () => [...accountsCsv(accounts)].join("")],
    ["Parquet", "parquet", () => accountsParquet(accounts)],
  ])("%s reads back as the accounts", async (_, ending, text) => {
    const path = join(folder, `accounts.${ending}`);
    await writeFile(path, text());
    const { accounts: read, mistakes } = await readAccountTable(path);
    expect(mistakes.count).toBe(0);
    expect(read.count).toBe(accounts.count);
    for (const side of ["collateral", "debt"] as const) {
      expect(read[side].start).toEqual(accounts[side].start);
      expect(read[side].units).toEqual(accounts[side].units);
      const ids = ({ assets, ...sides }: AccountColumns) => Array.from(sides[side].asset, (asset) => assets[asset]);
      expect(ids(read)).toEqual(ids(accounts));
    }
    const markets = ({ market, markets: all }: AccountColumns) => Array.from(market, (i) => all[i]);
    expect(markets(read)).toEqual(markets(accounts));
  });
});

test("the scenario of a workload passes all checks: 50 assets, 5 markets, 100 venues, 30 rounds", async () => {
  const [workload] = WORKLOADS;
  if (workload === undefined) throw new Error("there are workloads");
  const scenario = await workloadScenario(workload);
  expect([scenario.assets.length, scenario.markets.length, scenario.venues.length]).toEqual([50, 5, 100]);
  expect(scenario.clock.maxRounds + 1).toBe(30);
  expect(scenario.populations?.[0]?.accounts.count).toBe(1_000);
});
