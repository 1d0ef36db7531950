import type { PackedText } from "../../model/population.js";

/** A name of ASCII letters, as text or as its bytes. */
export type Name = string | Uint8Array;

/** Distinct names of ASCII letters, packed, found again by what they say. */
export interface NameIndex {
  readonly count: number;
  /** The number of the name `name` + `suffix`: the next free one when it is new. */
  number(name: Name, suffix?: string): number;
  finish(): PackedText;
}

/**
 * Names in the order of their first mention: their letters side by side, their hashes (FNV-1a), and an open-addressed table of their
 * numbers, so that millions fit. There is room for `expected` of them from the first.
 */
export function nameIndex(expected = 0): NameIndex {
  const room = 2 ** Math.ceil(Math.log2(Math.max(expected + 2, 1 << 12)));
  let bytes = new Uint8Array(64 * room);
  let start = new Uint32Array(room);
  let hashes = new Uint32Array(room);
  /** Number + 1 of the name in each place; 0 is free. */
  let places = new Uint32Array(2 * room);
  let count = 0;

  /** Puts letters behind those that are there and returns the hash so far. */
  const append = (name: Name, at: number, hash: number): number => {
    if (typeof name !== "string") return appendBytes(name, at, hash);
    const into = bytes;
    for (let i = 0; i < name.length; i += 1) {
      const letter = name.charCodeAt(i);
      into[at + i] = letter;
      hash = Math.imul(hash ^ letter, 0x01000193);
    }
    return hash;
  };
  const appendBytes = (name: Uint8Array, at: number, hash: number): number => {
    const into = bytes;
    for (let i = 0; i < name.length; i += 1) {
      const letter = name[i] as number;
      into[at + i] = letter;
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
      // Names to come are taken to be as long as those that are there, and a little longer.
      const inAll = count < expected ? 1.05 * letters * (expected / (count + 1)) : 2 * letters;
      const wider = new Uint8Array(Math.min(Math.max(inAll, 1.25 * letters), 4 * letters));
      wider.set(bytes);
      bytes = wider;
    }
    if (count + 1 < start.length) return;
    const [widerStart, widerHashes] = [new Uint32Array(start.length * 2), new Uint32Array(start.length * 2)];
    widerStart.set(start);
    widerHashes.set(hashes);
    start = widerStart;
    hashes = widerHashes;
    // The table stays at most half full, so that searches stay short.
    places = new Uint32Array(start.length * 2);
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
