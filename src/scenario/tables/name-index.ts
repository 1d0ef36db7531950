import type { PackedText } from "../../model/population.js";

/** Distinct names, packed, found again by what they say. */
export interface NameIndex {
  readonly count: number;
  /** The number of a name: the next free one when it is new. */
  number(name: string): number;
  finish(): PackedText;
}

const ENCODER = new TextEncoder();
/** At most this share of the table is filled, so that a search stays short. */
const FILLED = 0.5;

/** Names in the order of their first mention: bytes side by side and an open-addressed table of numbers, so that a million fit. */
export function nameIndex(): NameIndex {
  let bytes = new Uint8Array(1 << 16);
  let start = new Uint32Array(1 << 12);
  /** Number + 1 of the name in each place; 0 is free. */
  let places = new Uint32Array(1 << 13);
  let count = 0;

  const hashOf = (from: number, to: number): number => {
    let hash = 0x811c9dc5;
    for (let i = from; i < to; i += 1) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
    return (hash ^ (hash >>> 15)) >>> 0;
  };
  const isSame = (number: number, from: number, to: number): boolean => {
    const first = start[number] as number;
    if ((start[number + 1] as number) - first !== to - from) return false;
    for (let i = from; i < to; i += 1) if (bytes[first + i - from] !== bytes[i]) return false;
    return true;
  };
  /** The place of the name in bytes from … to, or the free place where it belongs. */
  const placeOf = (from: number, to: number): number => {
    const mask = places.length - 1;
    let place = hashOf(from, to) & mask;
    for (let held = places[place] as number; held !== 0; held = places[place] as number) {
      if (isSame(held - 1, from, to)) return place;
      place = (place + 1) & mask;
    }
    return place;
  };
  const widen = () => {
    const wider = new Uint32Array(start.length * 2);
    wider.set(start);
    start = wider;
  };
  const rehash = () => {
    places = new Uint32Array(places.length * 2);
    for (let i = 0; i < count; i += 1) places[placeOf(start[i] as number, start[i + 1] as number)] = i + 1;
  };

  return {
    get count() {
      return count;
    },
    number: (name) => {
      const from = start[count] as number;
      const most = from + name.length * 3;
      if (most > bytes.length) {
        const wider = new Uint8Array(Math.max(bytes.length * 2, most));
        wider.set(bytes);
        bytes = wider;
      }
      const to = from + ENCODER.encodeInto(name, bytes.subarray(from)).written;
      const place = placeOf(from, to);
      const held = places[place] as number;
      if (held !== 0) return held - 1;
      if (count + 2 > start.length) widen();
      start[count + 1] = to;
      places[place] = count + 1;
      count += 1;
      if (count > places.length * FILLED) rehash();
      return count - 1;
    },
    finish: () => ({ bytes: bytes.slice(0, start[count]), start: start.slice(0, count + 1) }),
  };
}
