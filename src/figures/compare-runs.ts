import { inkOn, viridis } from "./colours.js";
import { textWidth } from "./fonts.js";
import { BODY } from "./key-block.js";
import { type Item, label } from "./scene.js";

/** The last of many runs is drawn at this place on the scale, the second of two at the other, so that both show on white. */
const LAST_OF_MANY = 0.88;
const LAST_OF_TWO = 0.62;
const RADIUS = 4.2;

/** Runs go from dark to light, so that they can be told apart without colour too. */
export function runColour(run: number, count: number): string {
  if (count < 2) return viridis(0);
  return viridis(((count === 2 ? LAST_OF_TWO : LAST_OF_MANY) * run) / (count - 1));
}

/** The number of a run, counted from 1, on a disk of its colour. */
export function runNumber(x: number, y: number, run: number, count: number): readonly Item[] {
  const fill = runColour(run, count);
  return [
    { kind: "circle", x, y, radius: RADIUS, fill },
    label(x, y + 2, String(run + 1), { size: 5.5, weight: 600, anchor: "middle", fill: inkOn(fill) }),
  ];
}

/** A run's name, or as much of both its ends as fits: what tells it from others may stand at either. */
export function runName(name: string, widthPt: number): string {
  const letters = [...name];
  const kept = (count: number): string =>
    `${letters
      .slice(0, Math.ceil(count / 2))
      .join("")
      .trimEnd()}…${letters
      .slice(letters.length - Math.floor(count / 2))
      .join("")
      .trimStart()}`;
  if (textWidth(name, BODY.size, 400) <= widthPt) return name;
  let count = letters.length - 1;
  while (count > 2 && textWidth(kept(count), BODY.size, 400) > widthPt) count -= 1;
  return kept(count);
}
