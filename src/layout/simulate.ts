import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationLinkDatum,
  type SimulationNodeDatum,
} from "d3-force";
import type { Disk, Link, Point } from "./disk.js";
import { linearCongruential } from "./random.js";
import { seedsOf } from "./seeds.js";

interface Body extends SimulationNodeDatum {
  readonly key: string;
  readonly reach: number;
}

interface Spring extends SimulationLinkDatum<Body> {
  readonly length: number;
  readonly strength: number;
}

const TICKS = 300;
/** So many disks start from their communities and are given fewer steps: each step costs more than in proportion. */
const MANY = 2_000;
const TICKS_OF_MANY = 120;
const GAP = 5;

/**
 * Places one connected set of disks by forces: springs along links, repulsion, and room around every disk. The result depends on the
 * order of `disks` and `links` and on nothing else. Above 2,000 disks the start is that of `seedsOf`. Source: d3-force 3.
 */
export function simulate(disks: readonly Disk[], links: readonly Link[], aspect: number): ReadonlyMap<string, Point> {
  const isMany = disks.length > MANY;
  const seeds = isMany ? seedsOf(disks, links, (some, between) => simulate(some, between, aspect)) : undefined;
  const bodies: Body[] = disks.map(({ key, reach }) => ({ key, reach, ...seeds?.get(key) }));
  const byKey = new Map(bodies.map((body) => [body.key, body]));
  const degree = new Map<string, number>();
  for (const link of links) {
    degree.set(link.from, (degree.get(link.from) ?? 0) + 1);
    degree.set(link.to, (degree.get(link.to) ?? 0) + 1);
  }
  const springs: Spring[] = [];
  for (const link of links) {
    const source = byKey.get(link.from);
    const target = byKey.get(link.to);
    if (source === undefined || target === undefined) continue;
    const crowd = Math.min(degree.get(link.from) ?? 1, degree.get(link.to) ?? 1);
    const length = source.reach + target.reach + (link.live ? 26 : 20);
    springs.push({ source, target, length, strength: (link.live ? 1 : 0.6) / crowd });
  }
  forceSimulation(bodies)
    .randomSource(linearCongruential(1))
    .force(
      "link",
      forceLink<Body, Spring>(springs)
        .distance((spring) => spring.length)
        .strength((spring) => spring.strength),
    )
    .force(
      "charge",
      forceManyBody<Body>()
        .strength((body) => -90 - 14 * body.reach)
        .distanceMax(260),
    )
    .force("collide", forceCollide<Body>((body) => body.reach + GAP).iterations(3))
    .force("x", forceX<Body>(0).strength(0.05 / aspect))
    .force("y", forceY<Body>(0).strength(0.05 * aspect))
    .stop()
    .tick(isMany ? TICKS_OF_MANY : TICKS);
  return new Map(bodies.map((body) => [body.key, { x: body.x ?? 0, y: body.y ?? 0 }]));
}
