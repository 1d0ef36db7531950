/** Bits sorted by in one pass, and the counters that this takes. */
const BITS = 11;
const PLACES = 1 << BITS;

/** Fewer values than this are sorted by comparing them. */
const FEW = 2_048;

/** The places of values of 0 or more (infinity included), from the least to the greatest; of equals, the first comes first. */
export function risingOrder(values: Float64Array): Uint32Array {
  const places = new Uint32Array(values.length);
  for (let i = 0; i < places.length; i += 1) places[i] = i;
  if (values.length < FEW) return places.sort((a, b) => difference(values, a, b) || a - b);
  return byBits(new Uint32Array(values.buffer, values.byteOffset, 2 * values.length), places);
}

function difference(values: Float64Array, a: number, b: number): number {
  const [left, right] = [values[a] as number, values[b] as number];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Whether the low half of a double comes first in memory. */
const LOW_FIRST = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** Radix sort: doubles that are not negative are in the order of their bits, read as whole numbers. */
function byBits(halves: Uint32Array, opening: Uint32Array): Uint32Array {
  let places: Uint32Array = opening;
  let spare: Uint32Array = new Uint32Array(places.length);
  const counts = new Uint32Array(PLACES);
  for (const half of LOW_FIRST ? [0, 1] : [1, 0]) {
    for (let shift = 0; shift < 32; shift += BITS) {
      const digit = (place: number): number => ((halves[2 * place + half] as number) >>> shift) & (PLACES - 1);
      counts.fill(0);
      for (let i = 0; i < places.length; i += 1) {
        const which = digit(i);
        counts[which] = (counts[which] as number) + 1;
      }
      if (counts.includes(places.length)) continue;
      let before = 0;
      for (let which = 0; which < PLACES; which += 1) {
        const count = counts[which] as number;
        counts[which] = before;
        before += count;
      }
      for (let i = 0; i < places.length; i += 1) {
        const place = places[i] as number;
        const which = digit(place);
        const target = counts[which] as number;
        spare[target] = place;
        counts[which] = target + 1;
      }
      [places, spare] = [spare, places];
    }
  }
  return places;
}
