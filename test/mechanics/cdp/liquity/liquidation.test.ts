import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { collateralRatio, liquityAction, type TroveStanding } from "../../../../src/mechanics/cdp/liquity/mode.js";
import { redistribute, stakeOf } from "../../../../src/mechanics/cdp/liquity/redistribution.js";
import {
  cappedOffset,
  type LiquidationSplit,
  offsetThenRedistribute,
  splitTrove,
} from "../../../../src/mechanics/cdp/liquity/split.js";
import { poolForOffsets, splitBranchTrove } from "../../../../src/mechanics/cdp/liquity/v2-liquidation.js";
import { decimal } from "../../../../src/numbers/decimal.js";
import { float } from "../../../../src/numbers/float.js";

const standing: TroveStanding<number> = {
  icr: 1.05,
  tcr: 1.6,
  troveDebt: 5000,
  poolDebt: 10_000,
  mcr: 1.1,
  ccr: 1.5,
  isLastTrove: false,
};

describe("the branch of a liquidation", () => {
  test.each([
    [{}, "offset-then-redistribute"],
    [{ icr: 1.1 }, "none"],
    [{ icr: 0.9 }, "offset-then-redistribute"],
    [{ isLastTrove: true }, "none"],
    [{ icr: 1.3, tcr: 1.5 }, "none"],
    [{ icr: 1.3, tcr: 1.49 }, "capped-offset"],
    [{ icr: 1.1, tcr: 1.49 }, "capped-offset"],
    [{ icr: 1.49, tcr: 1.49 }, "none"],
    [{ icr: 1.3, tcr: 1.49, poolDebt: 5000 }, "capped-offset"],
    [{ icr: 1.3, tcr: 1.49, poolDebt: 4999 }, "none"],
    [{ icr: 1.05, tcr: 1.49, poolDebt: 0 }, "offset-then-redistribute"],
    [{ icr: 1, tcr: 1.49 }, "redistribute-only"],
    [{ icr: 1.0001, tcr: 1.49 }, "offset-then-redistribute"],
    [{ icr: 0.9, tcr: 0.95 }, "redistribute-only"],
  ] as const)("of %o is %s", (change, action) => {
    expect(liquityAction(float, { ...standing, ...change })).toBe(action);
  });

  test("at exactly MCR, computed from units and a price, a trove is healthy", () => {
    const n = decimal;
    const icr = collateralRatio(n, { collateral: n.parse("33"), debt: n.parse("6000") }, n.parse("200"));
    const decimals = {
      tcr: n.parse("1.6"),
      troveDebt: n.one,
      poolDebt: n.one,
      mcr: n.parse("1.1"),
      ccr: n.parse("1.5"),
    };
    expect(liquityAction(n, { icr, ...decimals, isLastTrove: false })).toBe("none");
  });
});

const totals = (split: LiquidationSplit<number>) => ({
  debt: split.debtOffset + split.debtRedistributed,
  collateral: split.gasCompensation + split.collateralToPool + split.collateralRedistributed + split.collateralSurplus,
});

describe("a liquidation of v1", () => {
  const trove = { debt: 10_000, collateral: 100, gasShare: 0.005, poolDebt: 4000 };

  test("goes to the pool as far as it reaches and to the others for the rest", () => {
    expect(offsetThenRedistribute(float, trove)).toEqual({
      gasCompensation: 0.5,
      debtOffset: 4000,
      collateralToPool: 39.8,
      debtRedistributed: 6000,
      collateralRedistributed: 59.7,
      collateralSurplus: 0,
    });
    expect(offsetThenRedistribute(float, { ...trove, poolDebt: 1e6 }).collateralToPool).toBe(99.5);
  });

  test("between MCR and TCR costs the owner 110 % of the debt and no more", () => {
    const split = cappedOffset(float, { ...trove, poolDebt: 1e6 }, { mcr: 1.1, priceUsd: 125 });
    expect(split.collateralSurplus).toBeCloseTo(12, 12);
    expect(split.gasCompensation).toBeCloseTo(0.44, 12);
    expect(split.collateralToPool).toBeCloseTo(87.56, 12);
  });

  test("follows its action", () => {
    const cap = { mcr: 1.1, priceUsd: 125 };
    expect(splitTrove(float, "none", trove, cap)).toBeUndefined();
    expect(splitTrove(float, "redistribute-only", trove, cap)).toMatchObject({
      debtOffset: 0,
      debtRedistributed: 10_000,
    });
    expect(splitTrove(float, "offset-then-redistribute", trove, cap)?.debtOffset).toBe(4000);
    expect(splitTrove(float, "capped-offset", trove, cap)?.debtOffset).toBe(10_000);
  });
});

describe("a redistribution", () => {
  const troves = [
    { id: "x", stake: 300, debt: 20_000, collateral: 320 },
    { id: "y", stake: 100, debt: 9000, collateral: 100 },
  ];

  test("follows the stakes, not what the troves hold now", () => {
    expect(redistribute(float, troves, { debt: 6000, collateral: 60 })).toEqual([
      { id: "x", stake: 300, debt: 24_500, collateral: 365 },
      { id: "y", stake: 100, debt: 10_500, collateral: 115 },
    ]);
    expect(redistribute(float, [], { debt: 1, collateral: 1 })).toEqual([]);
  });

  test("does not depend on the order of the troves", () => {
    const passed = { debt: 777, collateral: 7 };
    const there = redistribute(float, troves, passed);
    expect([...redistribute(float, [...troves].reverse(), passed)].reverse()).toEqual(there);
  });

  test("a trove opened after it gets a smaller stake, so that equal collateral gets equal parts", () => {
    const snapshot = { stakes: 400, collateral: 460 };
    expect(stakeOf(float, 115, snapshot)).toBe(100);
    expect(stakeOf(float, 115, { stakes: 0, collateral: 0 })).toBe(115);
  });
});

describe("a liquidation of v2", () => {
  const penalties = { pool: 0.05, redistribution: 0.1, gasShare: 0.005, gasCapUnits: 2 };

  test("leaves one BOLD in the pool", () => {
    expect([poolForOffsets(float, 4001), poolForOffsets(float, 0.4)]).toEqual([4000, 0]);
  });

  test("returns what exceeds the penalties to the owner", () => {
    const trove = { debt: 10_000, collateral: 10.9, priceUsd: 1000, poolDebt: 20_000 };
    const split = splitBranchTrove(float, trove, penalties);
    expect(split.gasCompensation).toBeCloseTo(0.0545, 12);
    expect(split.collateralToPool).toBeCloseTo(10.5, 12);
    expect(split.collateralSurplus).toBeCloseTo(0.3455, 12);
  });

  test("compensates the caller for the offset part only, and never over the cap", () => {
    const trove = { debt: 1_000_000, collateral: 1090, priceUsd: 1000, poolDebt: 500_000 };
    expect(splitBranchTrove(float, trove, penalties).gasCompensation).toBe(2);
    expect(splitBranchTrove(float, { ...trove, poolDebt: 0 }, penalties)).toMatchObject({
      gasCompensation: 0,
      collateralToPool: 0,
      collateralRedistributed: 1090,
      collateralSurplus: 0,
    });
  });

  test("conserves debt and collateral in both versions, and its pool pays at most 105 %", () => {
    const positive = fc.double({ min: 0.01, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(positive, positive, positive, positive, (debt, collateral, priceUsd, poolDebt) => {
        const second = splitBranchTrove(float, { debt, collateral, priceUsd, poolDebt }, penalties);
        const first = offsetThenRedistribute(float, { debt, collateral, gasShare: 0.005, poolDebt });
        for (const split of [first, second]) {
          expect(totals(split).debt / debt).toBeCloseTo(1, 10);
          expect(totals(split).collateral / collateral).toBeCloseTo(1, 10);
          expect(Math.min(...Object.values(split))).toBeGreaterThanOrEqual(0);
        }
        expect(second.collateralToPool * priceUsd).toBeLessThanOrEqual(second.debtOffset * 1.05 * (1 + 1e-12));
      }),
    );
  });
});
