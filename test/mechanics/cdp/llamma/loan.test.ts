import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Bands } from "../../../../src/mechanics/cdp/llamma/amm.js";
import { oraclePriceUp } from "../../../../src/mechanics/cdp/llamma/band.js";
import { liquidateHard, removedShare } from "../../../../src/mechanics/cdp/llamma/hard-liquidation.js";
import { loanHealth, reach } from "../../../../src/mechanics/cdp/llamma/health.js";
import {
  effectiveCollateral,
  firstBand,
  holdings,
  isAboveRange,
  maxBorrow,
  openBands,
} from "../../../../src/mechanics/cdp/llamma/loan.js";
import { oracleFee } from "../../../../src/mechanics/cdp/llamma/oracle-fee.js";
import { liquidateSoftly } from "../../../../src/mechanics/cdp/llamma/soft-liquidation.js";
import { decimal } from "../../../../src/numbers/decimal.js";
import { float } from "../../../../src/numbers/float.js";
import { collateralBands, free, grid, someBands, toll } from "./bands.js";

const pledge = { collateral: 10, bandCount: 10, loanDiscount: 0.09, amplification: 100 };

/** Moves the oracle in equal small steps, the market with it. */
function drift(bands: Bands<number>, from: number, to: number, steps: number, fees = free): Bands<number> {
  let now = bands;
  for (let step = 1; step <= steps; step += 1) {
    const price = from * (to / from) ** (step / steps);
    now = liquidateSoftly(float, now, { oraclePrice: price, marketPrice: price }, fees).after;
  }
  return now;
}

describe("a loan", () => {
  test("of one band may be 91 % of its collateral at the band's middle", () => {
    const one = { ...pledge, bandCount: 1 };
    expect(maxBorrow(float, one, 2000)).toBeCloseTo(10 * 0.91 * Math.sqrt(2000 * 1980), 8);
  });

  test("starts at the lowest price at which its debt is covered", () => {
    fc.assert(
      fc.property(fc.double({ min: 1000, max: 17_000, noNaN: true }), (debt) => {
        const first = firstBand(float, grid, pledge, { debt, oraclePrice: 2100 });
        const effective = effectiveCollateral(float, pledge);
        if (first === undefined) throw new Error("no band");
        expect(effective * oraclePriceUp(float, grid, first)).toBeGreaterThanOrEqual(debt);
        expect(effective * oraclePriceUp(float, grid, first + 1)).toBeLessThan(debt);
      }),
    );
  });

  test("at exactly what band 3 covers starts in band 3, in both systems", () => {
    const n = decimal;
    const exact = {
      collateral: n.parse("10"),
      bandCount: 10,
      loanDiscount: n.parse("0.09"),
      amplification: n.parse("100"),
    };
    const exactGrid = { amplification: n.parse("100"), basePrice: n.parse("2000") };
    const debt = maxBorrow(n, exact, oraclePriceUp(n, exactGrid, 3));
    expect(firstBand(n, exactGrid, exact, { debt, oraclePrice: n.parse("2000") })).toBe(3);
    const nearly = maxBorrow(float, pledge, oraclePriceUp(float, grid, 3)) * (1 - 1e-12);
    expect(firstBand(float, grid, pledge, { debt: nearly, oraclePrice: 2000 })).toBe(3);
  });

  test("that would start at or above the oracle's price is refused", () => {
    const debt = maxBorrow(float, pledge, 2000);
    expect(firstBand(float, grid, pledge, { debt: debt * 0.9999, oraclePrice: 2000 })).toBeUndefined();
    expect(firstBand(float, grid, pledge, { debt: debt * 0.9999, oraclePrice: 2001 })).toBe(0);
  });

  test("spreads its collateral evenly", () => {
    const bands = openBands(float, grid, pledge, 4);
    expect(bands.first).toBe(4);
    expect(bands.held).toHaveLength(10);
    expect(holdings(float, bands)).toEqual({ stable: 0, collateral: 10 });
    expect(isAboveRange(float, bands)).toBe(true);
  });
});

describe("soft liquidation", () => {
  const bands = openBands(float, grid, pledge, 4);

  test("leaves the bands alone while the price is above them, and gets to all stablecoin below them", () => {
    const above = liquidateSoftly(float, bands, { oraclePrice: 1990, marketPrice: 1990 }, free);
    expect(above).toEqual({ trade: undefined, after: bands });
    const below = liquidateSoftly(float, bands, { oraclePrice: 1700, marketPrice: 1700 }, free);
    expect(below.trade?.direction).toBe("buy-collateral");
    expect(holdings(float, below.after).collateral).toBe(0);
    expect(isAboveRange(float, below.after)).toBe(false);
  });

  test("in small steps ends with x_down as reckoned at the start, and on the way up with y_up", () => {
    const start = reach(float, bands, 1990);
    const [coarse, down] = [drift(bands, 1990, 1650, 1000), drift(bands, 1990, 1650, 4000)];
    expect(holdings(float, down).collateral).toBe(0);
    const gap = (after: Bands<number>): number => 1 - holdings(float, after).stable / start.stable;
    expect(gap(down)).toBeGreaterThan(0);
    expect(gap(down)).toBeLessThan(1e-4);
    expect(gap(coarse) / gap(down)).toBeCloseTo(4, 1);
    const back = drift(down, 1650, 1990, 4000);
    expect(holdings(float, back).stable).toBe(0);
    expect(holdings(float, back).collateral / 10).toBeCloseTo(1, 3);
    expect(reach(float, down, 1650).collateral / 10).toBeCloseTo(1 - gap(down), 8);
  });

  test("in one jump costs the borrower more than in small steps, which is why jumps are charged", () => {
    const jump = liquidateSoftly(float, bands, { oraclePrice: 1700, marketPrice: 1700 }, free).after;
    const steps = drift(bands, 1990, 1700, 500);
    expect(holdings(float, jump).stable).toBeLessThan(holdings(float, steps).stable);
    const fee = oracleFee(float, { oldPrice: 1990, newPrice: 1700, oldFee: 0, elapsedSeconds: 0, windowSeconds: 120 });
    const now = { oraclePrice: 1700, marketPrice: 1700 };
    const charged = liquidateSoftly(float, bands, now, { fee, adminShare: 0 }).after;
    const worth = (after: Bands<number>): number =>
      holdings(float, after).stable + 1700 * holdings(float, after).collateral;
    expect(worth(jump)).toBeLessThan(0.9 * 17_000);
    expect(worth(charged)).toBeGreaterThanOrEqual(17_000 * (1 - 1e-12));
  });

  test("follows the market where it is cheaper than the oracle says, and a fee keeps small gaps open", () => {
    const cheap = liquidateSoftly(float, bands, { oraclePrice: 1850, marketPrice: 1800 }, free);
    const fair = liquidateSoftly(float, bands, { oraclePrice: 1850, marketPrice: 1850 }, free);
    expect(holdings(float, cheap.after).collateral).toBeGreaterThan(holdings(float, fair.after).collateral);
    const near = { oraclePrice: 1850, marketPrice: 1850 * 1.005 };
    expect(liquidateSoftly(float, fair.after, near, toll).trade).toBeUndefined();
    expect(liquidateSoftly(float, fair.after, near, free).trade?.direction).toBe("buy-collateral");
  });

  test("is the same for a position as for its share of the market", () => {
    fc.assert(
      fc.property(someBands, fc.double({ min: 0.8, max: 1.2, noNaN: true }), ({ bands: whole, oraclePrice }, move) => {
        const part = {
          ...whole,
          held: whole.held.map(({ stable, collateral }) => ({ stable: stable / 4, collateral: collateral / 4 })),
        };
        const now = { oraclePrice: oraclePrice * move, marketPrice: oraclePrice * move };
        const [all, quarter] = [liquidateSoftly(float, whole, now, toll), liquidateSoftly(float, part, now, toll)];
        expect((quarter.trade?.got ?? 0) * 4).toBeCloseTo(all.trade?.got ?? 0, 8);
        expect(holdings(float, quarter.after).stable * 4).toBeCloseTo(holdings(float, all.after).stable, 6);
      }),
    );
  });

  test("happens at no price of nothing", () => {
    expect(liquidateSoftly(float, bands, { oraclePrice: 0, marketPrice: 0 }, free).trade).toBeUndefined();
  });
});

describe("reach", () => {
  test("of collateral above its bands is its units at the middle of each band", () => {
    const bands = collateralBands(0, [1, 2]);
    const { stable, collateral } = reach(float, bands, 2500);
    expect(stable).toBeCloseTo(Math.sqrt(2000 * 1980) + 2 * Math.sqrt(1980 * 1960.2), 8);
    expect(collateral).toBe(3);
  });

  test("of stablecoin below its bands is itself, and collateral at the middle of each band", () => {
    const bands = { grid, first: 0, held: [{ stable: 500, collateral: 0 }] };
    const { stable, collateral } = reach(float, bands, 1000);
    expect(stable).toBe(500);
    expect(collateral).toBeCloseTo(500 / Math.sqrt(2000 * 1980), 12);
  });
});

describe("health", () => {
  const loan = { stableDown: 10_500, debt: 10_000, liquidationDiscount: 0.06 };

  test("falls below 0 where x_down less the discount no longer covers the debt, strictly", () => {
    expect(loanHealth(float, loan).liquidatable).toBe(true);
    expect(loanHealth(float, loan).health).toBeCloseTo(-0.013, 12);
    expect(loanHealth(float, { ...loan, stableDown: 20_000, liquidationDiscount: 0.5 })).toEqual({
      health: 0,
      liquidatable: false,
    });
  });

  test("counts what the price is above the bands", () => {
    const above = { oraclePrice: 2000, priceUp: 1900, collateral: 6 };
    expect(loanHealth(float, { ...loan, above }).health).toBeCloseTo(-0.013 + 0.06, 12);
    expect(loanHealth(float, { ...loan, above: { ...above, oraclePrice: 1800 } }).health).toBeCloseTo(-0.013, 12);
  });

  test("of a loan at its limit is the gap between the discounts", () => {
    const bands = openBands(float, grid, pledge, 0);
    const debt = maxBorrow(float, pledge, 2000);
    const stableDown = reach(float, bands, 2000).stable;
    expect(loanHealth(float, { stableDown, debt, liquidationDiscount: 0.06 }).health).toBeCloseTo(0.94 / 0.91 - 1, 10);
  });
});

describe("hard liquidation", () => {
  const bands = {
    grid,
    first: 0,
    held: [
      { stable: 4000, collateral: 0 },
      { stable: 1000, collateral: 3 },
    ],
  };

  test("of all takes both tokens for the debt that the stablecoin does not cover", () => {
    const call = { debt: 9000, share: 1, healthLimit: 0.06 };
    expect(liquidateHard(float, bands, call)).toMatchObject({
      debtCleared: 9000,
      stableUsed: 5000,
      paid: 4000,
      collateral: 3,
      excessStable: 0,
    });
    expect(liquidateHard(float, bands, { ...call, debt: 4500 })).toMatchObject({ paid: 0, excessStable: 500 });
  });

  test("of a part takes a little less than its part, and out of every band alike", () => {
    const call = { debt: 9000, share: 0.5, healthLimit: 0.06 };
    const removed = 0.5 * ((1.03 / 1.06) * 0.5 + 0.5);
    expect(removedShare(float, call)).toBeCloseTo(removed, 14);
    const part = liquidateHard(float, bands, call);
    expect(part.debtCleared).toBe(4500);
    expect(part.collateral).toBeCloseTo(3 * removed, 12);
    expect(part.paid).toBeCloseTo(4500 - 5000 * removed, 9);
    expect(part.after.held[0]?.stable).toBeCloseTo(4000 * (1 - removed), 9);
    expect(removedShare(float, { ...call, healthLimit: 0 })).toBe(0.5);
  });
});

describe("the fee after a jump of the oracle", () => {
  const move = { oldPrice: 2000, newPrice: 1800, oldFee: 0, elapsedSeconds: 0, windowSeconds: 120 };

  test("is 1 − r³, the same both ways, and fades over the window", () => {
    expect(oracleFee(float, move)).toBeCloseTo(1 - 0.9 ** 3, 14);
    expect(oracleFee(float, { ...move, oldPrice: 1800, newPrice: 2000 })).toBeCloseTo(1 - 0.9 ** 3, 14);
    expect(oracleFee(float, { ...move, elapsedSeconds: 90 })).toBeCloseTo((1 - 0.9 ** 3) / 4, 14);
    expect(oracleFee(float, { ...move, oldFee: 0.1, elapsedSeconds: 60 })).toBeCloseTo((1.1 - 0.9 ** 3) / 2, 14);
    expect(oracleFee(float, { ...move, elapsedSeconds: 200 })).toBe(0);
    expect(oracleFee(float, { ...move, oldPrice: 0, newPrice: 0 })).toBe(0);
  });
});
