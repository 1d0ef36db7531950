import { describe, expect, test } from "vitest";
import { aaveV2 } from "../../../src/mechanics/lending/aave-v2.js";
import type { Arithmetic } from "../../../src/numbers/arithmetic.js";
import { decimal } from "../../../src/numbers/decimal.js";
import { float } from "../../../src/numbers/float.js";
import { aaveV2Market, account, assetIndex, callNumbers, reserve } from "./markets.js";

const CRV = reserve({
  asset: "0",
  liquidationThreshold: "0.55",
  liquidationBonus: "0.08",
  liquidationProtocolFee: "0.1",
});
const USDT = reserve({ asset: "1", liquidationThreshold: "0", liquidationBonus: "0" });

describe.each([float, decimal] as readonly Arithmetic<unknown>[])("Aave v2 in $name", (n) => {
  const market = aaveV2.terms(n, aaveV2Market("0.5", [CRV, USDT]), assetIndex);

  test("305 million CRV against 63.2 million USDT is liquidatable below 0.3767, not at 0.48", () => {
    const at = (price: string) => market.health(account(n, [[0, "305e6", price]], [[1, "63.2e6", "1"]]));
    const isBelow = (price: string) => n.less(at(price).capacityUsd, at(price).debtUsd);
    expect([isBelow("0.48"), isBelow("0.3768"), isBelow("0.3767")]).toEqual([false, false, true]);
  });

  test("one call repays half the debt and takes 1.08 of its value, with no fee", () => {
    const call = callNumbers(n, market, account(n, [[0, "1000", "1"]], [[1, "600", "1"]]));
    expect(call).toMatchObject({ debtAsset: 1, collateralAsset: 0, repaidUnits: 300, protocolFeeUnits: 0 });
    expect(call?.seizedUnits).toBeCloseTo(324, 10);
    const part = callNumbers(n, market, account(n, [[0, "1000", "1"]], [[1, "600", "1"]]), "0.25");
    expect(part?.repaidUnits).toBe(75);
    expect(part?.seizedUnits).toBeCloseTo(81, 10);
  });

  test("where the collateral does not pay for half the debt, all of it goes and the debt stays", () => {
    const call = callNumbers(n, market, account(n, [[0, "100", "1"]], [[1, "600", "1"]]));
    expect(call?.seizedUnits).toBe(100);
    expect(call?.repaidUnits).toBeCloseTo(100 / 1.08, 10);
    expect(market.badDebt).toBe("stays");
    expect(callNumbers(n, market, account(n, [[0, "0", "1"]], [[1, "600", "1"]]))).toBeUndefined();
  });

  test("the largest collateral goes against the largest debt, by value", () => {
    const three = [CRV, USDT, reserve({ asset: "2", liquidationThreshold: "0.8", liquidationBonus: "0.05" })];
    const call = callNumbers(
      n,
      aaveV2.terms(n, aaveV2Market("0.5", three), assetIndex),
      account(
        n,
        [
          [0, "1000", "0.4"],
          [2, "1", "1800"],
        ],
        [
          [1, "1000", "1"],
          [2, "1", "1800"],
        ],
      ),
    );
    expect(call).toMatchObject({ collateralAsset: 2, debtAsset: 2, repaidUnits: 0.5 });
    expect(call?.seizedUnits).toBeCloseTo(0.525, 12);
  });
});
