import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { elementaryCycles, type Successors } from "../../src/network/elementary-cycles.js";

const unlimited = { count: 100_000, length: 100 };

const complete = (size: number): Successors =>
  Array.from({ length: size }, (_, from) => Array.from({ length: size }, (_, to) => to).filter((to) => to !== from));

/** Every elementary cycle by trying every path. */
function byTrying(successors: Successors): string[] {
  const found: string[] = [];
  const walk = (path: readonly number[]): void => {
    for (const next of successors[path.at(-1) ?? 0] ?? []) {
      if (next === path[0]) found.push(path.join(" "));
      else if (next > (path[0] ?? 0) && !path.includes(next)) walk([...path, next]);
    }
  };
  for (const root of successors.keys()) walk([root]);
  return found.sort();
}

const randomGraph = fc
  .integer({ min: 1, max: 6 })
  .chain((size) =>
    fc
      .array(fc.array(fc.boolean(), { minLength: size, maxLength: size }), { minLength: size, maxLength: size })
      .map((rows): Successors => rows.map((row) => row.flatMap((linked, to) => (linked ? [to] : [])))),
  );

describe("elementaryCycles", () => {
  it("counts those of complete graphs: Σ over k ≥ 2 of C(n, k)·(k − 1)!", () => {
    expect([2, 3, 4, 5, 6].map((size) => elementaryCycles(complete(size), unlimited).cycles.length)).toEqual([
      1, 5, 20, 84, 409,
    ]);
  });

  it("finds what trying every path finds, each once", () => {
    fc.assert(
      fc.property(randomGraph, (successors) => {
        const { cycles, cut } = elementaryCycles(successors, unlimited);
        expect(cycles.map((cycle) => cycle.join(" ")).sort()).toEqual(byTrying(successors));
        expect(cut).toBeUndefined();
      }),
    );
  });

  it("says that it is cut exactly when something is left out", () => {
    fc.assert(
      fc.property(
        randomGraph,
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 8 }),
        (successors, length, count) => {
          const all = byTrying(successors).map((cycle) => cycle.split(" ").length);
          const { cycles, cut } = elementaryCycles(successors, { length, count });
          const short = all.filter((members) => members <= length).length;
          expect(cycles.length).toBe(Math.min(short, count));
          expect(cycles.every((cycle) => cycle.length <= length)).toBe(true);
          expect(cut !== undefined).toBe(cycles.length < all.length);
        },
      ),
    );
  });

  it("is quick where dead ends abound: a long ladder with one way back", () => {
    const rungs = 40;
    const successors = Array.from({ length: 2 * rungs + 1 }, (_, place) => {
      if (place === 2 * rungs) return [0];
      const pair = Math.floor(place / 2);
      return pair + 1 < rungs ? [2 * pair + 2, 2 * pair + 3] : place % 2 === 0 ? [2 * rungs] : [];
    });
    const { cycles, cut } = elementaryCycles(successors, { count: 50, length: 100 });
    expect(cycles).toHaveLength(50);
    expect(cut).toBe("count");
  });
});
