import { expect, test } from "vitest";
import { type DelayedPrice, pokeDelayed } from "../../../src/mechanics/oracles/delayed.js";
import { float } from "../../../src/numbers/float.js";

test("a fall is in force one poke after it was read, and a poke within the hour does nothing", () => {
  let price: DelayedPrice<number> = { currentUsd: 100, nextUsd: 100 };
  const inForce: number[] = [];
  for (const [atSeconds, priceUsd] of [
    [0, 100],
    [3600, 90],
    [7199, 10],
    [7200, 80],
    [10800, 80],
  ] as const) {
    price = pokeDelayed(float, price, { priceUsd, atSeconds, hopSeconds: 3600 });
    inForce.push(price.currentUsd);
  }
  expect(inForce).toEqual([100, 100, 100, 90, 80]);
});
