import { describe, expect, it } from "vitest";
import { luminance } from "../../src/figures/colours.js";
import { measureColumns } from "../../src/figures/compare-measures.js";
import { runPaths } from "../../src/figures/compare-paths.js";
import { runColour, runName } from "../../src/figures/compare-runs.js";
import { textWidth } from "../../src/figures/fonts.js";
import { compareFigure } from "../../src/figures/index.js";
import { parameterComparison, quietComparison, scenarioComparison } from "./comparison.js";
import { metadata } from "./drawings.js";

describe("the bars of a comparison", () => {
  it("show measures that are something in some run, in one unit a column", () => {
    const columns = measureColumns(parameterComparison());
    expect(columns.map(({ name }) => name)).toEqual([
      "Total loss (US$ M)",
      "Total over direct loss",
      "Direct loss (US$ M)",
      "By forced sales (US$ M)",
      "Through claims (US$ M)",
      "Liquidated (US$ M)",
      "Bad debt (US$ M)",
      "Worst vault’s share price",
    ]);
    const written = columns.map(({ values, write }) =>
      values.map((value) => (value === undefined ? "–" : write(value))),
    );
    expect(written[0]).toEqual(["71", "48.9", "71", "132"]);
    expect(written[4]).toEqual(["9", "−2.1", "9", "31"]);
    expect(written[7]).toEqual(["−31%", "0%", "−31%", "−98.4%"]);
    expect(measureColumns(quietComparison()).map(({ name }) => name)).toEqual(["Total loss (US$)"]);
  });

  it("are as long as their values: forced sales of 61 against 22", () => {
    const scene = compareFigure(parameterComparison(), { metadata });
    const sold = scene.items.filter((item) => item.kind === "rect").slice(12, 16);
    expect((sold[3]?.width ?? 0) / (sold[0]?.width ?? 1)).toBeCloseTo(61 / 22, 10);
  });
});

describe("the paths of a comparison", () => {
  it("are of the one asset that moved most, where the runs share it", () => {
    const paths = runPaths(parameterComparison());
    expect(paths.map(({ asset }) => asset)).toEqual(["Coin", "Coin", "Coin", "Coin"]);
    expect(paths[3]?.relative.at(-1)).toBe(0.48);
  });

  it("are of each run's own where they share none", () => {
    const assets = runPaths(scenarioComparison()).map(({ asset }) => asset);
    expect(assets.slice(0, 3)).toEqual(["Coin 0", "Coin 1", "Coin 2"]);
    expect(runPaths(quietComparison())).toEqual([]);
  });
});

describe("runs", () => {
  it("get lighter from first to last, also in greyscale", () => {
    for (const count of [2, 5, 14]) {
      const shades = Array.from({ length: count }, (_, run) => luminance(runColour(run, count)));
      expect(shades).toEqual(shades.toSorted((a, b) => a - b));
      expect(new Set(shades).size).toBe(count);
    }
  });

  it("keep both ends of a name that is too long", () => {
    const name = runName("a-very-long-name-of-a-scenario, liquidators.gasUsd = 9", 100);
    expect(name).toMatch(/^a-very.*….*= 9$/);
    expect(textWidth(name, 6, 400)).toBeLessThanOrEqual(100);
    expect(runName("short", 100)).toBe("short");
  });
});
