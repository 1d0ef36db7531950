import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { type ColumnSource, parquetWriteBuffer } from "hyparquet-writer";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AccountColumns, unpackText } from "../../../src/model/population.js";
import { TableError } from "../../../src/scenario/tables/mistakes.js";
import { type ReadTableOptions, readAccountTable, tableFormat } from "../../../src/scenario/tables/read.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tables-"));
});
afterAll(() => rm(folder, { recursive: true }));

let files = 0;
async function read(text: string | Uint8Array, ending: string, options: ReadTableOptions = {}) {
  files += 1;
  const path = join(folder, `${files}.${ending}`);
  await writeFile(path, text);
  return readAccountTable(path, options);
}

/** Accounts as a person would write them. */
const shown = (accounts: AccountColumns) =>
  Array.from({ length: accounts.count }, (_, i) => {
    const side = ({ start, asset, units }: AccountColumns["debt"]) =>
      Array.from(units.subarray(start[i], start[i + 1]), (amount, k) => {
        const which = asset[(start[i] ?? 0) + k] ?? 0;
        return `${amount} ${accounts.assets[which]}`;
      }).join(" + ");
    const name = accounts.name === undefined ? "" : unpackText(accounts.name, i);
    const market = accounts.markets[accounts.market[i] ?? 0];
    return `${name} in ${market}: ${side(accounts.collateral)} / ${side(accounts.debt)}`;
  });

const THREE = [
  "alice/aave in aave: 2 WETH + 0.5 WBTC / 1000.25 USDC",
  "bob/morpho in morpho: 12.5 wstETH / 3 WETH",
  "alice/morpho in morpho: 75000000 wstETH / 0.000001 WETH",
];

const WIDE = `account,market,collateral_asset,collateral_units,collateral_asset_2,collateral_units_2,debt_asset,debt_units
alice,aave,WETH,2,WBTC,0.5,USDC,1000.25
bob,morpho,wstETH,12.5,,,WETH,3
alice,morpho,wstETH,75_000_000,WBTC,0,WETH,1e-6
`;

const LONG = `units,asset,side,market,account
2,WETH,collateral,aave,alice
12.5,wstETH,collateral,morpho,bob
75000000,wstETH,collateral,morpho,alice
0.5,WBTC,collateral,aave,alice
3,WETH,debt,morpho,bob
1000.25,USDC,debt,aave,alice
0.000001,WETH,debt,morpho,alice
`;

const NDJSON = `{"account":"alice","market":"aave","collateral_asset":"WETH","collateral_units":2,"collateral_asset_2":"WBTC","collateral_units_2":0.5,"debt_asset":"USDC","debt_units":1000.25}

{"account":"bob","market":"morpho","collateral_asset":"wstETH","collateral_units":"12.5","debt_asset":"WETH","debt_units":3}
{"account":"alice","market":"morpho","collateral_asset":"wstETH","collateral_units":75000000,"collateral_asset_2":null,"debt_asset":"WETH","debt_units":1e-6}`;

const columnData: ColumnSource[] = [
  { name: "account", data: ["alice", "bob", "alice"], type: "STRING" },
  { name: "market", data: ["aave", "morpho", "morpho"], type: "STRING" },
  { name: "collateral_asset", data: ["WETH", "wstETH", "wstETH"], type: "STRING" },
  { name: "collateral_units", data: [2, 12.5, 75e6], type: "DOUBLE" },
  { name: "collateral_asset_2", data: ["WBTC", null, null], type: "STRING", nullable: true },
  { name: "collateral_units_2", data: [0.5, null, null], type: "DOUBLE", nullable: true },
  { name: "debt_asset", data: ["USDC", "WETH", "WETH"], type: "STRING" },
  { name: "debt_units", data: [1000.25, 3, 1e-6], type: "DOUBLE" },
];
const parquet = (options: object = {}) => new Uint8Array(parquetWriteBuffer({ columnData, ...options }));

describe("the same accounts", () => {
  test.each([
    ["an account a row", WIDE, "csv"],
    ["CRLF, a byte order mark and spaces", `\ufeff${WIDE.replaceAll("\n", "\r\n").replaceAll(",", " , ")}`, "csv"],
    ["quotes somewhere", WIDE.replace("bob,morpho", '"bob","morpho"'), "csv"],
    ["no line end after the last row", WIDE.trimEnd(), "csv"],
    ["a balance a row, in any order", LONG, "csv"],
    ["NDJSON, with empty lines and texts for numbers", NDJSON, "ndjson"],
    ["Parquet", parquet(), "parquet"],
    ["Parquet, a row group a row", parquet({ rowGroupSize: 1 }), "parquet"],
    ["Parquet, compressed by gzip", parquet({ codec: "GZIP", compressors: { GZIP: gzipSync } }), "parquet"],
  ])("from %s", async (_, text, ending) => {
    const { accounts, mistakes } = await read(text, ending);
    expect(shown(accounts)).toEqual(_.startsWith("a balance") ? [THREE[0], THREE[1], THREE[2]] : THREE);
    expect(mistakes.count).toBe(0);
  });

  test("from a column an asset, in the scenario's own market, without names", async () => {
    const { accounts } = await read("collateral.WETH,debt.USDC\n2,\n0,3\n", "csv", { market: "aave" });
    expect(accounts.name).toBeUndefined();
    expect(shown(accounts)).toEqual([" in aave: 2 WETH / ", " in aave:  / 3 USDC"]);
  });

  test("under other headers, with columns that are not read", async () => {
    const columns = { account: "wallet", "collateral.WETH": "eth" };
    const { accounts } = await read("eth,height,wallet\n2,9,alice\n", "csv", { market: "aave", columns });
    expect(shown(accounts)).toEqual(["alice in aave: 2 WETH / "]);
  });
});

async function mistakesOf(text: string | Uint8Array, ending = "csv", options: ReadTableOptions = {}) {
  const error = await read(text, ending, options).catch((thrown: unknown) => thrown);
  if (!(error instanceof TableError)) throw new Error(`no TableError but ${String(error)}`);
  return error.mistakes.listed.map(({ row, found, expected }) => `${row}: ${found}; ${expected}`);
}

const HEADER = "account,market,collateral_asset,collateral_units,debt_asset,debt_units";

describe("rows that cannot be read", () => {
  test.each([
    ["a,aave,WETH,-1,USDC,1", '2: found "-1" as units of WETH; a number of 0 or more'],
    ["a,aave,WETH,abc,USDC,1", '2: found "abc" as units of WETH; a number of 0 or more'],
    ["a,aave,WETH,1e999,USDC,1", '2: found "1e999" as units of WETH; a number of 0 or more'],
    ["a,aave,WETH,,USDC,1", "2: found nothing as units of WETH; a number of 0 or more"],
    ["a,aave,,1,USDC,1", "2: found nothing as asset; an id of letters, digits and - + _ . / :"],
    [",aave,WETH,1,USDC,1", "2: found nothing as account; an id of letters, digits and - + _ . / :"],
    ["a b,aave,WETH,1,USDC,1", '2: found "a b" as account; an id of letters, digits and - + _ . / :'],
    ["a,aave,WETH,1,USDC", "2: found 5 cells; 6, as in the header"],
    ["a,aave,WETH,0,,", "2: found neither collateral nor debt; units in at least one column"],
    ["a,aave,WETH,1,,\na,aave,WETH,2,,", "3: found the account a again; every account once in a market"],
    ['"a,aave', "2: found a mistake in the CSV: Quote Not Closed"],
  ])("%s", async (rows, message) => expect((await mistakesOf(`${HEADER}\n${rows}\n`))[0]).toContain(message));

  test("are refused where the market does not take the asset", async () => {
    const refuse = ({ market, side, asset }: { market: string; side: string; asset: string }) =>
      asset === "DOGE" ? { found: `${market} does not list DOGE as ${side}`, expected: "WETH" } : undefined;
    const text = `${HEADER}\na,aave,WETH,1,,\nb,aave,DOGE,1,,\n`;
    expect(await mistakesOf(text, "csv", { refuse })).toEqual(["3: aave does not list DOGE as collateral; WETH"]);
  });

  test("are listed up to 20 and counted beyond; the others are kept where they are only to be reported", async () => {
    const rows = Array.from({ length: 100 }, (_, i) => `a${i},aave,WETH,${i % 2 === 0 ? i + 1 : "?"},USDC,1`);
    const text = [HEADER, ...rows].join("\n");
    const error = await read(text, "csv").catch((thrown: unknown) => thrown);
    expect(String(error)).toMatch(/:3:1 {2}found "\?" as units of WETH/);
    expect(String(error)).toMatch(/50 rows are wrong, of which 20 are listed$/);
    const { accounts, mistakes } = await read(text, "csv", { onBadRow: "report" });
    expect([accounts.count, mistakes.count, mistakes.listed.length]).toEqual([50, 50, 20]);
    expect(shown(accounts).at(-1)).toBe("a98/aave in aave: 99 WETH / 1 USDC");
  });

  test("leave no half account behind in a table with a balance a row", async () => {
    const text =
      "account,side,asset,units\na,collateral,WETH,1\nb,collateral,WETH,2\na,debt,USDC,?\nc,collateral,WETH,3\nc,collateral,WETH,4\nd,debt,USDC,5\n";
    const { accounts, mistakes } = await read(text, "csv", { market: "aave", onBadRow: "report" });
    expect(shown(accounts)).toEqual(["b in aave: 2 WETH / ", "d in aave:  / 5 USDC"]);
    expect(mistakes.listed.map(({ row }) => row)).toEqual([4, 6]);
  });

  test("in NDJSON", async () => {
    const text =
      '{"account":"a","collateral.WETH":1}\n{"account":"b",\n{"account":"c","collateral.WETH":1,"debt":2}\n[1]\n{"account":"d","collateral.WETH":true}\n';
    expect(await mistakesOf(text, "ndjson", { market: "aave" })).toEqual([
      '2: found "{\\"account\\":\\"b\\","; a JSON object',
      '3: found the key "debt"; numbers or texts under account, collateral.WETH',
      '4: found "[1]"; a JSON object',
      "5: found true under collateral.WETH; numbers or texts under account, collateral.WETH",
    ]);
  });
});

describe("cells of a Parquet file", () => {
  const table = (account: ColumnSource, units: ColumnSource, options: object = {}) =>
    new Uint8Array(parquetWriteBuffer({ columnData: [account, units], ...options }));
  const names = (data: readonly unknown[]): ColumnSource => ({ name: "account", data: [...data], type: "STRING" });
  const units = { name: "collateral.WETH" };
  const inAave = { market: "aave" };

  test("that are numbers, whole numbers or texts", async () => {
    const account: ColumnSource = { name: "account", data: [7n, 8n], type: "INT64" };
    const texts: ColumnSource = { ...units, data: ["75_000_000", "1e-6"], type: "STRING" };
    const whole: ColumnSource = { ...units, data: [3n, 4n], type: "INT64" };
    const read1 = await read(table(account, texts), "parquet", inAave);
    expect(shown(read1.accounts)).toEqual(["7 in aave: 75000000 WETH / ", "8 in aave: 0.000001 WETH / "]);
    const read2 = await read(table(names(["a", "b"]), whole), "parquet", inAave);
    expect(shown(read2.accounts)).toEqual(["a in aave: 3 WETH / ", "b in aave: 4 WETH / "]);
  });

  test("that cannot be read", async () => {
    const data = [1, Number.NaN, -1, null, 2, 3, 4, 5];
    const accounts = names(["a", "b", "c", "d", "a", "ä", "e f", ""]);
    const column: ColumnSource = { ...units, data, type: "DOUBLE", nullable: true };
    expect(await mistakesOf(table(accounts, column), "parquet", inAave)).toEqual([
      "3: found NaN as units of WETH; a number of 0 or more",
      "4: found -1 as units of WETH; a number of 0 or more",
      "5: found neither collateral nor debt; units in at least one column",
      "6: found the account a again; every account once in a market",
      '7: found "ä" as account; an id of letters, digits and - + _ . / :',
      '8: found "e f" as account; an id of letters, digits and - + _ . / :',
      "9: found nothing as account; an id of letters, digits and - + _ . / :",
    ]);
  });

  test("on many pages", async () => {
    const count = 5_000;
    const each = <T>(value: (i: number) => T) => Array.from({ length: count }, (_, i) => value(i));
    const accounts = names(each((i) => `account-${i}`));
    const column: ColumnSource = { ...units, data: each((i) => i + 0.5), type: "DOUBLE" };
    const many = await read(table(accounts, column, { pageSize: 512, rowGroupSize: 2_000 }), "parquet", inAave);
    expect(shown(many.accounts)).toEqual(each((i) => `account-${i} in aave: ${i + 0.5} WETH / `));
  });
});

describe("headers that cannot be read", () => {
  test.each([
    ["account,colateral_asset", 'found the column "colateral_asset"'],
    ["account,collateral_asset,debt.USDC", 'found the column "collateral_asset" alone'],
    ["account,debt.USDC,debt.USDC", 'found two columns "debt.USDC"'],
    ["account,side,asset", "found only the columns account, side, asset"],
    ["account,market", "found no column of balances"],
    ["", "found no accounts"],
  ])("%s", async (header, message) =>
    expect((await mistakesOf(`${header}\n`, "csv", { market: "aave" })).join()).toContain(message),
  );

  test("for want of a market", async () =>
    expect((await mistakesOf("account,debt.USDC\na,1\n")).join()).toContain("no column for the market"));

  test("in a file that is no Parquet", async () =>
    expect((await mistakesOf("hello, world", "parquet")).join()).toContain("found a mistake in the Parquet file"));
});

test("formats by name", () => {
  expect(["a.CSV", "a.parquet", "a.ndjson", "a.jsonl", "a.txt", "a"].map(tableFormat)).toEqual([
    ...["csv", "parquet", "ndjson", "ndjson", "csv", "csv"],
  ]);
});

test("progress rises to the size of the file", async () => {
  const seen: number[] = [];
  await read(WIDE, "csv", { onProgress: ({ bytes, totalBytes }) => seen.push(bytes / totalBytes) });
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(seen.at(-1)).toBe(1);
});
