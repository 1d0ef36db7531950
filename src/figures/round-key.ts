import { roundColour, SURVIVOR, SURVIVOR_LINE } from "./colours.js";
import { type Block, BODY, HEAD, HEAD_HEIGHT, type Place, TICK } from "./key-block.js";
import { type Item, label } from "./scene.js";
import { duration, wholeTicks } from "./wording.js";

const MOST_SWATCHES = 10;
const WIDEST_SWATCH = 18;

/** The round scale: swatches for up to ten rounds, otherwise a bar with a few rounds marked, in time too where the clock is known. */
export function roundKey(place: Place, last: number, secondsPerRound: number | undefined): Block {
  const { x, y, widthPt } = place;
  const top = y + HEAD_HEIGHT - 2;
  const steps = Math.min(last + 1, 60);
  const step = Math.min(widthPt / steps, WIDEST_SWATCH);
  const swatches = Array.from(
    { length: steps },
    (_, i): Item => ({
      kind: "rect",
      x: x + i * step,
      y: top,
      width: Math.min(step + (last >= MOST_SWATCHES ? 0.15 : 0), widthPt - i * step),
      height: 8,
      fill: roundColour((i / Math.max(1, steps - 1)) * last, last),
    }),
  );
  const ticks = last < MOST_SWATCHES ? wholeTicks(0, last, MOST_SWATCHES) : wholeTicks(0, last, 6);
  const centre = (round: number): number => x + ((round / Math.max(1, last)) * (steps - 1) * step + step / 2);
  const numbers = ticks.map((tick) => label(centre(tick), top + 14.5, String(tick), { ...TICK, anchor: "middle" }));
  const times =
    secondsPerRound === undefined || last === 0
      ? []
      : [0, Math.round(last / 2), last].map((round, i) =>
          label(
            [x, x + widthPt / 2, x + widthPt][i] ?? x,
            top + 22,
            round === 0 ? "start" : duration(round * secondsPerRound),
            {
              ...TICK,
              anchor: (["start", "middle", "end"] as const)[i] ?? "start",
            },
          ),
        );
  const survivorY = top + (times.length > 0 ? 30 : 23);
  return {
    items: [
      label(x, y + 5, "Round of failure or shock", HEAD),
      ...swatches,
      ...numbers,
      ...times,
      { kind: "circle", x: x + 4, y: survivorY, radius: 2.9, fill: SURVIVOR, stroke: SURVIVOR_LINE, lineWidth: 0.5 },
      label(x + 12, survivorY + 2.1, "survives", BODY),
    ],
    heightPt: survivorY + 4 - y,
  };
}
