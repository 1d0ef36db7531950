import type { Basket } from "./baskets.js";
import { drift, type Reference, vouchesFor } from "./drift.js";
import type { Factors } from "./evaluate.js";

/**
 * Skins of the levels of a ladder, the narrowest first: a level keeps all whose coverage was below 1 + skin when it was built. A wider
 * one would save nothing: the next is all accounts in order of coverage.
 */
const SKINS = [0.001, 0.005, 0.02] as const;

/** Accounts near the threshold. */
export interface Level {
  readonly skin: number;
  /** Its bit in the mask of the places that it holds. */
  readonly bit: number;
  /** Their places in the order of coverage, each once. */
  readonly places: number[];
  /** Undefined: not built yet. */
  reference: Reference | undefined;
}

export const emptyLevels = (): Level[] =>
  SKINS.map((skin, level): Level => ({ skin, bit: 1 << level, places: [], reference: undefined }));

/** Whether a level holds every account below `wanted` now. */
export const holdsAll = ({ reference, skin }: Level, basket: Basket, wanted: number, factors: Factors): boolean =>
  reference !== undefined && vouchesFor(1 + skin, drift(basket, reference, factors), wanted);

/** Puts a place into a level, unless it is there. */
export function join({ places, bit }: Level, mask: Uint8Array, place: number): void {
  const held = mask[place] as number;
  if ((held & bit) !== 0) return;
  places.push(place);
  mask[place] = held | bit;
}

/** Empties a level, to be filled at these factors. */
export function empty(level: Level, mask: Uint8Array, reference: Reference): void {
  for (const place of level.places) mask[place] = (mask[place] as number) & ~level.bit;
  level.places.length = 0;
  level.reference = reference;
}
