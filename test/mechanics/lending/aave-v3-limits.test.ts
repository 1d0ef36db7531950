import fc from "fast-check";
import { expect, test } from "vitest";
import { largestRepayment, leftoverAllowed, maxRepayUsd } from "../../../src/mechanics/lending/aave-v3-limits.js";
import { wholeUnits } from "../../../src/mechanics/lending/rounding.js";
import { seize } from "../../../src/mechanics/lending/seizure.js";
import type { Arithmetic } from "../../../src/numbers/arithmetic.js";
import { decimal } from "../../../src/numbers/decimal.js";
import { float } from "../../../src/numbers/float.js";

const pairs = fc.record({
  debtUsd: fc.double({ min: 1, max: 20_000, noNaN: true }),
  collateralUsd: fc.double({ min: 1, max: 20_000, noNaN: true }),
  otherDebtUsd: fc.double({ min: 0, max: 20_000, noNaN: true }),
  health: fc.double({ min: 0.5, max: 0.999, noNaN: true }),
  bonus: fc.double({ min: 0.001, max: 0.15, noNaN: true }),
  above: fc.double({ min: 1e-6, max: 1, noNaN: true }),
});

test("the largest repayment is admitted, and nothing above it within the limit is", () => {
  fc.assert(
    fc.property(pairs, ({ debtUsd, collateralUsd, otherDebtUsd, health, bonus, above }) => {
      const pair = { debtUsd, collateralUsd, incentive: 1 + bonus, minimumLeftoverUsd: 1000 };
      const totalDebtUsd = debtUsd + otherDebtUsd;
      const exposure = {
        reserveDebtUsd: debtUsd,
        reserveCollateralUsd: collateralUsd,
        totalDebtUsd,
        capacityUsd: health * totalDebtUsd,
      };
      const limit = maxRepayUsd(float, exposure);
      const largest = largestRepayment(float, pair, exposure);
      if (largest === undefined) throw new Error("an account with debt and collateral admits some call");
      expect(largest.repayUsd).toBeLessThanOrEqual(limit);
      expect(leftoverAllowed(float, pair, largest.repayUsd)).toBe(true);
      if (largest.clears) {
        expect(largest.repayUsd).toBe(Math.min(debtUsd, collateralUsd / (1 + bonus)));
        return;
      }
      const more = largest.repayUsd + above * (limit - largest.repayUsd);
      if (more > largest.repayUsd * (1 + 1e-12)) expect(leftoverAllowed(float, pair, more)).toBe(false);
    }),
  );
});

interface Whole {
  readonly debt: number;
  readonly balance: number;
  readonly debtPrice: number;
  readonly collateralPrice: number;
  readonly bps: number;
  readonly feeBps: number;
}

/** The amounts in whole-number arithmetic, as a contract counts them: repaid, seized, protocol fee. */
function inIntegers(inputs: Whole): readonly string[] {
  const [debt, balance] = [BigInt(inputs.debt), BigInt(inputs.balance)];
  const [debtPrice, collateralPrice] = [BigInt(inputs.debtPrice), BigInt(inputs.collateralPrice)];
  const [bps, feeBps] = [BigInt(inputs.bps), BigInt(inputs.feeBps)];
  const ceilDiv = (a: bigint, b: bigint) => (a + b - 1n) / b;
  const wanted = (((debtPrice * debt) / collateralPrice) * bps) / 10000n;
  const seized = wanted > balance ? balance : wanted;
  const repaid = wanted > balance ? ceilDiv(((collateralPrice * balance) / debtPrice) * 10000n, bps) : debt;
  const protocolFee = ceilDiv((seized - (seized * 10000n) / bps) * feeBps, 10000n);
  return [repaid, seized, protocolFee].map(String);
}

function inSystem<N>(n: Arithmetic<N>, inputs: Whole): readonly string[] {
  const got = seize(n, wholeUnits(n), {
    debtToCover: n.fromNumber(inputs.debt),
    collateralBalance: n.fromNumber(inputs.balance),
    debtPriceUsd: n.fromNumber(inputs.debtPrice),
    debtUnit: n.one,
    collateralPriceUsd: n.fromNumber(inputs.collateralPrice),
    collateralUnit: n.one,
    incentiveBps: n.fromNumber(inputs.bps),
    protocolFeeBps: n.fromNumber(inputs.feeBps),
  });
  return [got.repaid, got.seized, got.protocolFee].map(n.toLiteral);
}

const whole = (max: number) => fc.integer({ min: 1, max });

test("rounded amounts are those of whole-number arithmetic, in both systems", () => {
  const calls = fc.record({
    debt: whole(1e6),
    balance: whole(1e6),
    debtPrice: whole(5000),
    collateralPrice: whole(5000),
    bps: fc.integer({ min: 10001, max: 11500 }),
    feeBps: fc.integer({ min: 0, max: 10000 }),
  });
  fc.assert(
    fc.property(calls, (inputs) => {
      expect(inSystem(float, inputs)).toEqual(inIntegers(inputs));
      expect(inSystem(decimal, inputs)).toEqual(inIntegers(inputs));
    }),
    { numRuns: 500 },
  );
});
