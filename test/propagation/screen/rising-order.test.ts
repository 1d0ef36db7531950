import fc from "fast-check";
import { expect, test } from "vitest";
import { risingOrder } from "../../../src/propagation/screen/rising-order.js";

/** As comparing would have it. */
const compared = (values: Float64Array): number[] =>
  Array.from(values, (_, i) => i).sort((a, b) => {
    const [left, right] = [values[a] ?? 0, values[b] ?? 0];
    return left < right ? -1 : left > right ? 1 : a - b;
  });

test("places come in the order of their values, of equals the first first, for few and for many", () => {
  const value = fc.oneof(
    fc.double({ min: 0, noNaN: true }).map((each) => each + 0),
    fc.constantFrom(0, 1, 1 + Number.EPSILON, 2 ** -1074, Number.MAX_VALUE, Number.POSITIVE_INFINITY),
  );
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 30 }), fc.constantFrom(1, 100), (some, times) => {
      const values = Float64Array.from({ length: some.length * times * 2 }, (_, i) => some[(i * 7) % some.length] ?? 0);
      expect([...risingOrder(values)]).toEqual(compared(values));
    }),
    { numRuns: 60 },
  );
});

test("many values that differ anywhere in their bits", () => {
  const values = Float64Array.from({ length: 5_000 }, (_, i) => {
    const far = (i * 2_654_435_761) % 4_294_967_296;
    return i % 3 === 0 ? 1 + far * 2 ** -52 : far / 3;
  });
  expect([...risingOrder(values)]).toEqual(compared(values));
});
