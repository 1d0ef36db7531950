import { describe, expect, it } from "vitest";
import { evenGrid, findThreshold } from "../../src/experiments/threshold.js";

const asked = (tips: (size: number) => boolean) => {
  const sizes: number[] = [];
  const ask = async (size: number) => {
    sizes.push(size);
    return tips(size);
  };
  return { sizes, ask };
};

describe("a threshold", () => {
  it("is bracketed to the relative width that was asked for", async () => {
    const { ask } = asked((size) => size >= Math.PI / 10);
    const found = await findThreshold(ask, evenGrid(0.1, 1, 10), 1e-6);
    expect(found?.below).toBeLessThan(Math.PI / 10);
    expect(found?.above).toBeGreaterThanOrEqual(Math.PI / 10);
    expect((found?.above ?? 1) - (found?.below ?? 0)).toBeLessThanOrEqual(1e-6 * (found?.above ?? 0));
    expect(found?.later).toEqual([]);
  });

  it("is the lowest where the answer turns more than once, and the other turns are told as the grid found them", async () => {
    const { ask } = asked((size) => (size > 2.5 && size < 4.5) || size > 7.5);
    const found = await findThreshold(ask, evenGrid(0, 10, 11), 1e-3);
    expect(found?.above).toBeCloseTo(2.5, 2);
    expect(found?.later).toEqual([
      { below: 4, above: 5, becomes: false },
      { below: 7, above: 8, becomes: true },
    ]);
  });

  it("has nothing below it when the smallest size tips already, and is none when no size does", async () => {
    const always = asked(() => true);
    expect(await findThreshold(always.ask, [1, 2, 3], 1e-3)).toEqual({ above: 1, later: [] });
    expect(always.sizes).toEqual([1, 2, 3]);
    expect(await findThreshold(async () => false, [1, 2, 3], 1e-3)).toBeUndefined();
  });
});
