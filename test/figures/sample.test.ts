import { expect, test } from "vitest";
import { monteCarlo } from "../../src/experiments/monte-carlo.js";
import { widthOf } from "../../src/figures/fonts.js";
import { sampleFigure } from "../../src/figures/index.js";
import { readScenario } from "../../src/scenario/index.js";

const metadata = { title: "t", scenarioHash: "h", version: "0" };

test.each([0, 0.15])(
  "the figure of a sample (deviation %d) has a bar's height for every run, and its texts on the page",
  async (deviation) => {
    const scenario = await readScenario("scenarios/01-one-position.yaml");
    const prices = [{ asset: "ETH", distribution: { kind: "normal", mean: -0.2, deviation } as const }];
    const plan = { seed: 1, prices, correlations: [], keepsShocks: false, watched: [] };
    const { runs, summary } = monteCarlo(scenario, plan, 20);
    const { items, widthPt, heightPt } = sampleFigure(summary, runs, { metadata });
    const bars = items.filter((item) => item.kind === "rect");
    const tallest = Math.max(...bars.map(({ height }) => height));
    const sum = bars.reduce((total, { height }) => total + height, 0);
    // Bars stand in proportion to whole counts that add up to the runs.
    const unit = [...Array(20).keys()].map((k) => tallest / (k + 1)).find((one) => Math.abs(sum / one - 20) < 1e-6);
    expect(unit).toBeDefined();
    expect(items.filter((item) => item.kind === "circle")).toHaveLength(40);
    for (const item of items) {
      if (item.kind !== "text") continue;
      const width = item.upright === true ? 0 : widthOf(item);
      const left = item.x - (item.anchor === "start" ? 0 : item.anchor === "end" ? width : width / 2);
      expect(left, item.text).toBeGreaterThanOrEqual(0);
      expect(left + width, item.text).toBeLessThanOrEqual(widthPt);
      expect(item.y).toBeLessThanOrEqual(heightPt);
    }
  },
);
