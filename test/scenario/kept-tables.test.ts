import { mkdtemp, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { keepTables, readAccountTable, type TableReader } from "../../src/scenario/index.js";

let folder = "";
let path = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "kept-"));
  path = join(folder, "my.csv");
  await writeFile(path, TABLE);
});
afterEach(() => rm(folder, { recursive: true }));

const TABLE = "account,collateral.ETH,debt.USDC\nalice,2,1000\nbob,1,0.1\n";

/** A reader that keeps tables, and how often it has read one. */
function counted(): { readonly read: TableReader; readonly times: () => number } {
  let times = 0;
  const read = keepTables((file, options) => {
    times += 1;
    return readAccountTable(file, options);
  });
  return { read, times: () => times };
}

test("a table that has not changed is read once, and is the same columns", async () => {
  const { read, times } = counted();
  const first = await read(path, { market: "aave" });
  expect((await read(path, { market: "aave" })).accounts).toBe(first.accounts);
  expect([times(), first.accounts.count]).toEqual([1, 2]);
});

test("a table is read anew when it has changed, also to one of the same size", async () => {
  const { read, times } = counted();
  await read(path, { market: "aave" });
  await writeFile(path, TABLE.replace("1000", "2000"));
  await utimes(path, 1, 1);
  expect([...(await read(path, { market: "aave" })).accounts.debt.units]).toEqual([2000, 0.1]);
  await writeFile(path, `${TABLE}carol,1,1\n`);
  expect((await read(path, { market: "aave" })).accounts.count).toBe(3);
  expect(times()).toBe(3);
});

test("a table is read anew when another of the same size and time has taken its place", async () => {
  const { read } = counted();
  await utimes(path, 1, 1);
  await read(path, { market: "aave" });
  const { ctimeMs } = await stat(path);
  // Again and again, for clocks of file systems go by milliseconds.
  do {
    await writeFile(path, TABLE.replace("1000", "2000"));
    await utimes(path, 1, 1);
  } while ((await stat(path)).ctimeMs === ctimeMs);
  expect([...(await read(path, { market: "aave" })).accounts.debt.units]).toEqual([2000, 0.1]);
});

test("a table is read anew for another market, for other columns and where another asset is refused", async () => {
  const { read, times } = counted();
  const refusal = { found: "no", expected: "another" };
  const columns = { account: "account", "collateral.WETH": "collateral.ETH", "debt.USDC": "debt.USDC" };
  expect((await read(path, { market: "aave" })).accounts.markets).toEqual(["aave"]);
  expect((await read(path, { market: "spark" })).accounts.markets).toEqual(["spark"]);
  expect((await read(path, { market: "aave", columns })).accounts.assets).toContain("WETH");
  const refuse = ({ asset }: { readonly asset: string }) => (asset === "ETH" ? refusal : undefined);
  const refused = await read(path, { market: "aave", onBadRow: "report", refuse });
  expect([refused.accounts.count, refused.mistakes.count]).toEqual([0, 2]);
  expect((await read(path, { market: "aave", onBadRow: "report" })).accounts.count).toBe(2);
  expect(times()).toBe(5);
});
