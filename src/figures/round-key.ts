import { roundColour, SURVIVOR, SURVIVOR_LINE } from "./colours.js";
import { type Block, BODY, HEAD, HEAD_HEIGHT, type Place, TICK } from "./key-block.js";
import { type CircleItem, type Item, label } from "./scene.js";
import { duration, wholeTicks } from "./wording.js";

const MOST_SWATCHES = 10;
const MOST_STEPS = 60;
const WIDEST_SWATCH = 18;
/** With fewer rounds than this the times would touch if there were three. */
const ROOM_FOR_MIDDLE = 4;

/**
 * The round scale: a disk where there is one round only, swatches for up to ten, otherwise a bar with a few rounds marked; in time too
 * where the clock is known.
 */
export function roundKey(place: Place, last: number, secondsPerRound: number | undefined): Block {
  const { x, y } = place;
  const head = label(x, y + 5, "Round of failure or shock", HEAD);
  if (last === 0) {
    const rowY = y + HEAD_HEIGHT + 4;
    const only = disk(x, rowY, { fill: roundColour(0, 0) }, "round 0");
    return { items: [head, ...only, ...survives(x, rowY + 10)], heightPt: HEAD_HEIGHT + 18 };
  }
  const times = secondsPerRound === undefined ? [] : timesOf(place, last, secondsPerRound);
  const survivorY = y + HEAD_HEIGHT + (times.length > 0 ? 28 : 21);
  return {
    items: [head, ...scaleItems(place, last), ...times, ...survives(x, survivorY)],
    heightPt: survivorY + 4 - y,
  };
}

const stepsOf = (last: number): number => Math.min(last + 1, MOST_STEPS);
const stepOf = (place: Place, last: number): number => Math.min(place.widthPt / stepsOf(last), WIDEST_SWATCH);
const centreOf = (place: Place, last: number, round: number): number =>
  place.x + ((round / last) * (stepsOf(last) - 1) + 0.5) * stepOf(place, last);

/** Colours with the numbers of the rounds below them. */
function scaleItems(place: Place, last: number): readonly Item[] {
  const { x, widthPt } = place;
  const top = place.y + HEAD_HEIGHT - 2;
  const steps = stepsOf(last);
  const step = stepOf(place, last);
  const swatches = Array.from(
    { length: steps },
    (_, i): Item => ({
      kind: "rect",
      x: x + i * step,
      y: top,
      width: Math.min(step + (last >= MOST_SWATCHES ? 0.15 : 0), widthPt - i * step),
      height: 8,
      fill: roundColour((i / (steps - 1)) * last, last),
    }),
  );
  const ticks = wholeTicks(0, last, last < MOST_SWATCHES ? MOST_SWATCHES : 6);
  const numbers = ticks.map((tick) =>
    label(centreOf(place, last, tick), top + 14.5, String(tick), { ...TICK, anchor: "middle" }),
  );
  return [...swatches, ...numbers];
}

/** "start" and the time of the last round, and of the middle one where there is room; each below its round. */
function timesOf(place: Place, last: number, secondsPerRound: number): readonly Item[] {
  const y = place.y + HEAD_HEIGHT + 20;
  const narrow = last < MOST_SWATCHES;
  const at = (round: number, edge: "start" | "end"): Item =>
    label(
      narrow ? centreOf(place, last, round) : place.x + (edge === "start" ? 0 : place.widthPt),
      y,
      round === 0 ? "start" : duration(round * secondsPerRound),
      { ...TICK, anchor: narrow ? "middle" : edge },
    );
  const middle = Math.round(last / 2);
  const between =
    last < ROOM_FOR_MIDDLE
      ? []
      : [
          label(centreOf(place, last, middle), y, duration(middle * secondsPerRound), {
            ...TICK,
            anchor: "middle",
          }),
        ];
  return [at(0, "start"), ...between, at(last, "end")];
}

const survives = (x: number, y: number): readonly Item[] =>
  disk(x, y, { fill: SURVIVOR, stroke: SURVIVOR_LINE, lineWidth: 0.5 }, "survives");

const disk = (x: number, y: number, paint: Partial<CircleItem>, name: string): readonly Item[] => [
  { kind: "circle", x: x + 4, y, radius: 2.9, ...paint },
  label(x + 12, y + 2.1, name, BODY),
];
