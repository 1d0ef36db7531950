import { describe, expect, test } from "vitest";
import {
  bite,
  type FlipAuction,
  isWon,
  lowerLot,
  raiseBid,
  restartFlip,
  startFlip,
} from "../../../../src/mechanics/cdp/maker/flip.js";
import { float } from "../../../../src/numbers/float.js";

const terms = { beg: 1.05, ttlSeconds: 600, tauSeconds: 21_600 };
const fresh = startFlip(float, terms, { tabDai: 5650, lot: 50, nowSeconds: 0 });
const raised = (auction: FlipAuction<number>, bidDai: number, nowSeconds: number): FlipAuction<number> => {
  const after = raiseBid(float, terms, auction, { bidDai, nowSeconds });
  if (after === undefined) throw new Error(`a bid of ${bidDai} is refused`);
  return after;
};

describe("a bite", () => {
  test("takes a lump and its share of the debt, or all of a small vault", () => {
    const bitten = bite(float, { ink: 200, art: 20_000 }, { rate: 1.02, chop: 1.13, lump: 50 });
    expect(bitten).toMatchObject({ lot: 50, dart: 5000, dueDai: 5100 });
    expect(bitten?.tabDai).toBeCloseTo(5763, 9);
    const whole = bite(float, { ink: 30, art: 3000 }, { rate: 1, chop: 1.13, lump: 50 });
    expect(whole).toMatchObject({ lot: 30, dart: 3000 });
    expect(bite(float, { ink: 0, art: 3000 }, { rate: 1, chop: 1.13, lump: 50 })).toBeUndefined();
  });
});

describe("an English auction", () => {
  test("takes bids that raise the last by enough, up to the tab", () => {
    const first = raised(fresh, 1000, 10);
    expect(first).toMatchObject({ bidDai: 1000, lot: 50, bidWinsSeconds: 610 });
    const refused = [1000, 1049, 5651].map((bidDai) => raiseBid(float, terms, first, { bidDai, nowSeconds: 20 }));
    expect(refused).toEqual([undefined, undefined, undefined]);
    expect(raised(first, 1050, 20).bidWinsSeconds).toBe(620);
    expect(raised(raised(first, 5600, 20), 5650, 30).bidDai).toBe(5650);
  });

  test("then takes bids for less of the lot, and the rest is the owner's", () => {
    const first = raised(fresh, 1000, 10);
    expect(lowerLot(float, terms, first, { lot: 40, nowSeconds: 20 })).toBeUndefined();
    const full = raised(fresh, 5650, 10);
    expect(lowerLot(float, terms, full, { lot: 49, nowSeconds: 20 })).toBeUndefined();
    expect(lowerLot(float, terms, full, { lot: 40, nowSeconds: 20 })).toMatchObject({ lot: 40, bidWinsSeconds: 620 });
  });

  test("is won once the bid has stood its time, however little it is", () => {
    const zero = raised(fresh, 1e-18, 10);
    expect([610, 611].map((now) => isWon(float, zero, now))).toEqual([false, true]);
    expect(raiseBid(float, terms, zero, { bidDai: 4000, nowSeconds: 610 })).toBeUndefined();
    const late = raised(fresh, 1000, 21_500);
    expect([21_600, 21_601].map((now) => isWon(float, late, now))).toEqual([false, true]);
  });

  test("without a bid is not won, and begins again", () => {
    expect(isWon(float, fresh, 1e6)).toBe(false);
    expect(raiseBid(float, terms, fresh, { bidDai: 1000, nowSeconds: 21_600 })).toBeUndefined();
    expect(restartFlip(float, terms, fresh, 21_600)).toBeUndefined();
    expect(restartFlip(float, terms, fresh, 21_601)?.endsSeconds).toBe(43_201);
    expect(restartFlip(float, terms, raised(fresh, 1, 5), 21_601)).toBeUndefined();
  });
});
