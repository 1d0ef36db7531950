import { describe, expect, it } from "vitest";
import { parseScenario } from "../../src/scenario/index.js";

const parse = (markets: string, positions: string, rest = "") =>
  parseScenario(
    `
format: 1
title: caps
assets: { ETH: { priceUsd: 2_000 }, GNO: { priceUsd: 100 }, USDC: { priceUsd: 1 }, DAI: { priceUsd: 1 } }
markets:
${markets}
positions:
${positions}
${rest}
shocks: [{ kind: price, asset: ETH, change: -1% }]
`,
    { path: "caps.yaml", readTable: () => Promise.reject(new Error("no table")) },
  );

const aave = ({ eth = "", gno = "", usdc = "" } = {}) => `
  aave:
    kind: aave-v3
    reserves:
      ETH: { ltv: 80%, liquidationThreshold: 83%, liquidationBonus: 5%${eth} }
      GNO: { ltv: 30%, liquidationThreshold: 40%, liquidationBonus: 10%${gno} }
      USDC: { suppliedUnits: 10_000${usdc} }
      DAI: { suppliedUnits: 10_000 }
`;
const onEth = "  p: { market: aave, collateral: { ETH: 10 }, debt: { USDC: 4_000 } }";

describe("caps", () => {
  it("that are met exactly are no problem", async () => {
    const market = aave({ eth: ", supplyCapUnits: 10", usdc: ", supplyCapUnits: 10_000, borrowCapUnits: 4_000" });
    const { markets } = await parse(market, onEth);
    expect(markets[0]).toMatchObject({ reserves: [{ supplyCapUnits: "10" }, {}, { borrowCapUnits: "4000" }, {}] });
  });

  it("that are passed are reported with place and remedy", async () => {
    const market = aave({
      eth: ", supplyCapUnits: 9.5",
      usdc: ", supplyCapUnits: 9_999, borrowCapUnits: 4_500, otherBorrowedUnits: 501",
    });
    const problem = await parse(market, onEth).catch(String);
    expect(problem).toMatch(
      /caps\.yaml:\d+:\d+ +markets\.aave\.reserves\.ETH\.supplyCapUnits: 10 ETH are supplied, above the cap of 9\.5/,
    );
    expect(problem).toMatch(/10000 USDC are supplied, above the cap of 9999/);
    expect(problem).toMatch(/4501 USDC are borrowed, above the cap of 4500/);
    expect(problem).toMatch(/stopAtCaps: true/);
  });

  it("count what vaults have supplied, and what is borrowed where nothing says what was supplied", async () => {
    const euler = (cap: number) => `
  euler:
    kind: euler
    maxLiquidationDiscount: 15%
    socialiseBadDebt: false
    reserves:
      ETH: { ltv: 80%, liquidationThreshold: 83% }
      USDC: { supplyCapUnits: ${cap} }
`;
    const account = "  p: { market: euler, collateral: { ETH: 10 }, debt: { USDC: 4_000 } }";
    const vault = "vaults: { v: { asset: USDC, idleUnits: 0, supplies: { euler: 5_000 }, realisesBadDebt: true } }";
    await expect(parse(euler(5_000), account, vault)).resolves.toBeDefined();
    await expect(parse(euler(4_999), account, vault)).rejects.toThrow(/5000 USDC are supplied/);
    await expect(parse(euler(3_999), account)).rejects.toThrow(/4000 USDC are supplied/);
  });

  it("of Compound v3 are on collateral", async () => {
    const comet = `
  comet:
    kind: compound-v3
    base: USDC
    collaterals: { ETH: { borrowFactor: 80%, liquidateFactor: 85%, liquidationFactor: 95%, supplyCapUnits: 9 } }
    storeFrontPriceFactor: 0.5
    targetReserveUnits: 0
`;
    const account = "  p: { market: comet, collateral: { ETH: 10 }, debt: { USDC: 4_000 } }";
    await expect(parse(comet, account)).rejects.toThrow(/10 ETH are posted, above the cap of 9/);
  });
});

describe("isolated collateral", () => {
  const isolated = aave({ gno: ", debtCeilingUsd: 500", usdc: ", borrowableInIsolation: true" });
  const account = (collateral: string, debt: string) =>
    `  p: { market: aave, collateral: ${collateral}, debt: ${debt} }`;

  it("may owe what is borrowable on it, up to the ceiling", async () => {
    await expect(parse(isolated, account("{ GNO: 20 }", "{ USDC: 500 }"))).resolves.toBeDefined();
    await expect(parse(isolated, account("{ GNO: 20 }", "{ USDC: 501 }"))).rejects.toThrow(
      /501 are owed against GNO, above its ceiling of 500/,
    );
  });

  it("may owe nothing else", async () => {
    const problem = await parse(isolated, account("{ GNO: 20 }", "{ DAI: 5 }")).catch(String);
    expect(problem).toMatch(/"p" owes DAI against GNO, which is isolated; expected .*borrowableInIsolation: USDC/);
  });

  it("stands alone", async () => {
    await expect(parse(isolated, account("{ GNO: 20, ETH: 1 }", "{ USDC: 5 }"))).rejects.toThrow(
      /"p" has GNO, which is isolated, and ETH/,
    );
    await expect(parse(isolated, account("{ GNO: 20, ETH: 0 }", "{ USDC: 5 }"))).resolves.toBeDefined();
    // Who owes nothing may hold what they like.
    await expect(parse(isolated, account("{ GNO: 20, ETH: 1 }", "{}"))).resolves.toBeDefined();
  });

  it("is no concern of accounts without it: their debts do not count towards its ceiling", async () => {
    await expect(parse(isolated, account("{ ETH: 20 }", "{ USDC: 5_000, DAI: 1 }"))).resolves.toBeDefined();
  });
});
