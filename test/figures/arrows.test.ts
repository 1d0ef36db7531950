import { describe, expect, it } from "vitest";
import { arrowBetween, flowWidth } from "../../src/figures/arrows.js";
import { bendOf, clearestBend } from "../../src/figures/curve.js";

const from = { x: 0, y: 0, reach: 10 };
const to = { x: 100, y: 40, reach: 6 };

describe("arrows", () => {
  it("touch the rim of the disk they point at, and leave from the rim of the other", () => {
    const arrow = arrowBetween(from, to, bendOf(from, to), 2, 1);
    expect(Math.hypot((arrow?.tip.x ?? 0) - to.x, (arrow?.tip.y ?? 0) - to.y)).toBeCloseTo(to.reach, 6);
    expect(Math.hypot(arrow?.start.x ?? 0, arrow?.start.y ?? 0)).toBeCloseTo(from.reach, 6);
  });
  it("are not drawn between disks that touch", () => {
    const near = { x: 12, y: 0, reach: 6 };
    expect(arrowBetween(from, near, bendOf(from, near), 2, 1)).toBeUndefined();
  });
  it("bend round a disk in the way", () => {
    const usual = bendOf(from, to);
    const inTheWay = { x: (from.x + 2 * usual.x + to.x) / 4, y: (from.y + 2 * usual.y + to.y) / 4, reach: 5 };
    expect(clearestBend(from, to, [])).toEqual(usual);
    expect(clearestBend(from, to, [inTheWay])).not.toEqual(usual);
  });
  it("are as wide as the square root of the loss", () => {
    expect(flowWidth(100, 100, 1)).toBe(4.2);
    expect(flowWidth(25, 100, 1)).toBe(2.1);
    expect(flowWidth(0.01, 100, 1)).toBe(0.45);
  });
});
