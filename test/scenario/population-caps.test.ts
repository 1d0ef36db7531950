import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readScenario } from "../../src/scenario/read.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "caps-"));
});
afterAll(() => rm(folder, { recursive: true }));

const scenario = (market: string, rest: string) => `
format: 1
title: caps
assets: { ETH: { priceUsd: 2_000 }, GNO: { priceUsd: 100 }, USDC: { priceUsd: 1 }, DAI: { priceUsd: 1 } }
markets:
  here:${market}
${rest}
populations: { many: { table: many.csv, market: here } }
shocks: [{ kind: price, asset: ETH, change: -1% }]
`;

async function read(market: string, table: string, rest = "") {
  const path = join(folder, "caps.yaml");
  await writeFile(path, scenario(market, rest));
  await writeFile(join(folder, "many.csv"), table);
  return readScenario(path);
}

const aave = ({ eth = "", gno = "", usdc = "" }) => `
    kind: aave-v3
    reserves:
      ETH: { ltv: 80%, liquidationThreshold: 83%, liquidationBonus: 5%${eth} }
      GNO: { ltv: 30%, liquidationThreshold: 40%, liquidationBonus: 10%${gno} }
      USDC: { suppliedUnits: 10_000${usdc} }
      DAI: { suppliedUnits: 10_000 }`;
const TWO = "account,collateral.ETH,debt.USDC\na,6,2000\nb,4,2500\n";

describe("accounts of a table count towards caps", () => {
  test("met exactly", async () => {
    const market = aave({ eth: ", supplyCapUnits: 10", usdc: ", borrowCapUnits: 4_500" });
    await expect(read(market, TWO)).resolves.toBeDefined();
  });

  test("passed, together with a listed position", async () => {
    const market = aave({ eth: ", supplyCapUnits: 10", usdc: ", borrowCapUnits: 4_499" });
    const listed = "positions: { p: { market: here, collateral: { ETH: 1 } } }";
    const problem = await read(market, TWO, listed).catch(String);
    expect(problem).toContain("11 ETH are supplied, above the cap of 10");
    expect(problem).toContain("4500 USDC are borrowed, above the cap of 4499");
  });

  test("of collateral that earns nothing", async () => {
    const comet = `
    kind: compound-v3
    base: USDC
    suppliedUnits: 100_000
    collaterals: { ETH: { borrowFactor: 80%, liquidateFactor: 85%, liquidationFactor: 95%, supplyCapUnits: 9.5 } }
    storeFrontPriceFactor: 0.5
    targetReserveUnits: 0`;
    const problem = await read(comet, TWO).catch(String);
    expect(problem).toContain("10 ETH are posted, above the cap of 9.5");
  });

  test("and a loop that stops at caps takes what is left: 10 − 7 with 2 of its own is a leverage of 1.5", async () => {
    const market = aave({ eth: ", supplyCapUnits: 10" });
    const looped = "{ supply: ETH, borrow: USDC, equityUnits: 2, targetLeverage: 2, stopAtCaps: true }";
    const rows = "account,collateral.ETH,debt.USDC\na,6,2000\nb,1,0\n";
    const { positions } = await read(market, rows, `positions: { p: { market: here, loop: ${looped} } }`);
    const [position] = positions;
    expect(Number(position?.collateral[0]?.units)).toBeCloseTo(3, 9);
    expect(Number(position?.debt[0]?.units)).toBeCloseTo(2_000, 6);
  });
});

describe("isolated collateral of accounts of a table", () => {
  const isolated = aave({ gno: ", debtCeilingUsd: 500", usdc: ", borrowableInIsolation: true" });
  const rows = (...lines: string[]) =>
    `account,collateral.ETH,collateral.GNO,debt.USDC,debt.DAI\n${lines.join("\n")}\n`;

  test("counts towards its ceiling what is owed against it, and nothing else", async () => {
    await expect(read(isolated, rows("a,,20,300,", "b,,20,200,", "c,5,,4000,"))).resolves.toBeDefined();
    const problem = await read(isolated, rows("a,,20,300,", "b,,20,201,", "c,5,,4000,")).catch(String);
    expect(problem).toContain("501 are owed against GNO, above its ceiling of 500");
  });

  test("stands alone and owes what is borrowable on it", async () => {
    const problem = await read(isolated, rows("a,1,20,10,", "b,,20,,5")).catch(String);
    expect(problem).toContain('populations.many: "a" has GNO, which is isolated, and ETH');
    const owing = await read(isolated, rows("b,,20,,5")).catch(String);
    expect(owing).toContain(
      '"b" owes DAI against GNO, which is isolated; expected an asset with borrowableInIsolation: USDC',
    );
  });
});

describe("a market whose accounts are more than collateral and debt takes no table", () => {
  test.each([
    [
      "llamma",
      "kind: llamma, collateral: ETH, borrowed: USDC, amplification: 100, fee: 0.6%, loanDiscount: 9%, liquidationDiscount: 6%, suppliedUnits: 1_000_000",
      "bands",
    ],
    ["liquity-v1", "kind: liquity-v1, collateral: ETH, stablecoin: USDC", "troves"],
    [
      "liquity-v2",
      "kind: liquity-v2, collateral: ETH, stablecoin: USDC, minimumRatio: 1.1, shutdownRatio: 1.1, redistributionPenalty: 10%",
      "troves",
    ],
    [
      "dydx-v4",
      "kind: dydx-v4, underlying: ETH, margin: USDC, book: [[1%, 100]], fundUnits: 0, maintenanceFraction: 3%",
      "a perpetual venue",
    ],
  ])("%s", async (_, market, why) => {
    const problem = await read(` { ${market} }`, "account,collateral.ETH,debt.USDC\na,10,4000\n").catch(String);
    expect(problem).toContain(why);
  });
});
