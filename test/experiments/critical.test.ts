import { describe, expect, it } from "vitest";
import { studyTipping } from "../../src/experiments/critical.js";
import { roundMap } from "../../src/experiments/round-map.js";
import { fallsOf, feltAssets, lossesOf } from "../../src/experiments/shock-families.js";
import { evenGrid } from "../../src/experiments/threshold.js";
import { parseScenario, readPath, readScenario } from "../../src/scenario/index.js";

const ONE_SEIZURE = `
format: 1
title: One account and one pool
question: What does a fall add to itself?
assets: { ETH: { priceUsd: 2_000 }, USDC: { priceUsd: 1 } }
venues: { pool: { kind: constant-product, balances: { ETH: 10_000, USDC: 20_000_000 }, fee: 0 } }
markets:
  aave:
    kind: aave-v3
    reserves: { ETH: { ltv: 75%, liquidationThreshold: 80%, liquidationBonus: 10% }, USDC: { suppliedUnits: 1e6 } }
positions: { one: { market: aave, collateral: { ETH: 100 }, debt: { USDC: 150_000 } } }
shocks: [{ kind: price, asset: ETH, change: -1% }]
`;

const change = (path: string, value: string) => ({ path: readPath(path) ?? [], value });
const STETH = "scenarios/07-steth-june-2023.yaml";

describe("critical shocks", () => {
  it("of a ten-fold loop: systemic at 1 − 1/health = 1/19; a second round only further down", async () => {
    const scenario = await readScenario("scenarios/02-one-loop.yaml");
    const { families, distances } = await studyTipping(scenario, {
      families: [fallsOf(scenario, "wstETH", evenGrid(0.02, 0.08, 4))],
      bands: [],
    });
    const [family] = families;
    expect(family?.systemic?.below).toBeLessThan(1 / 19);
    expect(family?.systemic?.above).toBeCloseTo(1 / 19, 4);
    expect(family?.secondRound?.above).toBeGreaterThan(1 / 19);
    expect(distances).toMatchObject([{ position: "looper", isLoop: true }]);
    expect(distances[0]?.fall).toBeCloseTo(1 / 19, 12);
  });

  it("of Stream: others are reached once its equity of 53.1 M is gone, of 263 M outside", async () => {
    const scenario = await readScenario("scenarios/04-xusd-deusd-november-2025.yaml");
    const { families } = await studyTipping(scenario, {
      families: [lossesOf(scenario, "stream", [0.1, 0.3])],
      bands: [],
      relativeTolerance: 1e-3,
    });
    const { below = 1, above = 0 } = families[0]?.secondRound ?? {};
    expect(below).toBeLessThan(53.1 / 263);
    expect(above).toBeGreaterThanOrEqual(53.1 / 263);
    expect(above - below).toBeLessThan(3e-4);
  });

  it("of stETH in June 2023 lies between 88,000 and 94,000 stETH, as published for Lido’s own model", async () => {
    const scenario = await readScenario(STETH);
    const { families } = await studyTipping(scenario, {
      families: [
        {
          name: "units",
          unit: "value",
          grid: [88_000, 94_000],
          at: (size) => readScenario(STETH, { changes: [change("shocks[0].units", String(size))] }),
        },
      ],
      bands: [],
      relativeTolerance: 0.1,
    });
    expect(families[0]).toMatchObject({
      secondRound: { below: 88_000, above: 94_000, later: [] },
      systemic: { below: 88_000, above: 94_000, later: [] },
    });
  }, 30_000);
});

describe("the map of one round", () => {
  it("is what the seizure adds to the fall, over the fall", async () => {
    // At −20 % the account of 100 ETH is worth 160,000 USD and owes 150,000: health 0.853, and the call takes all. The pool stands at
    // 10,000 / √0.8 ETH by then; its price falls by the square of that over that and 100 more.
    const scenario = await parseScenario(ONE_SEIZURE, { path: "one.yaml", readTable: async () => "" });
    const pool = 10_000 / Math.sqrt(0.8);
    const { assets, matrix, radius } = roundMap(scenario, 0.2);
    expect(assets).toEqual(["ETH"]);
    const own = 0;
    expect(matrix[own]?.[own]).toBeCloseTo((1 - (pool / (pool + 100)) ** 2) / 0.2, 9);
    expect(radius).toBeCloseTo(matrix[own]?.[own] ?? 0, 9);
  });

  it("is nothing where nobody has to sell", async () => {
    const { radius } = roundMap(await readScenario("scenarios/02-one-loop.yaml"), 0.01);
    expect(radius).toBeLessThan(1e-12);
  });
});

describe("the assets whose fall somebody would feel", () => {
  it("are also those that accounts of a population post, not those that they owe", async () => {
    const scenario = await parseScenario(ONE_SEIZURE, { path: "one.yaml", readTable: async () => "" });
    const slots = (asset: number, units: number) => ({
      start: Uint32Array.of(0, 1),
      asset: Uint16Array.of(asset),
      units: Float64Array.of(units),
    });
    const accounts = {
      ...{ count: 1, market: new Uint16Array(1), markets: ["aave"], assets: ["USDC", "ETH"] },
      ...{ collateral: slots(1, 10), debt: slots(0, 1_000) },
    };
    expect(feltAssets({ ...scenario, positions: [], populations: [{ id: "many", accounts }] })).toEqual(["ETH"]);
  });
});
