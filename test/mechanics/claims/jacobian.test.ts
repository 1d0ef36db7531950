import { describe, expect, it } from "vitest";
import { type BalanceSheet, clearClaims } from "../../../src/mechanics/claims/clearing.js";
import { claimsJacobian } from "../../../src/mechanics/claims/jacobian.js";
import { float } from "../../../src/numbers/float.js";

const sheet = (parts: Partial<BalanceSheet<number>>): BalanceSheet<number> => ({
  ...{
    externalUsd: 0,
    holdings: [],
    owed: [],
    owedOutsideUsd: 0,
    supplyUnits: 1,
    recoveryExternal: 1,
    recoveryClaims: 1,
  },
  ...parts,
});

const derivative = (sheets: readonly BalanceSheet<number>[]) =>
  claimsJacobian(float, sheets, clearClaims(float, sheets)) ?? [];

describe("the derivative of claims", () => {
  it("of two that own 60 % and 40 % of each other is (I − W)⁻¹", () => {
    const sheets = [
      sheet({ externalUsd: 100, holdings: [{ sheet: 1, units: 0.6 }] }),
      sheet({ externalUsd: 100, holdings: [{ sheet: 0, units: 0.4 }] }),
    ];
    const rows = derivative(sheets);
    const expected = [
      [1 / 0.76, 0.6 / 0.76],
      [0.4 / 0.76, 1 / 0.76],
    ];
    rows.forEach((row, i) => {
      row.forEach((entry, j) => {
        expect(entry).toBeCloseTo(expected[i]?.[j] ?? 0, 12);
      });
    });
  });

  it("passes a defaulted debt on by its share, and nothing of one that is paid", () => {
    const sheets = (debtorUsd: number) => [
      sheet({ externalUsd: debtorUsd, owed: [{ sheet: 1, valueUsd: 30 }], owedOutsideUsd: 70, recoveryExternal: 0.9 }),
      sheet({ externalUsd: 50 }),
    ];
    // In default a dollar of the debtor's assets recovers 0.9, of which the creditor gets 30 in 100.
    expect(derivative(sheets(60))[1]?.[0]).toBeCloseTo(0.27, 12);
    expect(derivative(sheets(60))[0]?.[0]).toBe(0);
    expect(derivative(sheets(150))[1]?.[0]).toBe(0);
    expect(derivative(sheets(150))[0]?.[0]).toBeCloseTo(1, 12);
  });

  it("is nothing for a claim at par", () => {
    expect(derivative([sheet({ externalUsd: 2, parUsd: 1 })])).toEqual([[0]]);
  });
});
