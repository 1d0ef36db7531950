import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { unpackText } from "../../src/model/population.js";
import { parseScenario } from "../../src/scenario/parse.js";
import { readScenario } from "../../src/scenario/read.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "populations-"));
});
afterAll(() => rm(folder, { recursive: true }));

const scenario = (population: string) => `
format: 1
title: A population
clock: { secondsPerRound: 60, maxRounds: 5, priceTolerance: 0 }
assets:
  WETH: { priceUsd: 2000 }
  USDC: { priceUsd: 1 }
  DOGE: { priceUsd: 0.1 }
venues:
  pool: { kind: constant-product, balances: { WETH: 1000, USDC: 2_000_000 }, fee: 0.3% }
  other: { kind: constant-product, balances: { DOGE: 1000, USDC: 100 }, fee: 0.3% }
markets:
  aave:
    kind: aave-v3
    reserves:
      WETH: { ltv: 80%, liquidationThreshold: 83%, liquidationBonus: 5%, suppliedUnits: 100, reserveFactor: 0 }
      USDC: { ltv: 75%, liquidationThreshold: 78%, liquidationBonus: 5%, suppliedUnits: 100_000, reserveFactor: 0 }
populations:
  lenders: ${population}
shocks:
  - { kind: price, asset: WETH, change: -10% }
`;

async function read(population: string, table: string) {
  const path = join(folder, "my.yaml");
  await writeFile(path, scenario(population));
  await writeFile(join(folder, "lenders.csv"), table);
  return readScenario(path);
}

const TABLE = "account,collateral.WETH,debt.USDC\nalice,2,1000\nbob,1,0.1\n";

test("a population is read from the table beside the scenario", async () => {
  const { populations = [] } = await read("{ table: lenders.csv, market: aave }", TABLE);
  const [lenders] = populations;
  if (lenders === undefined) throw new Error("there is no population");
  const { accounts } = lenders;
  expect([lenders.id, accounts.count, accounts.markets, accounts.assets]).toEqual([
    ...["lenders", 2],
    ["aave"],
    ["WETH", "USDC"],
  ]);
  expect([...accounts.collateral.units, ...accounts.debt.units]).toEqual([2, 1, 1000, 0.1]);
  expect(accounts.name === undefined ? "" : unpackText(accounts.name, 1)).toBe("bob");
});

test("a scenario without one has no such key", async () => {
  const text = scenario("X").replace(/populations:\n.*\n/, "");
  expect(
    await parseScenario(text, { path: "my.yaml", readTable: () => Promise.reject(new Error("none")) }),
  ).not.toHaveProperty("populations");
});

async function messageOf(population: string, table: string) {
  const outcome = await read(population, table).catch((error: unknown) => error);
  return outcome instanceof Error ? outcome.message.replaceAll(folder, "…") : "no error";
}

test("a market cannot have lent to a population more than was supplied", async () => {
  const rows = "account,collateral.WETH,debt.USDC\nalice,60,60000\nbob,50,40000.5\n";
  const message = await messageOf("{ table: lenders.csv, market: aave }", rows);
  expect(message).toContain("100000.5 USDC are borrowed (100000.5 by positions and 0 by others) of 100000 supplied");
  expect(message).toContain("markets.aave.reserves.WETH.suppliedUnits");
});

describe("what is wrong is told with file and row", () => {
  test.each([
    ["an unknown asset", "a,aave,PEPE,1,USDC,1", '…/lenders.csv:2:1  populations.lenders.table: "PEPE" is not defined'],
    [
      "an unknown market",
      "a,aaev,WETH,1,USDC,1",
      '…/lenders.csv:2:1  populations.lenders.table: "aaev" is not defined',
    ],
    [
      "an asset that the market does not list",
      "a,aave,DOGE,1,USDC,1",
      'found collateral in "DOGE"; expected what "aave" has a reserve of: WETH, USDC',
    ],
    ["no number", "a,aave,WETH,one,USDC,1", 'found "one" as units of WETH; expected a number of 0 or more'],
  ])("%s", async (_, row, message) => {
    const table = `account,market,collateral_asset,collateral_units,debt_asset,debt_units\n${row}\n`;
    expect(await messageOf("{ table: lenders.csv }", table)).toContain(message);
  });

  test.each([
    ["a missing table", "{ table: none.csv, market: aave }", '"none.csv" cannot be read (ENOENT)'],
    [
      "a market that is not there",
      "{ table: lenders.csv, market: aaev }",
      'populations.lenders.market: "aaev" is not defined',
    ],
    [
      "an e-mode that is not there",
      "{ table: lenders.csv, market: aave, eMode: eth }",
      'populations.lenders.eMode: "eth" is not defined',
    ],
    ["no market at all", "{ table: lenders.csv }", "found no column for the market"],
    ["an unknown key", "{ table: lenders.csv, markt: aave }", "markt"],
  ])("%s", async (_, population, message) => expect(await messageOf(population, TABLE)).toContain(message));

  test("and counted beyond 20", async () => {
    const rows = Array.from({ length: 30 }, (_, i) => `a${i},-1,1`).join("\n");
    const message = await messageOf(
      "{ table: lenders.csv, market: aave }",
      `account,collateral.WETH,debt.USDC\n${rows}\n`,
    );
    expect(message).toContain('30 rows of "lenders.csv" are wrong, of which 20 are listed');
    expect(message).toMatch(/21 problems$/);
  });
});

test("bad rows are left out and said where the file allows it, unless nothing is left", async () => {
  const population = "{ table: lenders.csv, market: aave, onBadRow: report }";
  const { populations = [] } = await read(population, `${TABLE}carol,-1,5\n`);
  expect(populations[0]?.accounts.count).toBe(2);
  expect(populations[0]?.leftOut).toEqual({
    rows: 1,
    first: ['lenders.csv:4: found "-1" as units of WETH; expected a number of 0 or more'],
  });
  expect(await messageOf(population, "account,debt.USDC\na,?\n")).toContain('found "?" as units of USDC');
});
