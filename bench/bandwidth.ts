import { processorClock } from "./harness.js";

/** Bytes that one core reads from memory in a nanosecond (GB/s): the best of some passes over an array too large for any cache. */
export function readBandwidth(): number {
  const values = new Float64Array(1 << 25).fill(1);
  let best = 0;
  for (let pass = 0; pass < 6; pass += 1) {
    const before = processorClock();
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let i = 0; i < values.length; i += 4) {
      a += values[i] as number;
      b += values[i + 1] as number;
      c += values[i + 2] as number;
      d += values[i + 3] as number;
    }
    const nanoseconds = (processorClock() - before) * 1e6;
    if (a + b + c + d !== values.length) throw new Error("the array was not read");
    best = Math.max(best, values.byteLength / nanoseconds);
  }
  return best;
}

/** Nanoseconds that reading so many bytes takes at a bandwidth in GB/s: no scan that reads them is faster. */
export const readingTime = (bytes: number, bandwidth: number): number => bytes / bandwidth;
