import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BalanceSheet, clearClaims } from "../../../src/mechanics/claims/clearing.js";
import { clearRanks, type RankedDebt } from "../../../src/mechanics/claims/ranks.js";
import { decimal } from "../../../src/numbers/decimal.js";
import { float } from "../../../src/numbers/float.js";

const sheet = (externalUsd: number, supplyUnits: number, parts: Partial<BalanceSheet<number>> = {}) => ({
  ...{ externalUsd, supplyUnits, holdings: [], owed: [], owedOutsideUsd: 0, recoveryExternal: 1, recoveryClaims: 1 },
  ...parts,
});

const debt = (rank: number, valueUsd: number, sheet?: number): RankedDebt<number> => ({ rank, valueUsd, sheet });

describe("debts of several ranks", () => {
  /** 60 before 30, and ten shares in what is left. */
  const tranches = (assetsUsd: number) => clearRanks(float, [sheet(assetsUsd, 10)], [[debt(2, 30), debt(1, 60)]]);

  it("are paid one after the other, and the claim last", () => {
    expect(tranches(100)).toMatchObject({ navUsd: [1], recovery: [1], paid: [[1, 1]] });
    expect(tranches(90)).toMatchObject({ navUsd: [0], recovery: [1], paid: [[1, 1]] });
    expect(tranches(75)).toMatchObject({ navUsd: [0], paid: [[0.5, 1]] });
    expect(tranches(75).recovery[0]).toBeCloseTo(75 / 90, 12);
    expect(tranches(45)).toMatchObject({ navUsd: [0], recovery: [0.5], paid: [[0, 0.75]] });
  });

  it("make tranches of what they are owed to: a senior claim is a share of the first rank, the junior one what is left", () => {
    // Sheet 0 has 70 and owes 50 to the senior sheet 1, 30 to the mezzanine sheet 2.
    const { navUsd } = clearRanks(
      float,
      [sheet(70, 20), sheet(0, 50), sheet(0, 30)],
      [[debt(1, 50, 1), debt(2, 30, 2)], [], []],
    );
    expect(navUsd[0]).toBe(0);
    expect(navUsd[1]).toBe(1);
    expect(navUsd[2]).toBeCloseTo(20 / 30, 12);
  });

  it("clear with claims on one another, as the greatest solution", () => {
    // Sheet 0 has 50 and half of the 40 claims of sheet 1, which is owed 20 of rank 2 by it after 60 of rank 1: of a = 50 + x/2 the
    // second rank gets x = a − 60 within 0 and 20, and 60 cannot be covered by 50 + 10: x = 0.
    const held = [{ sheet: 1, units: 20 }];
    const at = (externalUsd: number) =>
      clearRanks(float, [sheet(externalUsd, 1, { holdings: held }), sheet(0, 40)], [[debt(1, 60), debt(2, 20, 1)], []]);
    expect(at(50).navUsd[1]).toBe(0);
    expect(at(50).paid[0]?.[0]).toBeCloseTo(50 / 60, 12);
    // With 55: x = 55 + x/2 − 60 has no solution above 0. With 65: x = 5 + x/2, that is 10: 0.25 a claim.
    expect(at(55).navUsd[1]).toBe(0);
    expect(at(65).navUsd[1]).toBeCloseTo(0.25, 12);
    expect(at(65).residual).toBeLessThan(1e-12);
  });

  it("of one rank clear as if they had none", () => {
    const amount = fc.integer({ min: 0, max: 100 });
    fc.assert(
      fc.property(amount, amount, amount, amount, (a, b, owed, back) => {
        const plain = clearClaims(float, [
          sheet(a, 10, { owed: [{ sheet: 1, valueUsd: owed }] }),
          sheet(b, 10, { owed: [{ sheet: 0, valueUsd: back }], owedOutsideUsd: 7 }),
        ]);
        const ranked = clearRanks(
          float,
          [sheet(a, 10), sheet(b, 10)],
          [[debt(3, owed, 1)], [debt(1, back, 0), debt(1, 7)]],
        );
        expect(ranked).toMatchObject(plain);
      }),
    );
  });

  it("never pay a rank before the one above is whole, the same in both number systems", () => {
    const amount = fc.integer({ min: 1, max: 100 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 250 }), amount, amount, amount, (assets, first, second, third) => {
        const list = [debt(1, first), debt(2, second), debt(3, third)];
        const { paid, navUsd } = clearRanks(float, [sheet(assets, 1)], [list]);
        const shares = paid[0] ?? [];
        shares.forEach((share, k) => {
          if (share > 0) expect(shares.slice(0, k).every((above) => above === 1)).toBe(true);
        });
        const out = list.reduce((sum, { valueUsd }, k) => sum + valueUsd * (shares[k] ?? 0), navUsd[0] ?? 0);
        expect(out).toBeCloseTo(assets, 9);
        const exact = clearRanks(
          decimal,
          [
            {
              ...{ externalUsd: decimal.fromNumber(assets), holdings: [], owed: [], owedOutsideUsd: decimal.zero },
              ...{ supplyUnits: decimal.one, recoveryExternal: decimal.one, recoveryClaims: decimal.one },
            },
          ],
          [list.map((each) => ({ ...each, valueUsd: decimal.fromNumber(each.valueUsd) }))],
        );
        shares.forEach((share, k) => {
          expect(share).toBeCloseTo(Number(exact.paid[0]?.[k]), 12);
        });
      }),
    );
  });
});
