import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { closest, editDistance } from "../../src/scenario/suggest.js";

describe("edit distance", () => {
  it.each([
    ["kitten", "sitting", 3],
    ["aave-eht", "aave-eth", 1],
    ["", "abc", 3],
    ["flaw", "lawn", 2],
    ["same", "same", 0],
  ])("from %s to %s is %i", (a, b, distance) => expect(editDistance(a, b)).toBe(distance));

  it("is symmetric, and zero only between equals", () => {
    const word = fc.string({ maxLength: 8 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b) === 0).toBe(a === b);
      }),
    );
  });
});

describe("a suggestion", () => {
  it("overlooks letter case", () => expect(closest("eth", ["USDC", "ETH"])).toBe("ETH"));
  it("is not made when nothing is near", () => expect(closest("stETH", ["USDC", "WBTC"])).toBeUndefined());

  it("takes the beginning of one word for the word, and of two for neither", () => {
    expect(closest("equity", ["supply", "equityUnits"])).toBe("equityUnits");
    expect(closest("liquidation", ["liquidationBonus", "liquidationThreshold"])).toBeUndefined();
  });
});
