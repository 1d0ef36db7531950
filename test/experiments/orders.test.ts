import { describe, expect, it } from "vitest";
import { orderSpread } from "../../src/experiments/orders.js";
import { measure } from "../../src/measures/index.js";
import { simulate } from "../../src/propagation/index.js";
import { readScenario } from "../../src/scenario/index.js";

describe("the spread over orders", () => {
  it("holds what each order by itself would report, and its extremes", async () => {
    const scenario = await readScenario("scenarios/09-five-protocols.yaml");
    const told: number[] = [];
    const { runs, measures } = orderSpread(scenario, { draws: 3, onRun: ({ run }) => void told.push(run) });
    expect(told).toEqual([0, 1, 2, 3, 4]);
    const alone = simulate({ ...scenario, sequencing: "random", seed: 2 });
    expect(runs[3]).toMatchObject({
      sequencing: "random",
      seed: 2,
      totals: measure(alone.shape, alone.result).totals,
    });
    const loss = measures.find((spread) => spread.measure === "totalLossUsd");
    const random = runs.slice(2).map(({ totals }) => totals.totalLossUsd);
    expect(loss).toMatchObject({
      simultaneous: runs[0]?.totals.totalLossUsd,
      worstFirst: runs[1]?.totals.totalLossUsd,
      lowest: Math.min(...random),
      highest: Math.max(...random),
      median: random.toSorted((a, b) => a - b)[1],
    });
    // Whoever is seized first gets the better price: the order matters here.
    expect(loss?.relativeSpread).toBeGreaterThan(0.01);
  });

  it("is nothing where only one account can be liquidated", async () => {
    const { measures } = orderSpread(await readScenario("scenarios/01-one-position.yaml"), { draws: 2 });
    for (const { relativeSpread = 0 } of measures) expect(relativeSpread).toBe(0);
  });
});
