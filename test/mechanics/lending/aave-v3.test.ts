import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aaveV3 } from "../../../src/mechanics/lending/aave-v3.js";
import { exceedsCapacity } from "../../../src/mechanics/lending/account.js";
import type { LendingTerms } from "../../../src/mechanics/lending/rule.js";
import type { AaveV3Market } from "../../../src/model/scenario.js";
import type { Arithmetic } from "../../../src/numbers/arithmetic.js";
import { decimal } from "../../../src/numbers/decimal.js";
import { float } from "../../../src/numbers/float.js";
import { aaveV3Market, account, assetIndex, callNumbers, literal, reserve } from "./markets.js";

const STABLE = reserve({ asset: "1", liquidationThreshold: "0.78", liquidationBonus: "0.045" });
const collateral = (liquidationThreshold: string, liquidationBonus = "0.05", liquidationProtocolFee = "0") =>
  reserve({ asset: "0", liquidationThreshold, liquidationBonus, liquidationProtocolFee });

const terms = <N>(n: Arithmetic<N>, market: AaveV3Market): LendingTerms<N> => aaveV3.terms(n, market, assetIndex);

describe.each([float, decimal] as readonly Arithmetic<unknown>[])("Aave v3 in $name", (n) => {
  test("half of all debt is the most that one call repays while health is above 0.95", () => {
    const market = terms(n, aaveV3Market([collateral("0.8"), STABLE]));
    // HF = 0.8·12 100/10 000 = 0.968
    const call = callNumbers(n, market, account(n, [[0, "12.1", "1000"]], [[1, "10000", "1"]]));
    expect(call).toMatchObject({ debtAsset: 1, collateralAsset: 0, repaidUnits: 5000 });
    expect(call?.seizedUnits).toBeCloseTo(5.25, 12);
  });

  test("at health 0.95 exactly the whole debt may be repaid", () => {
    const market = terms(n, aaveV3Market([collateral("0.95"), STABLE]));
    const held = account(n, [[0, "12500", "1"]], [[1, "12500", "1"]]);
    const call = callNumbers(n, market, held);
    expect(call?.repaidUnits).toBeCloseTo(12500 / 1.05, 8);
    expect(call?.seizedUnits).toBe(12500);
  });

  test("three debts of 3 000 against 9 000: one of them whole, not half of it (Aave v3.3 features, 2.1)", () => {
    const debts = [1, 2, 3].map((asset) =>
      reserve({ asset: String(asset), liquidationThreshold: "0", liquidationBonus: "0" }),
    );
    const market = terms(n, aaveV3Market([collateral("0.97", "0.01"), ...debts]));
    const held = account(
      n,
      [[0, "9000", "1"]],
      [
        [1, "3000", "1"],
        [2, "3000", "1"],
        [3, "3000", "1"],
      ],
    );
    expect(callNumbers(n, market, held)?.repaidUnits).toBe(3000);
  });

  test("where half would leave less than 1 000 USD of collateral, the largest amount that does not", () => {
    const market = terms(n, aaveV3Market([collateral("0.95"), STABLE]));
    // Half of 2 000 would leave 2 040 − 1 050 = 990; (2 040 − 1 000)/1.05 leaves 1 000.
    const call = callNumbers(n, market, account(n, [[0, "2040", "1"]], [[1, "2000", "1"]]));
    expect(call?.repaidUnits).toBeCloseTo(1040 / 1.05, 10);
    expect(call?.seizedUnits).toBeCloseTo(1040, 10);
  });

  test("WBTC against USDX after −20 %: all collateral goes, a tenth of the bonus to the protocol", () => {
    const market = terms(n, aaveV3Market([collateral("0.86", "0.05", "0.10"), STABLE]));
    const call = callNumbers(n, market, account(n, [[0, "0.5", "21600"]], [[1, "11000", "1"]]));
    expect(call?.seizedUnits).toBe(0.5);
    expect(call?.repaidUnits).toBeCloseTo(10285.714285714286, 8);
    expect(call?.protocolFeeUnits).toBeCloseTo(0.1 * (0.5 - 0.5 / 1.05), 12);
    expect(market.badDebt).toBe("deficit");
  });

  test("a part of the largest call is lowered until it leaves 1 000 USD, or not admitted", () => {
    const market = terms(n, aaveV3Market([collateral("0.86"), STABLE]));
    const small = account(n, [[0, "1700", "1"]], [[1, "1500", "1"]]);
    expect(callNumbers(n, market, small)?.repaidUnits).toBe(1500);
    expect(callNumbers(n, market, small, "0.5")?.repaidUnits).toBe(500);
    expect(callNumbers(n, market, small, "0.1")?.repaidUnits).toBe(150);
    expect(callNumbers(n, market, small, "0")).toBeUndefined();
    const smaller = account(n, [[0, "900", "1"]], [[1, "800", "1"]]);
    expect(callNumbers(n, market, smaller)?.repaidUnits).toBe(800);
    expect(callNumbers(n, market, smaller, "0.99")).toBeUndefined();
  });

  test("e-mode terms hold for its assets only", () => {
    const eMode = {
      id: "eth",
      ltv: literal("0.93"),
      liquidationThreshold: literal("0.95"),
      liquidationBonus: literal("0.01"),
      collateral: ["0"],
      borrowable: ["1"],
    };
    const other = reserve({ asset: "2", liquidationThreshold: "0.5", liquidationBonus: "0.1" });
    const market = terms(n, aaveV3Market([collateral("0.79", "0.072", "0.10"), STABLE, other], [eMode]));
    const held = [
      [0, "1000", "1950"],
      [2, "100", "1000"],
    ] as const;
    const inMode = account(n, held, [[1, "930", "2100"]], "eth");
    expect(n.toNumber(market.health(inMode).capacityUsd)).toBeCloseTo(0.95 * 1_950_000 + 0.5 * 100_000, 6);
    expect(n.toNumber(market.health({ ...inMode, eMode: "none" }).capacityUsd)).toBeCloseTo(
      0.79 * 1_950_000 + 0.5 * 100_000,
      6,
    );
    const call = callNumbers(n, market, inMode);
    expect(call?.repaidUnits).toBeCloseTo(465, 10);
    expect(call?.seizedUnits).toBeCloseTo((465 * 2100 * 1.01) / 1950, 10);
    expect(call?.protocolFeeUnits).toBeCloseTo((0.1 * 465 * 2100 * 0.01) / 1950, 10);
  });

  test("collateral that counts for nothing, or is worth nothing, is not taken", () => {
    const market = terms(n, aaveV3Market([collateral("0"), STABLE]));
    expect(callNumbers(n, market, account(n, [[0, "10", "1000"]], [[1, "10", "1"]]))).toBeUndefined();
    const worthless = terms(n, aaveV3Market([collateral("0.8"), STABLE]));
    expect(callNumbers(n, worthless, account(n, [[0, "10", "0"]], [[1, "10", "1"]]))).toBeUndefined();
  });
});

test("debt equal to capacity is healthy: 3 units × 0.7 × 0.8 against 1.68", () => {
  const market = terms(decimal, aaveV3Market([collateral("0.8"), STABLE]));
  const tie = market.health(account(decimal, [[0, "3", "0.7"]], [[1, "1.68", "1"]]));
  expect(exceedsCapacity(decimal, tie)).toBe(false);
  const above = market.health(account(decimal, [[0, "3", "0.7"]], [[1, "1.6800000000000000000000000001", "1"]]));
  expect(exceedsCapacity(decimal, above)).toBe(true);
});

const positions = fc.record({
  debtUsd: fc.double({ min: 500, max: 1e6, noNaN: true }),
  health: fc.double({ min: 0.5, max: 0.999, noNaN: true }),
  threshold: fc.double({ min: 0.5, max: 0.97, noNaN: true }),
  bonus: fc.double({ min: 0.001, max: 0.15, noNaN: true }),
  share: fc.double({ min: 0.05, max: 1, noNaN: true }),
});

test("both number systems make the same call, and it never takes more than there is", () => {
  fc.assert(
    fc.property(positions, ({ debtUsd, health, threshold, bonus, share }) => {
      const units = String((debtUsd * health) / threshold);
      const market = aaveV3Market([collateral(String(threshold), String(bonus), "0.1"), STABLE]);
      const run = <N>(n: Arithmetic<N>) =>
        callNumbers(n, terms(n, market), account(n, [[0, units, "1"]], [[1, String(debtUsd), "1"]]), String(share));
      const fast = run(float);
      const exact = run(decimal);
      expect(fast === undefined).toBe(exact === undefined);
      if (fast === undefined || exact === undefined) return;
      for (const key of ["repaidUnits", "seizedUnits", "protocolFeeUnits"] as const) {
        expect(Math.abs(fast[key] - exact[key])).toBeLessThanOrEqual(1e-9 * Math.max(1, exact[key]));
      }
      expect(fast.seizedUnits).toBeLessThanOrEqual(Number(units));
      expect(fast.repaidUnits).toBeLessThanOrEqual(debtUsd);
      expect(fast.protocolFeeUnits).toBeLessThan(fast.seizedUnits - fast.repaidUnits);
    }),
  );
});
