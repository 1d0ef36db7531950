import type { Point } from "./disk.js";

const TURNS = 12;

/** The places turned about their origin so that they fit best into a frame of this aspect, by steps of 15°. */
export function turnedToFit(places: ReadonlyMap<string, Point>, aspect: number): ReadonlyMap<string, Point> {
  let best = places;
  let least = side(places, aspect);
  for (let step = 1; step < TURNS; step += 1) {
    const turned = turn(places, (Math.PI * step) / TURNS);
    const needed = side(turned, aspect);
    if (needed < least * 0.999) {
      best = turned;
      least = needed;
    }
  }
  return best;
}

function turn(places: ReadonlyMap<string, Point>, angle: number): ReadonlyMap<string, Point> {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  return new Map([...places].map(([key, { x, y }]) => [key, { x: x * cos - y * sin, y: x * sin + y * cos }]));
}

/** Height of the smallest frame of this aspect around the places, with a little weight on the other side. */
function side(places: ReadonlyMap<string, Point>, aspect: number): number {
  const xs = [...places.values()].map((place) => place.x);
  const ys = [...places.values()].map((place) => place.y);
  const width = (Math.max(...xs) - Math.min(...xs)) / aspect;
  const height = Math.max(...ys) - Math.min(...ys);
  return Math.max(width, height) + 0.1 * Math.min(width, height);
}
