import { describe, expect, it } from "vitest";
import type { Position, Scenario } from "../../src/model/scenario.js";
import { parseScenario } from "../../src/scenario/index.js";

const parse = (markets: string, positions: string): Promise<Scenario> =>
  parseScenario(
    `
format: 1
title: caps
assets: { ETH: { priceUsd: 2_000 }, stETH: { priceUsd: 2_000 }, USDC: { priceUsd: 1 } }
markets:
${markets}
positions:
${positions}
shocks: [{ kind: price, asset: ETH, change: -1% }]
`,
    { path: "caps.yaml", readTable: () => Promise.reject(new Error("no table")) },
  );

const aave = (steth = "", eth = "") => `
  aave:
    kind: aave-v3
    reserves:
      stETH: { ltv: 90%, liquidationThreshold: 93%, liquidationBonus: 1%${steth} }
      ETH: { ltv: 80%, liquidationThreshold: 83%, liquidationBonus: 5%, suppliedUnits: 10_000${eth} }
      USDC: { suppliedUnits: 1_000_000 }
`;
const loop = (rest = "") =>
  `  looper: { market: aave, loop: { supply: stETH, borrow: ETH, equityUnits: 100, targetLeverage: 8${rest} } }\n`;
const stopping = loop(", stopAtCaps: true");
const unitsOf = ({ collateral, debt }: Position) => [collateral[0], debt[0]].map((each) => Number(each?.units));
const looper = ({ positions }: Scenario) => {
  const found = positions.find(({ id }) => id === "looper");
  if (found === undefined) throw new Error("no looper");
  return unitsOf(found);
};

describe("loops that stop at caps", () => {
  it("go as far as they ask where nothing is in the way", async () => {
    expect(looper(await parse(aave(), stopping))).toEqual([800, 700]);
    expect(looper(await parse(aave(), loop()))).toEqual([800, 700]);
  });

  it("end at the supply cap, less what others have posted, wherever these stand in the file", async () => {
    const other = "  other: { market: aave, collateral: { stETH: 150 } }\n";
    // 600 − 150 on 100 of own money.
    const market = aave(", supplyCapUnits: 600");
    expect(looper(await parse(market, other + stopping))).toEqual([450, 350]);
    expect(looper(await parse(market, stopping + other))).toEqual([450, 350]);
  });

  it("end at the borrow cap, less what others owe", async () => {
    const other = "  other: { market: aave, collateral: { stETH: 10 }, debt: { ETH: 5 } }\n";
    const market = aave("", ", borrowCapUnits: 305, otherBorrowedUnits: 100");
    expect(looper(await parse(market, stopping + other))).toEqual([300, 200]);
  });

  it("end where there is no more to borrow", async () => {
    expect(looper(await parse(aave("", ", otherBorrowedUnits: 9_750"), stopping))).toEqual([350, 250]);
  });

  it("end at the debt ceiling of isolated collateral", async () => {
    const market = aave(", debtCeilingUsd: 150", ", borrowableInIsolation: true");
    expect(looper(await parse(market, stopping))).toEqual([250, 150]);
  });

  it("come one after another: the next one has what is left", async () => {
    const second = stopping
      .replace("looper", "second")
      .replace("equityUnits: 100, targetLeverage: 8", "equityUnits: 50, targetLeverage: 4");
    const { positions } = await parse(aave(", supplyCapUnits: 900"), stopping + second);
    expect(positions.map(unitsOf)).toEqual([
      [800, 700],
      [100, 50],
    ]);
  });

  it("drawn as a group fill the cap and no more", async () => {
    const group = `  group:
    market: aave
    count: 3
    loop: { supply: stETH, borrow: ETH, equityUnits: { constant: 100 }, targetLeverage: { constant: 4 }, stopAtCaps: true }
`;
    const { positions } = await parse(aave("", ", borrowCapUnits: 650"), group);
    expect(positions.map(unitsOf)).toEqual([
      [400, 300],
      [400, 300],
      [150, 50],
    ]);
  });

  it("are refused where not even their own money fits", async () => {
    await expect(parse(aave(", supplyCapUnits: 60"), stopping)).rejects.toThrow(
      /found 100 stETH of equity, more than the cap leaves room for/,
    );
  });
});
