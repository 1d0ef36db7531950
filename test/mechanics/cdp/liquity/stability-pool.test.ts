import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  collateralGained,
  type Deposit,
  depositInto,
  depositLeft,
  offsetDebt,
  openPool,
  withdrawFrom,
} from "../../../../src/mechanics/cdp/liquity/stability-pool.js";
import { float } from "../../../../src/numbers/float.js";

function poolOf(...units: readonly number[]) {
  let pool = openPool(float);
  const deposits: Deposit<number>[] = [];
  for (const each of units) {
    const made = depositInto(float, pool, each);
    pool = made.pool;
    deposits.push(made.deposit);
  }
  return { pool, deposits };
}

describe("a stability pool", () => {
  test("takes each deposit's share of the debt and gives its share of the collateral", () => {
    const { pool, deposits } = poolOf(1000, 3000);
    const after = offsetDebt(float, pool, { debt: 1000, collateral: 8 });
    expect(deposits.map((deposit) => depositLeft(float, after, deposit))).toEqual([750, 2250]);
    expect(deposits.map((deposit) => collateralGained(float, after, deposit))).toEqual([2, 6]);
  });

  test("a late deposit has no part in what came before it", () => {
    const { pool, deposits } = poolOf(4000);
    const late = depositInto(float, offsetDebt(float, pool, { debt: 2000, collateral: 10 }), 2000);
    const after = offsetDebt(float, late.pool, { debt: 1000, collateral: 8 });
    const all = [...deposits, late.deposit];
    expect(all.map((deposit) => depositLeft(float, after, deposit))).toEqual([1500, 1500]);
    expect(all.map((deposit) => collateralGained(float, after, deposit))).toEqual([14, 4]);
  });

  test("emptied, leaves its depositors their collateral and starts anew", () => {
    const { pool, deposits } = poolOf(1000, 3000);
    const late = depositInto(float, offsetDebt(float, pool, { debt: 4000, collateral: 40 }), 500);
    const after = offsetDebt(float, late.pool, { debt: 100, collateral: 1 });
    const all = [...deposits, late.deposit];
    expect(all.map((deposit) => depositLeft(float, after, deposit))).toEqual([0, 0, 400]);
    expect(all.map((deposit) => collateralGained(float, after, deposit))).toEqual([10, 30, 1]);
  });

  test("pays a withdrawal no more than is left, with all collateral; the rest stays deposited", () => {
    const { pool, deposits } = poolOf(1000, 3000);
    const after = offsetDebt(float, pool, { debt: 1000, collateral: 8 });
    const part = withdrawFrom(float, after, deposits[1] as Deposit<number>, 250);
    expect(part).toMatchObject({ paidUnits: 250, collateral: 6 });
    expect(depositLeft(float, part.pool, part.deposit)).toBe(2000);
    expect(collateralGained(float, part.pool, part.deposit)).toBe(0);
    expect(part.pool).toMatchObject({ deposits: 2750, collateral: 2 });
    const rest = withdrawFrom(float, part.pool, part.deposit, 1e9);
    expect(rest.paidUnits).toBe(2000);
    expect(rest.pool.deposits).toBe(750);
  });

  test("keeps the books of a hundred steps as depositors one by one would", () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant("deposit" as const), size: fc.double({ min: 1, max: 1000, noNaN: true }) }),
      fc.record({ kind: fc.constant("offset" as const), size: fc.double({ min: 0.01, max: 0.95, noNaN: true }) }),
      fc.record({ kind: fc.constant("empty" as const), size: fc.constant(1) }),
    );
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 100 }), (steps) => {
        let pool = openPool(float);
        const deposits: Deposit<number>[] = [];
        const direct: { left: number; gained: number }[] = [];
        for (const { kind, size } of steps) {
          if (kind === "deposit") {
            const made = depositInto(float, pool, size);
            pool = made.pool;
            deposits.push(made.deposit);
            direct.push({ left: size, gained: 0 });
          } else if (pool.deposits > 0) {
            const held = direct.reduce((sum, { left }) => sum + left, 0);
            const debt = kind === "empty" ? pool.deposits : size * pool.deposits;
            const collateral = debt / 90;
            pool = offsetDebt(float, pool, { debt, collateral });
            for (const each of direct) {
              each.gained += (collateral * each.left) / held;
              each.left = kind === "empty" ? 0 : each.left * (1 - size);
            }
          }
        }
        for (const [place, each] of direct.entries()) {
          const deposit = deposits[place] as Deposit<number>;
          expect(depositLeft(float, pool, deposit)).toBeCloseTo(each.left, 8);
          expect(collateralGained(float, pool, deposit)).toBeCloseTo(each.gained, 8);
        }
        expect(pool.collateral).toBeCloseTo(
          direct.reduce((sum, { gained }) => sum + gained, 0),
          8,
        );
      }),
    );
  });
});
