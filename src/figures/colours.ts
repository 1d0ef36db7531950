/**
 * Viridis at eleven even steps (0, 0.1, … 1); in between, linear. Source: S. van der Walt, N. Smith and E. Firing, the viridis colour
 * map of matplotlib 1.5 (2015), released under CC0.
 */
const VIRIDIS: readonly Rgb[] = [
  { red: 0.267004, green: 0.004874, blue: 0.329415 },
  { red: 0.282623, green: 0.140926, blue: 0.457517 },
  { red: 0.253935, green: 0.265254, blue: 0.529983 },
  { red: 0.206756, green: 0.371758, blue: 0.553117 },
  { red: 0.163625, green: 0.471133, blue: 0.558148 },
  { red: 0.127568, green: 0.566949, blue: 0.550556 },
  { red: 0.134692, green: 0.658636, blue: 0.517649 },
  { red: 0.266941, green: 0.748751, blue: 0.440573 },
  { red: 0.477504, green: 0.821444, blue: 0.318195 },
  { red: 0.741388, green: 0.873449, blue: 0.149561 },
  { red: 0.993248, green: 0.906157, blue: 0.143936 },
];

interface Rgb {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

/** The last round is drawn at this place on the scale, so that it shows on white. */
const CUT = 0.93;

export const SURVIVOR = "#f5f5f5";
export const SURVIVOR_LINE = "#8c8c8c";
export const BACKGROUND_LINE = "#9a9a9a";
export const NOW = "#cf4457";
export const SHOCKED = "#efb6be";
export const EARLIER = "#4a5c7c";
export const BEFORE = "#c8d0dc";

/** Viridis at `share` in [0, 1], as #rrggbb. */
export function viridis(share: number): string {
  const place = Math.min(Math.max(share, 0), 1) * (VIRIDIS.length - 1);
  const below = Math.min(Math.floor(place), VIRIDIS.length - 2);
  const low = VIRIDIS[below];
  const high = VIRIDIS[below + 1];
  if (low === undefined || high === undefined) return "#000000";
  const mix = (channel: keyof Rgb): string =>
    Math.round(255 * (low[channel] + (high[channel] - low[channel]) * (place - below)))
      .toString(16)
      .padStart(2, "0");
  return `#${mix("red")}${mix("green")}${mix("blue")}`;
}

/** The colour of a round when `last` is the last one on the scale. */
export const roundColour = (round: number, last: number): string => viridis(last === 0 ? 0 : (CUT * round) / last);

/** Relative luminance of #rrggbb, 0–1. Source: W3C, Web Content Accessibility Guidelines 2.2, "relative luminance". */
export function luminance(colour: string): number {
  const channel = (start: number): number => {
    const value = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

/** Black or white, whichever has more contrast on the colour: (L + 0.05)² against 1.05 · 0.05. */
export const inkOn = (colour: string): string =>
  (luminance(colour) + 0.05) ** 2 > 1.05 * 0.05 ? "#1a1a1a" : "#ffffff";
