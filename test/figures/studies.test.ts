import { describe, expect, it } from "vitest";
import { studyTipping } from "../../src/experiments/critical.js";
import { studyLoops } from "../../src/experiments/loops.js";
import { orderSpread } from "../../src/experiments/orders.js";
import { studySensitivity } from "../../src/experiments/sensitivity.js";
import { fallsOf } from "../../src/experiments/shock-families.js";
import { widthOf } from "../../src/figures/fonts.js";
import { criticalFigure, greeksFigure, loopsFigure, ordersFigure, type Scene } from "../../src/figures/index.js";
import { axisOver } from "../../src/figures/plot.js";
import { points, SMALLEST_TEXT } from "../../src/figures/scene.js";
import { readScenario } from "../../src/scenario/index.js";

const metadata = { title: "t", scenarioHash: "h", version: "0" };
const loop = await readScenario("scenarios/02-one-loop.yaml");
const five = await readScenario("scenarios/09-five-protocols.yaml");

async function scenes(): Promise<readonly Scene[]> {
  const tipping = await studyTipping(loop, {
    families: [fallsOf(loop, "wstETH", [0.02, 0.1]), fallsOf(loop, "WETH", [0.1, 0.2])],
    relativeTolerance: 0.1,
    bands: [0.05, 0.1],
  });
  const sensitivity = studySensitivity(loop, {
    factor: { kind: "price", asset: "wstETH" },
    targets: ["system", "position:looper"],
    moves: [-0.1, -0.05, 0, 0.05],
    jumps: 1,
  });
  return [
    criticalFigure(tipping, { metadata }),
    greeksFigure(sensitivity, { metadata }),
    loopsFigure(studyLoops(loop), { metadata }),
    ordersFigure(orderSpread(five, { draws: 1 }), { metadata }),
  ];
}

describe("figures of studies", () => {
  it("are a page wide, and every text is on it and large enough to read", async () => {
    for (const { widthPt, heightPt, items } of await scenes()) {
      expect(widthPt).toBeCloseTo(points(183), 9);
      for (const item of items) {
        if (item.kind !== "text") continue;
        expect(item.size).toBeGreaterThanOrEqual(SMALLEST_TEXT);
        expect(item.y).toBeLessThanOrEqual(heightPt);
        const width = item.upright === true ? 0 : widthOf(item);
        const left = item.x - (item.anchor === "start" ? 0 : item.anchor === "end" ? width : width / 2);
        expect(left, item.text).toBeGreaterThanOrEqual(0);
        expect(left + width, item.text).toBeLessThanOrEqual(widthPt);
      }
    }
  });

  it("have axes that begin and end at a mark", () => {
    expect(axisOver([0.03, 0.96], 5)).toEqual({ low: 0, high: 1, ticks: [0, 0.2, 0.4, 0.6, 0.8, 1] });
    expect(axisOver([-12, 7], 4).ticks).toEqual([-15, -10, -5, 0, 5, 10]);
    expect(axisOver([5], 4)).toEqual({ low: 4, high: 6, ticks: [4, 6] });
    expect(axisOver([], 4)).toEqual({ low: 0, high: 1, ticks: [0, 1] });
  });
});
