import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Auction,
  type AuctionTerms,
  needsRedo,
  priceAt,
  redo,
  startAuction,
  takeFrom,
} from "../../../../src/mechanics/cdp/maker/auction.js";
import { milestones } from "../../../../src/mechanics/cdp/maker/milestones.js";
import { relativePrice } from "../../../../src/mechanics/cdp/maker/price-curve.js";
import { take } from "../../../../src/mechanics/cdp/maker/take.js";
import { decimal } from "../../../../src/numbers/decimal.js";
import { float } from "../../../../src/numbers/float.js";

/** The parameters of forum.makerdao.com 7502/7628, but for a tip of 300 DAI and a dust of 10 000 DAI, which are made up. */
const terms: AuctionTerms<number> = {
  curve: { kind: "stairstep", cut: 0.99, stepSeconds: 90 },
  buf: 1.3,
  tailSeconds: 8400,
  cusp: 0.4,
  chostDai: 11_300,
  tipDai: 300,
  chip: 0.001,
};
const start = { tabDai: 113_000, lot: 80, feedDai: 1500, nowSeconds: 1000 };

describe("price curves", () => {
  test("a line reaches nothing at tau and stays there", () => {
    const curve = { kind: "linear", tauSeconds: 3600 } as const;
    expect([0, 900, 3600, 7200].map((t) => relativePrice(float, curve, t))).toEqual([1, 0.75, 0, 0]);
  });

  test("stairs fall once a step, a continuous curve all the time, and they meet at the steps", () => {
    const stairs = { kind: "stairstep", cut: 0.99, stepSeconds: 90 } as const;
    expect([0, 89, 90, 179, 180].map((t) => relativePrice(float, stairs, t))).toEqual([1, 1, 0.99, 0.99, 0.99 ** 2]);
    const smooth = { kind: "exponential", cut: 0.99 ** (1 / 90) } as const;
    expect(relativePrice(float, smooth, 180)).toBeCloseTo(0.9801, 12);
  });

  test("a cut of 0.999230132966 a second halves the price in 15 minutes (dss src/test/abaci.t.sol)", () => {
    const curve = { kind: "exponential", cut: decimal.parse("0.999230132966") } as const;
    expect(relativePrice(decimal, curve, decimal.parse("900")).toNumber()).toBeCloseTo(0.5, 9);
  });
});

describe("an auction", () => {
  test("starts at the feed times buf, and pays its keeper tip and chip", () => {
    const { auction, rewardDai } = startAuction(float, terms, start);
    expect(auction).toEqual({ tabDai: 113_000, lot: 80, top: 1950, startedSeconds: 1000 });
    expect(rewardDai).toBe(413);
    expect(priceAt(float, terms, auction, 1180)).toBeCloseTo(1950 * 0.9801, 9);
  });

  test("is sold in parts; the owner gets back what is left once the tab is raised", () => {
    const { auction } = startAuction(float, terms, start);
    const first = takeFrom(float, terms, auction, { amount: 20, nowSeconds: 1000 });
    expect(first).toMatchObject({ paidDai: 39_000, got: 20, tabLeftDai: 74_000, lotLeft: 60, auctionEnds: false });
    expect(first?.freedDai).toBe(39_000);
    const rest = takeFrom(float, terms, first?.auction as Auction<number>, { amount: 60, nowSeconds: 1090 });
    expect(rest?.paidDai).toBe(74_000);
    expect(rest?.got).toBeCloseTo(74_000 / 1930.5, 10);
    expect(rest?.returnedToVault).toBeCloseTo(60 - 74_000 / 1930.5, 10);
    expect(rest?.auction).toBeUndefined();
    expect(rest?.lossDai).toBe(0);
  });

  test("that nobody wants must be reset after its tail, strictly, and nobody may buy meanwhile", () => {
    const slow = { ...terms, cusp: 0.1 };
    const { auction } = startAuction(float, slow, start);
    expect(needsRedo(float, slow, auction, 9400)).toBe(false);
    expect(redo(float, slow, auction, { feedDai: 1000, nowSeconds: 9400 })).toBeUndefined();
    expect(needsRedo(float, slow, auction, 9401)).toBe(true);
    expect(takeFrom(float, slow, auction, { amount: 1, nowSeconds: 9401 })).toBeUndefined();
    const again = redo(float, slow, auction, { feedDai: 1000, nowSeconds: 9401 });
    expect(again?.auction).toEqual({ tabDai: 113_000, lot: 80, top: 1300, startedSeconds: 9401 });
    expect(again?.rewardDai).toBe(413);
  });

  test("a reset of what is too small pays its keeper nothing", () => {
    const small = { tabDai: 11_299, lot: 80, top: 1950, startedSeconds: 0 };
    expect(redo(float, terms, small, { feedDai: 1000, nowSeconds: 8401 })?.rewardDai).toBe(0);
    const poor = { tabDai: 113_000, lot: 80, top: 1950, startedSeconds: 0 };
    expect(redo(float, terms, poor, { feedDai: 141, nowSeconds: 8401 })?.rewardDai).toBe(0);
    expect(redo(float, terms, poor, { feedDai: 142, nowSeconds: 8401 })?.rewardDai).toBe(413);
  });

  test("whose price has reached the cusp exactly goes on", () => {
    const half = { ...terms, curve: { kind: "linear", tauSeconds: 3600 } as const, cusp: 0.5 };
    const auction = { tabDai: 1, lot: 1, top: 5, startedSeconds: 0 };
    expect([1800, 1801].map((t) => needsRedo(float, half, auction, t))).toEqual([false, true]);
  });
});

describe("a take", () => {
  const inputs = { tabDai: 110, lot: 40, price: 5, amount: 40, chostDai: 22 };

  test("that would leave dust is trimmed to leave exactly chost", () => {
    expect(take(float, { ...inputs, amount: 18 })).toMatchObject({ paidDai: 88, got: 17.6, tabLeftDai: 22 });
    expect(take(float, { ...inputs, amount: 17.6 })).toMatchObject({ paidDai: 88, tabLeftDai: 22 });
  });

  test("of a part is refused once the tab is no more than chost", () => {
    expect(take(float, { ...inputs, tabDai: 22, amount: 4 })).toBeUndefined();
    expect(take(float, { ...inputs, tabDai: 22, amount: 4.4 })).toMatchObject({ paidDai: 22, returnedToVault: 35.6 });
  });

  test("of the whole lot for less than the tab leaves a loss and frees the whole room", () => {
    const taken = take(float, { ...inputs, price: 2 });
    expect(taken).toMatchObject({ paidDai: 80, got: 40, lossDai: 30, freedDai: 110, auctionEnds: true, lotLeft: 0 });
  });

  test("at a price of nothing gives the collateral away", () => {
    expect(take(float, { ...inputs, price: 0 })).toMatchObject({ paidDai: 0, got: 40, lossDai: 110 });
  });

  test("never costs more than the tab, never leaves dust, and loses no collateral", () => {
    const amounts = fc.double({ min: 0.01, max: 100, noNaN: true });
    fc.assert(
      fc.property(amounts, amounts, amounts, amounts, amounts, (tabDai, lot, price, amount, chostDai) => {
        const taken = take(float, { tabDai, lot, price, amount, chostDai });
        if (taken === undefined) {
          expect(tabDai).toBeLessThanOrEqual(chostDai);
          return;
        }
        expect(taken.paidDai).toBeLessThanOrEqual(tabDai);
        expect(taken.got).toBeLessThanOrEqual(Math.min(lot, amount) * (1 + 1e-12));
        expect(taken.paidDai).toBeCloseTo(taken.got * price, 8);
        expect(taken.got + taken.lotLeft + taken.returnedToVault).toBeCloseTo(lot, 10);
        if (!taken.auctionEnds) expect(taken.tabLeftDai).toBeGreaterThanOrEqual(chostDai * (1 - 1e-12));
        expect(taken.freedDai).toBeCloseTo(taken.auctionEnds ? taken.paidDai + taken.lossDai : taken.paidDai, 10);
      }),
    );
  });
});

describe("milestones", () => {
  const limits = { buf: 1.3, cusp: 0.4, tailSeconds: 8400 };

  test("a line from 1.3 passes the oracle just after 3/13 of tau", () => {
    const found = milestones(float, { ...limits, curve: { kind: "linear", tauSeconds: 1300 } });
    expect(found).toEqual({ belowOracleSeconds: 301, cuspResetSeconds: 781, tailResetSeconds: 8401 });
  });

  test("a price that never falls never reaches them", () => {
    const found = milestones(float, { ...limits, curve: { kind: "exponential", cut: 1 } });
    expect([found.belowOracleSeconds, found.cuspResetSeconds]).toEqual([undefined, undefined]);
    const noCusp = milestones(float, { ...limits, cusp: 0, curve: { kind: "linear", tauSeconds: 1300 } });
    expect(noCusp.cuspResetSeconds).toBeUndefined();
  });

  test("the auction itself must be reset from the earlier of cusp and tail on, and not before", () => {
    fc.assert(
      fc.property(fc.integer({ min: 900, max: 999 }), fc.integer({ min: 1, max: 200 }), (cut, stepSeconds) => {
        const curve = { kind: "stairstep", cut: cut / 1000, stepSeconds } as const;
        const { cuspResetSeconds, tailResetSeconds } = milestones(float, { ...limits, curve });
        const first = Math.min(cuspResetSeconds ?? Number.POSITIVE_INFINITY, tailResetSeconds);
        const auction = { tabDai: 1, lot: 1, top: 7, startedSeconds: 0 };
        const status = [first - 1, first].map((t) => needsRedo(float, { ...terms, curve }, auction, t));
        expect(status).toEqual([false, true]);
      }),
    );
  });
});
