import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GOOD_PLACE, placeLabels, type Wanted } from "../../src/figures/place-labels.js";

const frame = { left: 0, top: 0, right: 300, bottom: 200 };
const want = (x: number, y: number, dearest = Number.POSITIVE_INFINITY): Wanted => ({
  text: "Lender",
  size: 6.5,
  weight: 600,
  colour: "#000000",
  x,
  y,
  reach: 4,
  dearest,
});

describe("label placement", () => {
  it("puts a lone label to the right of its disk", () => {
    const [label] = placeLabels([want(100, 100)], { frame, disks: [], inkPoints: [] });
    expect(label?.box.left).toBeCloseTo(105.5, 6);
    expect(label?.leader).toBeUndefined();
  });
  it("turns to the left at the right edge", () => {
    const [label] = placeLabels([want(292, 100)], { frame, disks: [], inkPoints: [] });
    expect(label?.box.right).toBeLessThan(292);
  });
  it("keeps labels inside the frame and, of a few, off one another", () => {
    const spot = fc.record({ x: fc.integer({ min: 20, max: 280 }), y: fc.integer({ min: 20, max: 180 }) });
    fc.assert(
      fc.property(fc.array(spot, { maxLength: 4 }), (spots) => {
        const placed = placeLabels(
          spots.map(({ x, y }) => want(x, y)),
          { frame, disks: spots.map(({ x, y }) => ({ x, y, reach: 4 })), inkPoints: [] },
        );
        expect(placed).toHaveLength(spots.length);
        for (const [i, { box }] of placed.entries()) {
          expect(box.left >= 0 && box.right <= 300 && box.top >= 0 && box.bottom <= 200).toBe(true);
          for (const { box: other } of placed.slice(i + 1)) {
            expect(
              box.right <= other.left || other.right <= box.left || box.bottom <= other.top || other.bottom <= box.top,
            ).toBe(true);
          }
        }
      }),
      { numRuns: 40, seed: 5 },
    );
  });
  it("never puts one on another, or on one that stands already: some are left out", () => {
    const standing = [{ left: 100, right: 140, top: 95, bottom: 105 }];
    const many = Array.from({ length: 120 }, (_, i) => want(110 + (i % 4), 95 + (i % 5)));
    const boxes = [
      ...standing,
      ...placeLabels(many, { frame, disks: [], inkPoints: [] }, standing).map(({ box }) => box),
    ];
    expect(boxes.length).toBeGreaterThan(5);
    expect(boxes.length).toBeLessThan(100);
    for (const [i, a] of boxes.entries())
      for (const b of boxes.slice(i + 1))
        expect(a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top).toBe(true);
  });
  it("leaves out a label whose every place is too dear", () => {
    const crowd = Array.from({ length: 400 }, (_, i) => ({
      x: 60 + 5 * (i % 20),
      y: 50 + 5 * Math.floor(i / 20),
      reach: 3,
    }));
    expect(placeLabels([want(110, 100, GOOD_PLACE)], { frame, disks: crowd, inkPoints: [] })).toHaveLength(0);
    expect(placeLabels([want(110, 100)], { frame, disks: crowd, inkPoints: [] })).toHaveLength(1);
  });
});
