import { expect, test } from "vitest";
import { backtest } from "../../src/experiments/backtest.js";
import { monteCarlo } from "../../src/experiments/monte-carlo.js";
import { widthOf } from "../../src/figures/fonts.js";
import { backtestFigure, type Scene, sampleFigure } from "../../src/figures/index.js";
import { readScenario } from "../../src/scenario/index.js";

const metadata = { title: "t", scenarioHash: "h", version: "0" };

function textsAreOn({ items, widthPt, heightPt }: Scene): void {
  for (const item of items) {
    if (item.kind !== "text") continue;
    const width = item.upright === true ? 0 : widthOf(item);
    const left = item.x - (item.anchor === "start" ? 0 : item.anchor === "end" ? width : width / 2);
    expect(left, item.text).toBeGreaterThanOrEqual(0);
    expect(left + width, item.text).toBeLessThanOrEqual(widthPt);
    expect(item.y).toBeLessThanOrEqual(heightPt);
  }
}

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
    textsAreOn({ items, widthPt, heightPt, metadata });
  },
);

test("the figure of a backtest has a dot for every path at every frequency, and its texts on the page", async () => {
  const scenario = await readScenario("scenarios/13-short-gamma.yaml");
  const path = { kind: "gbm", asset: "ETH", drift: 0, volatility: 0.7, rounds: 4, paths: 3, seed: 1 } as const;
  const scene = backtestFigure(backtest(scenario, { actor: "dealer", every: [1, 2], path }), { metadata });
  // Three paths at two frequencies, and two marks on each of four curves.
  expect(scene.items.filter((item) => item.kind === "circle")).toHaveLength(3 * 2 + 2 * 4);
  textsAreOn(scene);
});
