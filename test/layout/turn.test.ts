import { expect, it } from "vitest";
import { turnedToFit } from "../../src/layout/turn.js";

it("lays a standing column down into a wide frame", () => {
  const column = new Map(Array.from({ length: 5 }, (_, i) => [String(i), { x: 0, y: 50 * i }] as const));
  const turned = [...turnedToFit(column, 4).values()];
  const xs = turned.map((place) => place.x);
  const ys = turned.map((place) => place.y);
  expect(Math.max(...xs) - Math.min(...xs)).toBeGreaterThan(150);
  expect(Math.max(...ys) - Math.min(...ys)).toBeLessThan(100);
});

it("keeps distances", () => {
  const places = new Map([
    ["a", { x: 0, y: 0 }],
    ["b", { x: 30, y: 400 }],
    ["c", { x: 10, y: 200 }],
  ]);
  const [a, b] = [...turnedToFit(places, 1.5).values()];
  expect(Math.hypot((a?.x ?? 0) - (b?.x ?? 0), (a?.y ?? 0) - (b?.y ?? 0))).toBeCloseTo(Math.hypot(30, 400), 9);
});
