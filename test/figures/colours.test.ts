import { describe, expect, it } from "vitest";
import { inkOn, luminance, roundColour, viridis } from "../../src/figures/colours.js";

describe("viridis", () => {
  it("has the ends that matplotlib publishes", () => {
    expect(viridis(0)).toBe("#440154");
    expect(viridis(1)).toBe("#fde725");
  });
  it("grows lighter throughout, so that it reads in greyscale", () => {
    const shades = Array.from({ length: 51 }, (_, i) => luminance(viridis(i / 50)));
    for (const [i, shade] of shades.entries()) if (i > 0) expect(shade).toBeGreaterThan(shades[i - 1] ?? 0);
  });
  it("keeps the last round darker than yellow, so that it shows on white", () => {
    expect(luminance(roundColour(7, 7))).toBeLessThan(luminance(viridis(1)));
    expect(roundColour(0, 0)).toBe("#440154");
  });
});

it("sets black on light and white on dark", () => {
  expect(inkOn(viridis(0))).toBe("#ffffff");
  expect(inkOn("#ececec")).toBe("#1a1a1a");
  expect(luminance("#ffffff")).toBeCloseTo(1, 12);
});
