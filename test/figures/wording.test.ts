import { describe, expect, it } from "vitest";
import {
  duration,
  money,
  niceAtMost,
  percentChange,
  plain,
  ticksTo,
  tickText,
  wholeTicks,
} from "../../src/figures/wording.js";

describe("numbers in figures", () => {
  it("writes money with three significant digits and a unit", () => {
    expect(money(8_589_212)).toBe("US$ 8.59 M");
    expect(money(285_000_000)).toBe("US$ 285 M");
    expect(money(1_250_000_000)).toBe("US$ 1.25 bn");
    expect(money(999_700)).toBe("US$ 1 M");
    expect(money(1200)).toBe("US$ 1.2 k");
    expect(money(0)).toBe("US$ 0");
    expect(money(-42)).toBe("−US$ 42");
  });
  it("writes changes with a real minus sign and one decimal, and a second where only that tells a loss from a total loss", () => {
    expect(percentChange(-0.12)).toBe("−12%");
    expect([-0.9843, -0.927, -0.342].map(percentChange)).toEqual(["−98.4%", "−92.7%", "−34.2%"]);
    expect([-0.9997, -1].map(percentChange)).toEqual(["−99.97%", "−100%"]);
    expect(percentChange(0.034)).toBe("+3.4%");
    expect(percentChange(-0.0001)).toBe("0%");
  });
  it("drops zeros after the point but never before it", () => {
    expect(plain(0.5)).toBe("0.5");
    expect(plain(100)).toBe("100");
    expect(plain(1500)).toBe("1500");
    expect(plain(-0.25)).toBe("−0.25");
  });
  it("names times by their largest unit", () => {
    expect([12, 90, 7200, 43 * 86_400].map(duration)).toEqual(["12 s", "1.5 min", "2 h", "43 d"]);
  });
});

describe("ticks", () => {
  it("reach the largest value in even, round steps", () => {
    expect(ticksTo(5.2, 3)).toEqual([0, 2, 4, 6]);
    expect(ticksTo(60, 3)).toEqual([0, 20, 40, 60]);
    expect(ticksTo(0.07, 2)).toEqual([0, 0.05, 0.1]);
  });
  it("are written in full", () => {
    expect([0.975, -0.025, 7.5, 1].map(tickText)).toEqual(["0.975", "−0.025", "7.5", "1"]);
  });
  it("never puts a round between rounds", () => {
    expect(wholeTicks(0, 5, 10)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(wholeTicks(0, 44, 6)).toEqual([0, 10, 20, 30, 40]);
  });
  it("finds the round number below a value", () => {
    expect(niceAtMost(0.31, [1, 2, 5])).toBeCloseTo(0.2, 12);
    expect(niceAtMost(9.4e9, [1, 2, 3, 5])).toBe(5e9);
  });
});
