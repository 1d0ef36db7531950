import { describe, expect, it } from "vitest";
import type { Venue } from "../../src/model/scenario.js";
import { openingConflicts } from "../../src/propagation/index.js";
import { flat, pool, small } from "./small.js";

const placesOf = (venues: readonly Venue[], pricesUsd: Readonly<Record<string, number>>) =>
  openingConflicts(small(pricesUsd, { venues })).map(({ path }) => path.join("."));

describe("a pool's opening price beside the one that is stated", () => {
  const prices = { ETH: 2000, USDC: 1 };

  it("is a conflict when it is more than 2 % away", () => {
    const [conflict, ...others] = openingConflicts(small(prices, { venues: [pool({ ETH: 5000, USDC: 5_000_000 })] }));
    expect(others).toEqual([]);
    expect(conflict).toMatchObject({
      path: ["venues", "ETH/USDC"],
      found: '"ETH" opens here at 1000 USD',
      expected: expect.stringContaining("2000 USD"),
      fix: expect.stringContaining("State 1000 as priceUsd"),
    });
    expect(placesOf([pool({ ETH: 100, USDC: 203_900 })], prices)).toEqual([]);
    expect(placesOf([pool({ ETH: 100, USDC: 204_100 })], prices)).toEqual(["venues.ETH/USDC"]);
    expect(placesOf([pool({ ETH: 100, USDC: 195_900 })], prices)).toEqual(["venues.ETH/USDC"]);
  });

  it("is none when the venue is meant to differ, or quotes by the stated price", () => {
    const meant: Venue = { ...pool({ ETH: 5000, USDC: 5_000_000 }), openPriceMayDiffer: true };
    expect(placesOf([meant, flat("ETH", "USDC", 100)], prices)).toEqual([]);
  });

  it("is told where it arises, and not again in what is priced in that asset", () => {
    const chained = [pool({ ETH: 5000, USDC: 5_000_000 }), pool({ stETH: 10, ETH: 10 })];
    expect(placesOf(chained, { ...prices, stETH: 2000 })).toEqual(["venues.ETH/USDC"]);
    expect(placesOf(chained, { ...prices, ETH: 1000, stETH: 2000 })).toEqual(["venues.stETH/ETH"]);
  });

  it("does not mind what is worth nothing", () => {
    expect(placesOf([flat("JUNK", "USDC", 100)], { JUNK: 0, USDC: 1 })).toEqual([]);
  });
});
