import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clearingVector, EISENBERG_NOE } from "../../../src/measures/systemic/clearing-vector.js";
import { dynamicClearing } from "../../../src/measures/systemic/dynamic-clearing.js";
import { type ExposureNetwork, exposureNetwork } from "../../../src/measures/systemic/exposure-network.js";
import { fromRows, mapped, toRows } from "../../../src/measures/systemic/matrix-algebra.js";
import { recoveryCascade } from "../../../src/measures/systemic/recovery-cascade.js";
import { clearClaims } from "../../../src/mechanics/claims/clearing.js";
import { float } from "../../../src/numbers/float.js";
import { column, distance, drawer, randomNetwork } from "./random-network.js";

const networks = fc
  .record({
    seed: fc.nat(),
    size: fc.integer({ min: 2, max: 12 }),
    density: fc.double({ min: 0.1, max: 0.9, noNaN: true }),
    wealth: fc.double({ min: 0.1, max: 3, noNaN: true }),
  })
  .map(({ seed, ...shape }) => ({ seed, network: randomNetwork(seed, shape) }));
const share = fc.double({ min: 0, max: 1, noNaN: true });
const costs = fc.record({ recoveryExternal: share, recoveryClaims: share });
const ranks = fc.constantFrom("pari-passu" as const, "senior" as const);

const total = (values: Iterable<number>): number => Array.from(values).reduce((sum, value) => sum + value, 0);
const received = (network: ExposureNetwork, paid: { netWorthUsd: Float64Array; obligationsUsd: Float64Array }) =>
  paid.netWorthUsd.map((worth, i) => worth + (paid.obligationsUsd[i] ?? 0) - (network.externalAssetsUsd[i] ?? 0));

describe("clearing", () => {
  test("cash is conserved: all payments = what nodes receive + what leaves the network", () => {
    fc.assert(
      fc.property(networks, ranks, ({ network }, externalDebt) => {
        const paid = clearingVector(network, { ...EISENBERG_NOE, externalDebt });
        const arrived = total(received(network, paid)) + total(paid.externalPaymentsUsd);
        expect(total(paid.paymentsUsd)).toBeCloseTo(arrived, 9);
      }),
    );
  });

  test("without costs everybody pays the smaller of what it owes and what it has", () => {
    fc.assert(
      fc.property(networks, ranks, ({ network }, externalDebt) => {
        const paid = clearingVector(network, { ...EISENBERG_NOE, externalDebt });
        const has = received(network, paid).map((value, i) => value + (network.externalAssetsUsd[i] ?? 0));
        const due = has.map((value, i) => Math.min(value, paid.obligationsUsd[i] ?? 0));
        expect(distance(paid.paymentsUsd, due)).toBeLessThan(1e-11);
        expect(paid.convergence.residual).toBeLessThanOrEqual(paid.convergence.tolerance);
      }),
    );
  });

  test("senior creditors outside are paid before any node", () => {
    fc.assert(
      fc.property(networks, ({ network }) => {
        const paid = clearingVector(network, { ...EISENBERG_NOE, externalDebt: "senior" });
        paid.recovery.forEach((recovered, i) => {
          const outside = network.externalDebtsUsd[i] ?? 0;
          const owesNodes = (paid.obligationsUsd[i] ?? 0) > outside;
          if (owesNodes && recovered > 1e-9) expect(paid.externalPaymentsUsd[i]).toBeCloseTo(outside, 9);
        });
      }),
    );
  });

  test("more external assets, no smaller payment", () => {
    fc.assert(
      fc.property(networks, ({ seed, network }) => {
        const draw = drawer(seed, "gifts");
        const richer = {
          ...network,
          externalAssetsUsd: network.externalAssetsUsd.map((assets) => assets + draw() ** 3),
        };
        const [before, after] = [clearingVector(network).paymentsUsd, clearingVector(richer).paymentsUsd];
        for (const [i, payment] of before.entries()) expect(after[i]).toBeGreaterThanOrEqual(payment - 1e-11);
      }),
    );
  });

  test("payments fall as costs of default rise; without costs they are the Eisenberg–Noe payments", () => {
    fc.assert(
      fc.property(networks, costs, costs, ({ network }, a, b) => {
        const both = (pick: (x: number, y: number) => number) => ({
          recoveryExternal: pick(a.recoveryExternal, b.recoveryExternal),
          recoveryClaims: pick(a.recoveryClaims, b.recoveryClaims),
        });
        const pay = (terms: typeof a) => clearingVector(network, { ...EISENBERG_NOE, ...terms }).paymentsUsd;
        const [least, most, free] = [pay(both(Math.min)), pay(both(Math.max)), byPicard(network, 1, 1)];
        least.forEach((payment, i) => {
          expect(payment).toBeLessThanOrEqual((most[i] ?? 0) + 1e-11);
          expect(most[i]).toBeLessThanOrEqual((free[i] ?? 0) + 1e-9);
        });
        expect(distance(pay({ recoveryExternal: 1, recoveryClaims: 1 }), free)).toBeLessThan(1e-9);
      }),
    );
  });

  test("with costs the greatest solution: the same as from above, step by step", () => {
    fc.assert(
      fc.property(networks, costs, ({ network }, { recoveryExternal, recoveryClaims }) => {
        const paid = clearingVector(network, { ...EISENBERG_NOE, recoveryExternal, recoveryClaims }).paymentsUsd;
        expect(distance(paid, byPicard(network, recoveryExternal, recoveryClaims))).toBeLessThan(1e-9);
      }),
    );
  });

  test("agrees with the claims of the round engine, solved by elimination", () => {
    fc.assert(
      fc.property(networks, costs, ({ network }, terms) => {
        const rows = toRows(network.liabilitiesUsd);
        const sheets = rows.map((row, i) => ({
          externalUsd: network.externalAssetsUsd[i] ?? 0,
          holdings: [],
          owed: row.flatMap((valueUsd, sheet) => (valueUsd === 0 ? [] : [{ sheet, valueUsd }])),
          owedOutsideUsd: network.externalDebtsUsd[i] ?? 0,
          supplyUnits: 1,
          ...terms,
        }));
        const { recovery } = clearClaims(float, sheets);
        const shares = clearingVector(network, { ...EISENBERG_NOE, ...terms });
        const paid = shares.paymentsUsd.map((payment, i) => {
          const owed = shares.obligationsUsd[i] ?? 0;
          return owed === 0 ? 1 : payment / owed;
        });
        expect(distance(paid, recovery)).toBeLessThan(1e-9);
      }),
    );
  });

  test("who defaults in clearing defaults in the cascade without recovery", () => {
    fc.assert(
      fc.property(networks, ({ network }) => {
        const { defaultWave } = clearingVector(network);
        const { defaultRound } = recoveryCascade(network, 0);
        defaultWave.forEach((wave, i) => {
          if (wave > 0) expect(defaultRound[i]).toBeGreaterThanOrEqual(0);
        });
      }),
    );
  });
});

/** p ← what is due where that can be paid, else what default leaves; from full payment downwards, written out plainly. */
function byPicard(network: ExposureNetwork, recoveryExternal: number, recoveryClaims: number): readonly number[] {
  const rows = toRows(network.liabilitiesUsd);
  const due = rows.map((row, i) => total(row) + (network.externalDebtsUsd[i] ?? 0));
  let paid: readonly number[] = due;
  for (let sweep = 0; sweep < 20_000; sweep += 1) {
    const before = paid;
    const gets = due.map((_, i) => total(rows.map((row, j) => (row[i] ?? 0) * ((before[j] ?? 0) / (due[j] || 1)))));
    paid = due.map((owed, i) => {
      const external = network.externalAssetsUsd[i] ?? 0;
      if (external + (gets[i] ?? 0) >= owed) return owed;
      return recoveryExternal * external + recoveryClaims * (gets[i] ?? 0);
    });
    if (distance(paid, before) < 1e-14) break;
  }
  return paid;
}

describe("clearing period after period", () => {
  test("ends at the static clearing of the totals, whenever the cash comes in", () => {
    fc.assert(
      fc.property(networks, fc.integer({ min: 1, max: 6 }), ({ seed, network }, count) => {
        const draw = drawer(seed, "cash");
        const parts = network.names.map(() => Array.from({ length: count }, () => draw()));
        const periods = Array.from({ length: count }, (_, k) => ({
          names: network.names,
          liabilitiesUsd: mapped(network.liabilitiesUsd, (owed) => owed / count),
          externalDebtsUsd: network.externalDebtsUsd.map((owed) => owed / count),
          externalAssetsUsd: network.externalAssetsUsd.map((cash, i) => {
            return (cash * (parts[i]?.[k] ?? 0)) / total(parts[i] ?? [1]);
          }),
        }));
        const { terminalWealthUsd } = dynamicClearing(periods);
        expect(distance(terminalWealthUsd, clearingVector(network).netWorthUsd)).toBeLessThan(1e-9);
      }),
    );
  });
});

describe("equality at zero equity", () => {
  const exactly = exposureNetwork({
    names: ["borrower", "lender", "other lender"],
    liabilitiesUsd: fromRows([
      [0, 0.1, 0.2],
      [0, 0, 0],
      [0, 0, 0],
    ]),
    externalAssetsUsd: column([0.3, 0, 0]),
    externalDebtsUsd: column([0, 0, 0]),
  });

  test("0.3 against 0.1 + 0.2 owed pays in full, although 0.3 < 0.1 + 0.2 in doubles; the tie is counted", () => {
    expect(0.3 < 0.1 + 0.2).toBe(true);
    const paid = clearingVector(exactly);
    expect([...paid.recovery]).toEqual([1, 1, 1]);
    expect([paid.waves, paid.nearTies, paid.conventions.atEquality]).toEqual([0, 1, "solvent"]);
    expect([...recoveryCascade(exactly, 0).defaultRound]).toEqual([-1, -1, -1]);
  });

  test("one unit in the last place less is a default", () => {
    const poorer = { ...exactly, externalAssetsUsd: column([0.3 - 2 ** -54, 0, 0]) };
    expect(clearingVector(poorer).waves).toBe(1);
    expect([...recoveryCascade(poorer, 0).defaultRound]).toEqual([0, -1, -1]);
  });
});

test("a network whose parts do not fit is refused, with every problem named", () => {
  const parts = { names: ["a", "b"], externalAssetsUsd: column([1, Number.NaN]), externalDebtsUsd: column([0, -1]) };
  const liabilitiesUsd = fromRows([
    [1, -2],
    [0, 0],
  ]);
  expect(() => exposureNetwork({ ...parts, liabilitiesUsd })).toThrow(
    "external assets of b are not a number; external debts of b are not a number ≥ 0; a owes itself; what a owes b is not a number ≥ 0",
  );
  expect(() => exposureNetwork({ ...parts, liabilitiesUsd: fromRows([[0]]) })).toThrow(
    "liabilities are 1 × 1, not 2 × 2",
  );
});
