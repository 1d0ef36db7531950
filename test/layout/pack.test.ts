import fc from "fast-check";
import { expect, it } from "vitest";
import { packBoxes } from "../../src/layout/pack.js";

const side = fc.integer({ min: 1, max: 40 });

it("packs boxes without overlap, into not much more than their own area would need", () => {
  fc.assert(
    fc.property(fc.array(fc.record({ widthPt: side, heightPt: side }), { minLength: 1, maxLength: 14 }), (boxes) => {
      const corners = packBoxes(boxes, 1.2);
      expect(corners).toHaveLength(boxes.length);
      const placed = boxes.map((box, i) => ({ ...box, ...(corners[i] ?? { x: Number.NaN, y: Number.NaN }) }));
      for (const [i, a] of placed.entries()) {
        for (const b of placed.slice(i + 1)) {
          const apart =
            a.x >= b.x + b.widthPt || b.x >= a.x + a.widthPt || a.y >= b.y + b.heightPt || b.y >= a.y + a.heightPt;
          expect(apart).toBe(true);
        }
      }
    }),
    { numRuns: 60, seed: 3 },
  );
});

it("makes a block of nine equal squares, not a row", () => {
  const corners = packBoxes(
    Array.from({ length: 9 }, () => ({ widthPt: 10, heightPt: 10 })),
    1,
  );
  const xs = corners.map((corner) => corner.x);
  const ys = corners.map((corner) => corner.y);
  expect(Math.max(...xs) - Math.min(...xs)).toBeLessThanOrEqual(30);
  expect(Math.max(...ys) - Math.min(...ys)).toBeLessThanOrEqual(30);
});
