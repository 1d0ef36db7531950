import { describe, expect, test } from "vitest";
import {
  decayFactor,
  MINUTE_DECAY_V1,
  MINUTE_DECAY_V2,
  raisedBaseRate,
  redemptionRate,
} from "../../../../src/mechanics/cdp/liquity/base-rate.js";
import { redeem } from "../../../../src/mechanics/cdp/liquity/redemption.js";
import { redeemUrgently, routeRedemption, shutsDown } from "../../../../src/mechanics/cdp/liquity/v2-branch.js";
import { float } from "../../../../src/numbers/float.js";

describe("the redemption rate", () => {
  test("halves in 12 hours in v1 and in 6 hours in v2, by whole minutes", () => {
    expect(decayFactor(float, Number(MINUTE_DECAY_V1), 720)).toBeCloseTo(0.5, 10);
    expect(decayFactor(float, Number(MINUTE_DECAY_V2), 360)).toBeCloseTo(0.5, 10);
    expect(decayFactor(float, Number(MINUTE_DECAY_V1), 0.99)).toBe(1);
  });

  test("rises with the share redeemed, over a floor, and never over all", () => {
    const size = { baseRate: 0.01, redeemed: 1e6, totalSupply: 50e6, beta: 2 };
    expect(raisedBaseRate(float, size)).toBe(0.02);
    expect(raisedBaseRate(float, { ...size, beta: 1 })).toBe(0.03);
    expect(raisedBaseRate(float, { ...size, baseRate: 0.995 })).toBe(1);
    expect(redemptionRate(float, 0.02, 0.005)).toBe(0.025);
    expect(redemptionRate(float, 1, 0.005)).toBe(1);
  });
});

describe("a redemption", () => {
  const v1 = { priceUsd: 200, reserved: 200, minimumLeft: 1800, feeKept: 0 };
  const troves = [
    { debt: 3200, collateral: 18 },
    { debt: 10_200, collateral: 70 },
  ];

  test("empties trove after trove in the order given", () => {
    const { troves: redeemed, cancelled, drawn } = redeem(float, troves, 7000, v1);
    expect(redeemed[0]).toMatchObject({ cancelled: 3000, drawn: 15, isEmptied: true });
    expect(redeemed[0]?.after).toEqual({ debt: 200, collateral: 3 });
    expect(redeemed[1]).toMatchObject({ cancelled: 4000, drawn: 20, isEmptied: false });
    expect(redeemed[1]?.after).toEqual({ debt: 6200, collateral: 50 });
    expect([cancelled, drawn]).toEqual([7000, 35]);
  });

  test("stops at a trove that it would leave with too little debt", () => {
    expect(redeem(float, troves, 12_000, v1).cancelled).toBe(3000);
    expect(redeem(float, [...troves, ...troves], 12_000, v1).cancelled).toBe(3000);
    expect(redeem(float, troves, 11_200, v1).cancelled).toBe(11_200);
    expect(redeem(float, troves, 1e6, v1).cancelled).toBe(13_000);
  });

  test("leaves the fee in the trove in v2", () => {
    const v2 = { priceUsd: 200, reserved: 0, minimumLeft: 0, feeKept: 0.01 };
    const { troves: redeemed, drawn } = redeem(float, [{ debt: 3000, collateral: 18 }], 2000, v2);
    expect(drawn).toBeCloseTo(9.9, 12);
    expect(redeemed[0]?.after.debt).toBe(1000);
    expect(redeemed[0]?.after.collateral).toBeCloseTo(8.1, 12);
  });
});

describe("branches", () => {
  test("share a redemption by the debt that their pools do not back", () => {
    const branches = [
      { debt: 900, poolDebt: 600 },
      { debt: 200, poolDebt: 100 },
      { debt: 50, poolDebt: 70 },
    ];
    expect(routeRedemption(float, branches, 100)).toEqual([75, 25, 0]);
    expect(routeRedemption(float, branches, 1000)).toEqual([300, 100, 0]);
  });

  test("share it by debt where all is backed", () => {
    const backed = [
      { debt: 300, poolDebt: 300 },
      { debt: 100, poolDebt: 900 },
    ];
    expect(routeRedemption(float, backed, 80)).toEqual([60, 20]);
    expect(routeRedemption(float, [], 80)).toEqual([]);
  });

  test("shut down below SCR, strictly; then redemptions get a bonus, and no more than there is", () => {
    expect([shutsDown(float, 1.1, 1.1), shutsDown(float, 1.0999, 1.1)]).toEqual([false, true]);
    const terms = { priceUsd: 102, bonus: 0.02 };
    const part = redeemUrgently(float, { debt: 1000, collateral: 11 }, 500, terms);
    expect(part.drawn).toBeCloseTo(5, 12);
    expect(part.after.debt).toBe(500);
    const short = redeemUrgently(float, { debt: 1000, collateral: 6 }, 5000, terms);
    expect([short.cancelled, short.drawn, short.after.collateral]).toEqual([600, 6, 0]);
  });
});
