import { describe, expect, test } from "vitest";
import { monteCarlo, sampler } from "../../src/experiments/monte-carlo.js";
import { priceChanges } from "../../src/experiments/price-draws.js";
import { measure } from "../../src/measures/index.js";
import type { Distribution, SamplingPlan } from "../../src/model/sampling.js";
import { simulate } from "../../src/propagation/index.js";
import { parseShockArgument, readScenario } from "../../src/scenario/index.js";

const planOf = (distributions: Readonly<Record<string, Distribution>>, correlation = 0, seed = 7): SamplingPlan => {
  const [one = "", other = ""] = Object.keys(distributions);
  return {
    ...{ seed, keepsShocks: false, watched: [] },
    prices: Object.entries(distributions).map(([asset, distribution]) => ({ asset, distribution })),
    correlations: correlation === 0 ? [] : [{ assets: [one, other], correlation }],
  };
};
const STANDARD: Distribution = { kind: "normal", mean: 0, deviation: 1 };
const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;

describe("drawn changes", () => {
  const COUNT = 4000;
  const runs = Array.from({ length: COUNT }, (_, i) => i);

  test.each<[Distribution, number, number]>([
    [{ kind: "normal", mean: -0.2, deviation: 0.1 }, -0.2, 0.1],
    // E = e^(m + s²/2) − 1, sd = √(e^(s²) − 1)·e^(m + s²/2).
    [
      { kind: "lognormal", mean: 0, deviation: 0.3 },
      Math.exp(0.045) - 1,
      Math.sqrt(Math.exp(0.09) - 1) * Math.exp(0.045),
    ],
    // sd = (high − low)/√12.
    [{ kind: "uniform", low: -0.6, high: 0 }, -0.3, 0.6 / Math.sqrt(12)],
    // sd = scale·√(ν/(ν − 2)).
    [{ kind: "student-t", location: -0.1, scale: 0.1, degrees: 8 }, -0.1, 0.1 * Math.sqrt(8 / 6)],
  ])("of %j have its mean and deviation", (distribution, expected, deviation) => {
    const changes = priceChanges(planOf({ A: distribution }));
    const drawn = runs.map((run) => changes(run)[0] ?? Number.NaN);
    const found = mean(drawn);
    expect(Math.abs(found - expected)).toBeLessThan((4 * deviation) / Math.sqrt(COUNT));
    const spread = Math.sqrt(mean(drawn.map((x) => (x - found) ** 2)));
    expect(spread / deviation).toBeGreaterThan(0.93);
    expect(spread / deviation).toBeLessThan(1.07);
  });

  test("have the correlation asked for", () => {
    const changes = priceChanges(planOf({ A: STANDARD, B: STANDARD }, 0.8));
    const product = mean(runs.map((run) => (changes(run)[0] ?? 0) * (changes(run)[1] ?? 0)));
    // The variance of a product of two standard normals of correlation ρ is 1 + ρ².
    expect(Math.abs(product - 0.8)).toBeLessThan(4 * Math.sqrt(1.64 / COUNT));
  });

  test("of two t with the same degrees of freedom are extreme together even where uncorrelated", () => {
    const t: Distribution = { kind: "student-t", location: 0, scale: 1, degrees: 3 };
    const joint = (distribution: Distribution): number => {
      const changes = priceChanges(planOf({ A: distribution, B: distribution }));
      const drawn = runs.map(changes);
      const cut = drawn.map(([a = 0]) => Math.abs(a)).toSorted((a, b) => b - a)[COUNT / 20] ?? 0;
      return drawn.filter(([a = 0, b = 0]) => Math.abs(a) > cut && Math.abs(b) > cut).length;
    };
    // 1/20 · 1/20 of 4,000 is 10 where they are independent.
    expect(joint(STANDARD)).toBeLessThan(25);
    expect(joint(t)).toBeGreaterThan(40);
  });

  test("of one asset do not depend on the others, nor on earlier runs", () => {
    const alone = priceChanges(planOf({ A: STANDARD }));
    const first = priceChanges(planOf({ A: STANDARD, B: STANDARD }));
    expect(first(123)[0]).toBe(alone(123)[0]);
    expect(alone(123)).toEqual(priceChanges(planOf({ A: STANDARD }))(123));
    expect(priceChanges(planOf({ A: STANDARD }, 0, 8))(123)).not.toEqual(alone(123));
  });
});

describe("runs of a sample", () => {
  test("are what simulate says of the change that was drawn", async () => {
    const scenario = await readScenario("scenarios/01-one-position.yaml");
    const plan = { ...planOf({ ETH: { kind: "normal", mean: -0.25, deviation: 0.1 } }), watched: ["ETH"] };
    const { runs, summary } = monteCarlo(scenario, plan, 12);
    for (const run of runs) {
      const change = run.changes[0] ?? 0;
      const text = `ETH=${change < 0 ? "" : "+"}${change}`;
      const alone = simulate({ ...scenario, shocks: [parseShockArgument(text, scenario)] });
      const { totals } = measure(alone.shape, alone.result);
      expect(run).toMatchObject({ stop: alone.result.stop.reason, rounds: alone.result.rounds.length });
      expect(run).toMatchObject({ liquidations: totals.liquidations, badDebtUsd: totals.badDebtUsd });
      expect(run.pricesUsd).toEqual([alone.result.rounds.at(-1)?.assets.find(({ id }) => id === "ETH")?.marketUsd]);
      for (const channel of ["direct", "price", "claim", "run"] as const)
        expect(run.lossUsd[channel]).toBeCloseTo(totals.lossUsd[channel], 6);
    }
    expect(new Set(runs.map(({ liquidations }) => liquidations)).size).toBeGreaterThan(1);
    expect(summary).toMatchObject({ draws: 12, plan });
  });

  test("are the same played alone, in another order, or with the rest", async () => {
    const scenario = await readScenario("scenarios/03-two-markets-one-pool.yaml");
    const asset = scenario.assets.find(({ id }) => id !== "USDC")?.id ?? "";
    const plan = planOf({ [asset]: { kind: "student-t", location: -0.15, scale: 0.1, degrees: 3 } });
    const play = sampler(scenario, plan);
    const whole = play({ first: 0, count: 6 });
    const backwards = [5, 4, 3, 2, 1, 0].flatMap((first) => play({ first, count: 1 }));
    expect(backwards.toReversed()).toEqual(whole);
  });

  test("play the scenario's own shocks first where they are kept", async () => {
    const scenario = await readScenario("scenarios/01-one-position.yaml");
    const none = planOf({ ETH: { kind: "uniform", low: 0, high: 0 } });
    const own = simulate(scenario).result;
    expect(monteCarlo(scenario, none, 1).runs[0]?.lossUsd.direct).toBe(0);
    const [kept] = monteCarlo(scenario, { ...none, keepsShocks: true }, 1).runs;
    expect(kept?.liquidations).toBe(own.rounds.reduce((sum, { liquidations }) => sum + liquidations, 0));
    expect(kept?.lossUsd.direct).toBeGreaterThan(0);
  });

  test("that draw a price below nothing play −99.9 % and say so", async () => {
    const scenario = await readScenario("scenarios/01-one-position.yaml");
    const { runs, summary } = monteCarlo(scenario, planOf({ ETH: { kind: "uniform", low: -3, high: -2 } }), 3);
    expect(runs.map(({ changes }) => changes[0])).toEqual([-0.999, -0.999, -0.999]);
    expect(summary.cut).toBe(3);
  });
});
