import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { healthAtLeverage, liquidationPriceRatio } from "../../src/mechanics/loops/loop.js";
import type { Literal, Shock } from "../../src/model/scenario.js";
import { float } from "../../src/numbers/float.js";
import { simulate } from "../../src/propagation/index.js";
import { readScenario } from "../../src/scenario/index.js";

/** The loop of the bundled file: leverage 10 at a threshold of 0.95, wstETH against WETH. */
describe("a loop and its closed forms", async () => {
  const file = fileURLToPath(new URL("../../scenarios/02-one-loop.yaml", import.meta.url));
  const scenario = await readScenario(file);
  const trigger = liquidationPriceRatio(float, 10, 0.95);

  const at = (ratio: number, numbers: "float" | "decimal") => {
    const shock: Shock = { round: 0, kind: "price", asset: "wstETH", change: String(ratio - 1) as Literal };
    return simulate({ ...scenario, shocks: [shock] }, { numbers }).result;
  };

  it.each(["float", "decimal"] as const)(
    "is liquidated just below (L − 1)/(L·LT) of the entry price, not above, in %s",
    (numbers) => {
      expect(trigger).toBeCloseTo(0.9 / 0.95, 15);
      expect(at(trigger * (1 + 1e-9), numbers).rounds[0]?.liquidations).toBe(0);
      expect(at(trigger * (1 - 1e-9), numbers).rounds[0]?.liquidations).toBe(1);
    },
  );

  it("opens with the health of its leverage, and calls the trigger by its price", () => {
    const calm = at(0.99, "float");
    expect(calm.closestCall?.health).toBeCloseTo(0.99 * healthAtLeverage(float, 10, 0.95), 12);
    expect(calm.closestCall?.triggerUsd).toBeCloseTo(3000 * trigger, 9);
  });
});
