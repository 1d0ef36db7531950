import { describe, expect, it } from "vitest";
import { nodeKey } from "../../src/model/network.js";
import { totalOfRunning } from "../../src/numbers/arithmetic.js";
import { float } from "../../src/numbers/float.js";
import { carry, type LossBook } from "../../src/propagation/books/losses.js";

const [eth, alice] = [nodeKey("asset", "ETH"), nodeKey("position", "alice")];
const emptyBook = (): Required<Pick<LossBook<number>, "n" | "carried">> => ({
  n: float,
  carried: { list: [], of: { direct: new Map(), price: new Map(), claim: new Map(), run: new Map() } },
});

describe("the way of a loss", () => {
  it("begins in the round of the first loss that is more than what rounding leaves over", () => {
    const book = emptyBook();
    carry(book, 3, eth, alice, "price", 1e-9, 1e6);
    expect(book.carried.list).toEqual([]);
    carry(book, 4, eth, alice, "price", 5, 1e6);
    carry(book, 5, eth, alice, "price", 1e-9, 1e6);
    const [way, ...others] = book.carried.list;
    expect(others).toEqual([]);
    expect(way?.firstRound).toBe(4);
    expect(way && totalOfRunning(float, way.lossUsd)).toBeCloseTo(5, 8);
  });

  it("begins with a small loss of somebody who owns little", () => {
    const book = emptyBook();
    carry(book, 3, eth, alice, "price", 1e-9, 1e-6);
    expect(book.carried.list.map(({ firstRound }) => firstRound)).toEqual([3]);
  });
});
