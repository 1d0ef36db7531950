import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { requireDecimalSize } from "../../src/cli/decimal-size.js";
import { readScenario } from "../../src/scenario/read.js";
import { spillover as said } from "./spillover.js";

const ACCOUNTS = 40;

/** Every tenth account is near liquidation, every fourth is looped; a row cannot be read. */
const rows = Array.from({ length: ACCOUNTS }, (_, i) => {
  if (i % 4 === 0) return `a${i},,${1 + i},,${(1 + i) * (0.7 + i / 400)}`;
  return `a${i},${1 + i},,${(1 + i) * (i % 10 === 1 ? 1_600 : 900)},`;
});
const TABLE = `account,collateral.ETH,collateral.stETH,debt.USDC,debt.ETH\n${rows.join("\n")}\nwrong,-1,,,\n`;

const SCENARIO = `
format: 1
title: Forty accounts
clock: { secondsPerRound: 60, maxRounds: 6 }
assets:
  ETH: { priceUsd: 2000 }
  stETH: { issuer: pooled }
  USDC: { priceUsd: 1 }
issuers:
  pooled: { holdings: { ETH: 2_000 }, external: [], supplyUnits: 2_000 }
venues:
  pool: { kind: constant-product, balances: { ETH: 1000, USDC: 2_000_000 }, fee: 0.3% }
  peg: { kind: constant-product, balances: { ETH: 500, stETH: 500 }, fee: 0.05% }
markets:
  aave:
    kind: aave-v3
    reserves:
      ETH: { ltv: 80%, liquidationThreshold: 83%, liquidationBonus: 5% }
      stETH: { ltv: 85%, liquidationThreshold: 90%, liquidationBonus: 2% }
      USDC: { ltv: 75%, liquidationThreshold: 78%, liquidationBonus: 5% }
populations:
  many: { table: many.csv, market: aave, onBadRow: report }
shocks:
  - { kind: price, asset: ETH, change: -8% }
`;

let folder = "";
let file = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "spillover-"));
  file = join(folder, "forty.yaml");
  await writeFile(file, SCENARIO);
  await writeFile(join(folder, "many.csv"), TABLE);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const spillover = (...args: readonly string[]) => said(args);
const into = (name: string): readonly string[] => ["--out", join(folder, name)];

test("validate counts the accounts of tables, says what it left out, and shows how far it has read", async () => {
  const { code, out, shown } = await spillover("validate", file);
  expect(code).toBe(0);
  expect(out).toContain(
    `0 positions, ${ACCOUNTS} accounts of tables, 1 shock, 1 row of many left out, first many.csv:42`,
  );
  expect(shown).toContain("reading many.csv 1");
});

test("verify finds no decision that differs", async () => {
  const { code, out } = await spillover("verify", file);
  expect(out).toContain("float and decimal agree on every event");
  expect(code).toBe(0);
});

test("decimals are refused for more accounts than they can work out", async () => {
  const { populations: [many] = [], ...scenario } = await readScenario(file);
  if (many === undefined) throw new Error("there is no population");
  const counting = (count: number) => ({
    ...scenario,
    populations: [{ ...many, accounts: { ...many.accounts, count } }],
  });
  expect(() => requireDecimalSize(counting(100_000))).not.toThrow();
  expect(() => requireDecimalSize(counting(100_001))).toThrow(/100001 accounts, at most 100000/);
});

test("compare refuses them too, before anything runs", async () => {
  const large = Array.from({ length: 100_001 }, (_, i) => `a${i},1,,900,`).join("\n");
  await writeFile(join(folder, "large.csv"), `account,collateral.ETH,collateral.stETH,debt.USDC,debt.ETH\n${large}\n`);
  await writeFile(join(folder, "large.yaml"), SCENARIO.replace("many.csv", "large.csv"));
  const { code, err } = await spillover("compare", file, join(folder, "large.yaml"), "--exact", ...into("refused"));
  expect(err).toContain("100001 accounts, at most 100000");
  expect(code).toBe(2);
});

test("inspect and loops show groups, not accounts", async () => {
  const inspected = JSON.parse((await spillover("inspect", file, "--json")).out);
  const looped = JSON.parse((await spillover("loops", file, "--json", ...into("loops"))).out);
  const names: string[] = looped.accounts.map(({ position }: { readonly position: string }) => position);
  const positions = inspected.nodes.find(({ kind }: { readonly kind: string }) => kind === "position");
  expect(positions.count).toBeLessThan(ACCOUNTS / 2);
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) expect(name).toMatch(/^many: aave stETH /);
});

test("a run's map and its later drawing know the groups", async () => {
  expect((await spillover("run", file, ...into("run"))).code).toBe(0);
  const before = await readFile(join(folder, "run", "map.svg"), "utf8");
  expect((await spillover("map", join(folder, "run"))).code).toBe(0);
  expect(await readFile(join(folder, "run", "map.svg"), "utf8")).toBe(before);
  expect(before).toContain("many: aave");
});

test("compare, network and rank", async () => {
  const compared = await spillover("compare", file, "--set", "shocks[0].change=-55%", "--json", ...into("compare"));
  const [asWritten, deeper] = JSON.parse(compared.out).runs;
  expect(deeper.totals.liquidations).toBeGreaterThan(asWritten.totals.liquidations);
  const { code, out } = await spillover("network", file, ...into("network"));
  expect({ code, isThere: out.includes("debtrank-2015") }).toEqual({ code: 0, isThere: true });
  const ranked = await spillover("rank", file, "--most", "6", "--json", ...into("rank"));
  expect(ranked.code).toBe(0);
  expect(JSON.parse(ranked.out).assets.names).toEqual(expect.arrayContaining(["ETH", "stETH"]));
});

test("critical finds the fall that starts a second round; greeks know the groups as targets", async () => {
  const args = ["critical", file, "--asset", "ETH", "--grid", "6", "--json", ...into("critical")];
  const critical = await spillover(...args);
  expect(critical.code).toBe(0);
  const groups = (await spillover("loops", file, "--json", ...into("loops"))).out;
  const [{ position }] = JSON.parse(groups).accounts;
  const moves = ["--from", "-20%", "--to", "0%", "--points", "5", "--jumps", "0"];
  const greeks = await spillover(
    "greeks",
    file,
    "--asset",
    "ETH",
    "--target",
    `position:${position}`,
    ...moves,
    "--json",
    ...into("greeks"),
  );
  expect({ code: greeks.code, err: greeks.err }).toEqual({ code: 0, err: "" });
});
