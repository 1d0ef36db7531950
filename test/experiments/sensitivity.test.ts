import { describe, expect, it } from "vitest";
import { networkDeltas } from "../../src/experiments/network-delta.js";
import { studySensitivity } from "../../src/experiments/sensitivity.js";
import { differentiate } from "../../src/experiments/step-study.js";
import { evenGrid } from "../../src/experiments/threshold.js";
import { parseScenario, readScenario } from "../../src/scenario/index.js";

const CROSSED = `
format: 1
title: Two issuers that own each other
question: How much of a loss comes back?
assets:
  GOLD: { priceUsd: 100 }
  alpha: { issuer: a }
  beta: { issuer: b }
issuers:
  a: { external: [], holdings: { GOLD: 1_000, beta: 600 }, supplyUnits: 1_000 }
  b: { external: [{ name: cash, valueUsd: 50_000 }], holdings: { alpha: 400 }, supplyUnits: 1_000 }
shocks: [{ kind: price, asset: GOLD, change: -1% }]
`;

describe("delta", () => {
  it("of an isolated loop is its leverage, and 1 with respect to what all of it is counted in", async () => {
    const scenario = await readScenario("scenarios/02-one-loop.yaml");
    const of = (asset: string) =>
      studySensitivity(scenario, {
        factor: { kind: "price", asset },
        targets: ["position:looper"],
        moves: [-0.02, 0, 0.02],
      }).targets[0];
    expect(of("wstETH")?.withCascade.elasticity).toBeCloseTo(10, 9);
    expect(of("wstETH")?.withoutCascade.elasticity).toBeCloseTo(10, 9);
    expect(of("wstETH")?.withCascade.gammaUsd).toBeCloseTo(0, 0);
    expect(of("WETH")?.withCascade.elasticity).toBeCloseTo(1, 9);
  });

  it("is not smoothed over a liquidation: the jump is located at −1/19", async () => {
    const scenario = await readScenario("scenarios/02-one-loop.yaml");
    const { targets } = studySensitivity(scenario, {
      factor: { kind: "price", asset: "wstETH" },
      targets: ["position:looper", "system"],
      moves: evenGrid(-0.054, 0, 10),
    });
    for (const { jumps, curve } of targets) {
      expect(jumps).toHaveLength(1);
      expect(jumps[0]?.below).toBeLessThanOrEqual(-1 / 19);
      expect(jumps[0]?.above).toBeGreaterThanOrEqual(-1 / 19);
      expect((jumps[0]?.above ?? 0) - (jumps[0]?.below ?? 1)).toBeLessThan(1e-6);
      expect(jumps[0]?.jumpUsd).toBeGreaterThan(50_000);
      expect(jumps[0]?.what).toMatch(/wstETH of looper are seized/);
      // Above the jump the slope is that of 10,000 wstETH.
      for (const { move, deltaUsd } of curve)
        if (move > -0.05 && deltaUsd !== undefined) expect(deltaUsd).toBeCloseTo(30e6, 0);
    }
  });

  it("through claims, by the fixed point, is that of moving the price: 60 % and 40 % amplify by 1 / (1 − 0.24)", async () => {
    const scenario = await parseScenario(CROSSED, { path: "crossed.yaml", readTable: async () => "" });
    const [a, b] = networkDeltas(scenario, { kind: "price", asset: "GOLD" });
    expect(a?.deltaUsd).toBeCloseTo(100_000 / 0.76, 6);
    expect(b?.deltaUsd).toBeCloseTo((0.4 * 100_000) / 0.76, 6);
    expect((a?.bumpedUsd ?? 0) / (a?.deltaUsd ?? 1)).toBeCloseTo(1, 8);
    expect((b?.bumpedUsd ?? 0) / (b?.deltaUsd ?? 1)).toBeCloseTo(1, 8);
  });

  it("of Stream’s claims is all it holds outside, for its equity comes first", async () => {
    const scenario = await readScenario("scenarios/04-xusd-deusd-november-2025.yaml");
    const deltas = networkDeltas(scenario, { kind: "backing", issuer: "stream" });
    const stream = deltas.find(({ sheet }) => sheet === "stream");
    expect(stream?.deltaUsd).toBeCloseTo(263e6, 3);
    expect((stream?.bumpedUsd ?? 0) / 263e6).toBeCloseTo(1, 8);
    expect(deltas.find(({ sheet }) => sheet === "elixir")?.deltaUsd).toBe(0);
  });

  it("refuses a target that bears no loss", async () => {
    const scenario = await readScenario("scenarios/02-one-loop.yaml");
    const factor = { kind: "price", asset: "wstETH" } as const;
    expect(() => studySensitivity(scenario, { factor, targets: ["asset:WETH"], moves: [-0.1, 0] })).toThrow(RangeError);
  });
});

describe("the study of steps", () => {
  it("finds first and second derivative of a smooth value", () => {
    const found = differentiate((x) => ({ valueUsd: 1e6 * Math.exp(2 * x), decisions: "" }), 1e6);
    expect(found.side).toBe("central");
    expect(found.deltaUsd / 2e6).toBeCloseTo(1, 6);
    expect(found.gammaUsd / 4e6).toBeCloseTo(1, 2);
    expect(found.elasticity).toBeCloseTo(2, 5);
    expect(found.changeWhenHalved).toBeLessThan(1);
  });

  it("keeps to the side on which nothing else is decided", () => {
    const broken = (x: number) =>
      x < 0 ? { valueUsd: 7 * x - 1000, decisions: "seized" } : { valueUsd: 3 * x, decisions: "" };
    const found = differentiate(broken, 0);
    expect(found.side).toBe("above");
    expect(found.deltaUsd).toBeCloseTo(3, 9);
  });
});
