import { forceCollide, forceSimulation, forceX, forceY, type SimulationNodeDatum } from "d3-force";
import type { Disk, Point } from "./disk.js";
import type { Frame } from "./map-layout.js";
import { linearCongruential } from "./random.js";

interface Body extends SimulationNodeDatum {
  readonly key: string;
  readonly reach: number;
  readonly homeX: number;
  readonly homeY: number;
}

interface Span {
  readonly low: number;
  readonly high: number;
}

/** The two axes may be stretched differently, but not by more than this. */
const STRETCH = 1.5;
const LARGEST_SCALE = 1.7;
const CLEARANCE = 2.5;
const SETTLE_TICKS = 60;

/**
 * Scales places so that the disks fill the frame, then moves disks that came too close apart. Disks keep their size. Coordinates are
 * rounded to 0.01 pt.
 */
export function fitToFrame(
  disks: readonly Disk[],
  places: ReadonlyMap<string, Point>,
  frame: Frame,
  marginPt: number,
): ReadonlyMap<string, Point> {
  const place = (disk: Disk): Point => places.get(disk.key) ?? { x: 0, y: 0 };
  const xs = spanOf(disks.map((disk) => place(disk).x));
  const ys = spanOf(disks.map((disk) => place(disk).y));
  const edge = marginPt + disks.reduce((largest, disk) => Math.max(largest, disk.reach), 0) * 0.6;
  const rawX = scaleFor(xs, frame.widthPt - 2 * edge);
  const rawY = scaleFor(ys, frame.heightPt - 2 * edge);
  const least = Math.min(rawX, rawY, LARGEST_SCALE);
  const scaleX = Math.min(rawX, least * STRETCH);
  const scaleY = Math.min(rawY, least * STRETCH);
  const bodies: Body[] = disks.map((disk) => {
    const homeX = frame.widthPt / 2 + (place(disk).x - (xs.low + xs.high) / 2) * scaleX;
    const homeY = frame.heightPt / 2 + (place(disk).y - (ys.low + ys.high) / 2) * scaleY;
    return { key: disk.key, reach: disk.reach, homeX, homeY, x: homeX, y: homeY };
  });
  settle(bodies, frame, marginPt);
  return new Map(bodies.map((body) => [body.key, { x: rounded(body.x ?? 0), y: rounded(body.y ?? 0) }]));
}

function settle(bodies: Body[], frame: Frame, marginPt: number): void {
  const simulation = forceSimulation(bodies)
    .randomSource(linearCongruential(2))
    .force(
      "collide",
      forceCollide<Body>((body) => body.reach + CLEARANCE)
        .strength(1)
        .iterations(4),
    )
    .force("x", forceX<Body>((body) => body.homeX).strength(0.05))
    .force("y", forceY<Body>((body) => body.homeY).strength(0.05))
    .stop();
  for (let tick = 0; tick < SETTLE_TICKS; tick += 1) {
    for (const body of bodies) {
      body.x = clamp(body.x ?? 0, marginPt + body.reach, frame.widthPt - marginPt - body.reach);
      body.y = clamp(body.y ?? 0, marginPt + body.reach, frame.heightPt - marginPt - body.reach);
    }
    if (tick < SETTLE_TICKS - 1) simulation.tick();
  }
}

const spanOf = (values: readonly number[]): Span => ({ low: Math.min(...values), high: Math.max(...values) });
const scaleFor = (span: Span, room: number): number =>
  span.high > span.low ? room / (span.high - span.low) : LARGEST_SCALE;
const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), Math.max(low, high));
const rounded = (value: number): number => Math.round(value * 100) / 100;
