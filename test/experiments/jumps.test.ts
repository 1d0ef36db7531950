import { describe, expect, it } from "vitest";
import { locateJump } from "../../src/experiments/jumps.js";
import type { Jump } from "../../src/model/sensitivity.js";

const tell = () => "something";
const WHOLE = { low: -0.1, high: 0 };

describe("a jump in an interval", () => {
  it("is found to 1/16,384 of the width, with its size and not the slope around it", () => {
    const jump = locateJump((x) => (x < -0.0123 ? 5 * x - 100 : 5 * x), WHOLE, tell);
    expect(jump?.below).toBeLessThan(-0.0123);
    expect(jump?.above).toBeGreaterThanOrEqual(-0.0123);
    expect((jump?.above ?? 1) - (jump?.below ?? 0)).toBeCloseTo(0.1 / 2 ** 14, 9);
    expect(jump?.jumpUsd).toBeCloseTo(100, 3);
  });

  it("is none where the change melts away, and a smooth value is given up early", () => {
    const asked = new Set<number>();
    const value = (x: number): number => {
      asked.add(x);
      return 1e6 * x;
    };
    expect(locateJump(value, WHOLE, tell)).toBeUndefined();
    expect(asked.size).toBeLessThan(10);
  });

  it("is looked up where something else jumps, if it makes up most of the change there", () => {
    const value = (x: number): number => (x < -0.05 ? -100 : 0);
    const known = (below: number, above: number): Jump => ({ below, above, jumpUsd: 7, what: "what was found there" });
    const place = known(-0.0501, -0.0499);
    expect(locateJump(value, WHOLE, tell, [place])).toEqual({ ...place, jumpUsd: 100 });
    const elsewhere = known(-0.0201, -0.0199);
    expect(locateJump(value, WHOLE, tell, [elsewhere])?.above).toBeCloseTo(-0.05, 4);
  });
});
