import { expect, it } from "vitest";
import type { Disk, Link } from "../../src/layout/disk.js";
import { layOut } from "../../src/layout/lay-out.js";
import { seedsOf } from "../../src/layout/seeds.js";
import { simulate } from "../../src/layout/simulate.js";
import { cascadeFixture } from "../figures/cascade.js";
import { edge, node } from "../figures/fixture.js";

const times = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const place = (disks: readonly Disk[], links: readonly Link[]) => simulate(disks, links, 1);

it("communities begin apart, each in one disk with room for its members", () => {
  const SIZE = 30;
  const disks = times(2 * SIZE, (i) => ({ key: `${i < SIZE ? "a" : "b"}${i % SIZE}`, reach: 4 }));
  const inside = ["a", "b"].flatMap((name) =>
    times(SIZE, (i) => times(i, (j) => ({ from: `${name}${i}`, to: `${name}${j}`, live: false }))).flat(),
  );
  const seeds = seedsOf(disks, [...inside, { from: "a0", to: "b0", live: true }], place);
  expect([...seeds.keys()].sort()).toEqual(disks.map(({ key }) => key).sort());
  const of = (name: string) => times(SIZE, (i) => seeds.get(`${name}${i}`) ?? { x: Number.NaN, y: Number.NaN });
  const mean = (list: readonly number[]): number => list.reduce((sum, each) => sum + each, 0) / list.length;
  const centre = (name: string) => ({ x: mean(of(name).map(({ x }) => x)), y: mean(of(name).map(({ y }) => y)) });
  const [a, b] = [centre("a"), centre("b")];
  const apart = Math.hypot(a.x - b.x, a.y - b.y);
  for (const [name, own] of [
    ["a", a],
    ["b", b],
  ] as const)
    for (const { x, y } of of(name)) expect(Math.hypot(x - own.x, y - own.y)).toBeLessThan(apart / 2);
});

it("disks that nothing joins are given no beginning", () => {
  const disks = times(2_001, (i) => ({ key: `n${i}`, reach: 3 }));
  expect(seedsOf(disks, [], place).size).toBe(0);
});

it("more than 2,000 disks are laid out by fewer steps from there: the same every time, none on another", () => {
  const disks = times(2_001, (i) => ({ key: `n${i}`, reach: 3 }));
  const links = times(2_000, (i) => ({ from: `n${i + 1}`, to: `n${Math.floor(i / 60) * 60}`, live: false }));
  const places = simulate(disks, links, 1.2);
  expect([...simulate(disks, links, 1.2)]).toEqual([...places]);
  const points = [...places.values()].sort((a, b) => a.x - b.x);
  points.forEach((a, i) => {
    for (let j = i + 1; j < points.length; j += 1) {
      const b = points[j] ?? a;
      if (b.x - a.x > 6) break;
      expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(6 * 0.98);
    }
  });
}, 60_000);

it("in networks of more than 5,000 nodes positions are grouped, whatever is asked for", () => {
  const { run, report } = cascadeFixture();
  const shapeOf = (positions: number) => ({
    nodes: [node("market", "m", 1e6), ...times(positions, (i) => node("position", `p${i}`, 10, "m"))],
    edges: times(positions, (i) => edge(`position:p${i}`, "market:m", "lending", 5)),
  });
  const nodesOf = (positions: number): number =>
    layOut(shapeOf(positions), run.result, report, { positionLimit: 10_000 }).nodes.length;
  expect(nodesOf(5_000)).toBeLessThan(70);
  expect(nodesOf(90)).toBe(91);
});
