import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exceedsCapacity } from "../../../src/mechanics/lending/account.js";
import { closeAtIncentive } from "../../../src/mechanics/lending/close-at-incentive.js";
import { compoundV2 } from "../../../src/mechanics/lending/compound-v2.js";
import { splitSeizure } from "../../../src/mechanics/lending/compound-v2-seizure.js";
import type { CompoundV2Market } from "../../../src/model/scenario.js";
import type { Arithmetic } from "../../../src/numbers/arithmetic.js";
import { decimal } from "../../../src/numbers/decimal.js";
import { float } from "../../../src/numbers/float.js";
import { account, assetIndex, callNumbers, literal, reserve } from "./markets.js";

const pooled = (asset: string, collateralFactor: string) =>
  reserve({ asset, liquidationThreshold: collateralFactor, liquidationBonus: "0" });

const market: CompoundV2Market = {
  id: "compound",
  kind: "compound-v2",
  reserves: [pooled("0", "0.75"), pooled("1", "0.5"), pooled("2", "0")],
  closeFactor: literal("0.5"),
  liquidationIncentive: literal("1.08"),
  protocolSeizeShare: literal("0.028"),
};

describe.each([float, decimal] as readonly Arithmetic<unknown>[])("Compound v2 in $name", (n) => {
  const terms = compoundV2.terms(n, market, assetIndex);

  test("health counts each collateral by its factor, and equality is healthy", () => {
    const held = account(
      n,
      [
        [0, "10", "150"],
        [1, "100", "2"],
        [2, "50", "1"],
      ],
      [[2, "1225", "1"]],
    );
    const health = terms.health(held);
    expect([n.toNumber(health.capacityUsd), n.toNumber(health.debtUsd)]).toEqual([1225, 1225]);
    expect(exceedsCapacity(n, health)).toBe(false);
    expect(terms.equalityLiquidates).toBe(false);
  });

  test("one call repays half of the debt and takes 1.08 of its value; the protocol keeps 2.8 % of all of it", () => {
    const call = callNumbers(n, terms, account(n, [[0, "10", "150"]], [[2, "1200", "1"]]));
    expect(call).toMatchObject({ debtAsset: 2, collateralAsset: 0, repaidUnits: 600 });
    expect(call?.seizedUnits).toBeCloseTo(648 / 150, 12);
    expect(call?.protocolFeeUnits).toBeCloseTo((0.028 * 648) / 150, 12);
    const part = callNumbers(n, terms, account(n, [[0, "10", "150"]], [[2, "1200", "1"]]), "0.25");
    expect(part?.repaidUnits).toBe(150);
    expect(part?.seizedUnits).toBeCloseTo(162 / 150, 12);
  });

  test("where the collateral does not pay for half of the debt it goes whole, and the debt stays", () => {
    const call = callNumbers(n, terms, account(n, [[0, "1", "150"]], [[2, "1200", "1"]]));
    expect(call?.seizedUnits).toBe(1);
    expect(call?.repaidUnits).toBeCloseTo(150 / 1.08, 10);
    expect(terms.badDebt).toBe("stays");
    expect(callNumbers(n, terms, account(n, [[0, "0", "150"]], [[2, "1200", "1"]]))).toBeUndefined();
  });

  test("collateral that backs nothing may be seized all the same", () => {
    const call = callNumbers(n, terms, account(n, [[2, "500", "1"]], [[0, "1", "150"]]));
    expect(call).toMatchObject({ collateralAsset: 2, debtAsset: 0, repaidUnits: 0.5 });
    expect(call?.seizedUnits).toBeCloseTo(81, 10);
  });
});

test("worthless collateral goes whole, for nothing", () => {
  const close = closeAtIncentive(float, {
    ...{ repayUnits: 5, debtPriceUsd: 1, collateralUnits: 10, collateralPriceUsd: 0, incentive: 1.08 },
  });
  expect(close).toEqual({ repaidUnits: 0, seizedUnits: 10 });
});

test("the split loses nothing", () => {
  expect(splitSeizure(decimal, decimal.parse("10"), decimal.parse("0.028"))).toEqual({
    toProtocol: decimal.parse("0.28"),
    toLiquidator: decimal.parse("9.72"),
  });
});

test("what is taken is worth the incentive times what is repaid, and neither exceeds what there is", () => {
  const positive = fc.double({ min: 1e-3, max: 1e6, noNaN: true });
  const incentive = fc.double({ min: 1, max: 1.5, noNaN: true });
  fc.assert(
    fc.property(
      positive,
      positive,
      positive,
      positive,
      incentive,
      (repayUnits, debtPriceUsd, units, priceUsd, over) => {
        const { repaidUnits, seizedUnits } = closeAtIncentive(float, {
          ...{ repayUnits, debtPriceUsd, collateralUnits: units, collateralPriceUsd: priceUsd, incentive: over },
        });
        expect(seizedUnits * priceUsd).toBeCloseTo(
          repaidUnits * debtPriceUsd * over,
          -Math.log10(seizedUnits * priceUsd) + 9,
        );
        expect(seizedUnits).toBeLessThanOrEqual(units);
        expect(repaidUnits).toBeLessThanOrEqual(repayUnits);
        expect(seizedUnits === units || repaidUnits === repayUnits).toBe(true);
      },
    ),
  );
});
