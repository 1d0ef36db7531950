import type { PackedText } from "../../model/population.js";

/** Distinct names of ASCII letters, packed, found again by what they say. */
export interface NameIndex {
  readonly count: number;
  /** The number of the name `name` + `suffix`: the next free one when it is new. */
  number(name: string, suffix?: string): number;
  finish(): PackedText;
}

/**
 * Names in the order of their first mention: their letters side by side, their hashes (FNV-1a), and an open-addressed table of their
 * numbers, so that millions fit.
 */
export function nameIndex(): NameIndex {
  let bytes = new Uint8Array(1 << 16);
  let start = new Uint32Array(1 << 12);
  let hashes = new Uint32Array(1 << 12);
  /** Number + 1 of the name in each place; 0 is free. */
  let places = new Uint32Array(1 << 14);
  let count = 0;

  /** Puts letters behind those that are there and returns the hash so far. */
  const append = (text: string, at: number, hash: number): number => {
    for (let i = 0; i < text.length; i += 1) {
      const letter = text.charCodeAt(i);
      bytes[at + i] = letter;
      hash = Math.imul(hash ^ letter, 0x01000193);
    }
    return hash;
  };
  const isSame = (number: number, from: number, to: number): boolean => {
    const first = start[number] as number;
    if ((start[number + 1] as number) - first !== to - from) return false;
    for (let i = from; i < to; i += 1) if (bytes[first + i - from] !== bytes[i]) return false;
    return true;
  };
  const makeRoom = (letters: number) => {
    if (letters > bytes.length) {
      const wider = new Uint8Array(Math.max(bytes.length * 2, letters));
      wider.set(bytes);
      bytes = wider;
    }
    if (count + 1 < start.length) return;
    const [widerStart, widerHashes] = [new Uint32Array(start.length * 2), new Uint32Array(start.length * 2)];
    widerStart.set(start);
    widerHashes.set(hashes);
    start = widerStart;
    hashes = widerHashes;
    // The table stays at most a quarter full, so that searches stay short.
    places = new Uint32Array(start.length * 4);
    const mask = places.length - 1;
    for (let i = 0; i < count; i += 1) {
      let place = (hashes[i] as number) & mask;
      while (places[place] !== 0) place = (place + 1) & mask;
      places[place] = i + 1;
    }
  };

  return {
    get count() {
      return count;
    },
    number: (name, suffix = "") => {
      const from = start[count] as number;
      const to = from + name.length + suffix.length;
      makeRoom(to);
      const mixed = append(suffix, from + name.length, append(name, from, 0x811c9dc5));
      const hash = (mixed ^ (mixed >>> 15)) >>> 0;
      const mask = places.length - 1;
      let place = hash & mask;
      for (let held = places[place] as number; held !== 0; held = places[place] as number) {
        if (hashes[held - 1] === hash && isSame(held - 1, from, to)) return held - 1;
        place = (place + 1) & mask;
      }
      start[count + 1] = to;
      hashes[count] = hash;
      count += 1;
      places[place] = count;
      return count - 1;
    },
    finish: () => ({ bytes: bytes.subarray(0, start[count]), start: start.subarray(0, count + 1) }),
  };
}
