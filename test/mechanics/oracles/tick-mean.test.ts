import { expect, test } from "vitest";
import { priceAtTick, tickCumulative } from "../../../src/mechanics/oracles/tick-mean.js";
import { float } from "../../../src/numbers/float.js";

const observations = [
  { seconds: 5, tick: -5 },
  { seconds: 9, tick: 1 },
  { seconds: 12, tick: -5 },
];

/** Uniswap v3-core, test/Oracle.spec.ts: three observations, the last with tick −5, at 19 s. */
test.each([
  [19, -52],
  [9, -20],
  [12, -17],
  [5, 0],
  [7, -10],
])("ticks of −5 from 5 s, 1 from 9 s, −5 from 12 s have added up by %i s to %i", (atSeconds, expected) => {
  expect(tickCumulative(float, observations, atSeconds)).toBeCloseTo(expected, 12);
});

test("a mean tick is a geometric mean: half the time at p and half at 1/p is 1", () => {
  const [p, inverse] = [priceAtTick(float, 1000), priceAtTick(float, -1000)];
  expect(p).toBeCloseTo(1.105165392603, 10);
  expect(p * inverse).toBeCloseTo(1, 14);
});
