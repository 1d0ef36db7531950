import { expect, test } from "vitest";
import { bundled, edited, run, variantOf } from "./bundled.js";

const NAME = "06-crv-near-miss-august-2023";
const scenario = await bundled(NAME);

test.each([
  ["just-above-the-trigger", 0],
  ["just-below-the-trigger", 1],
])("%s: %i accounts could be liquidated", (name, count) => {
  const { result, round } = run(variantOf(scenario, name));
  expect(round(0).declined).toBe(count);
  expect(result.closestCall?.triggerUsd).toBeCloseTo(63.2 / (305 * 0.55), 9);
});

test("where CRV can be sold, the account is liquidated just below the trigger and not above", async () => {
  const withVenue = await edited(NAME, (text) =>
    text
      .replace(
        "\nmarkets:\n",
        "\nvenues:\n  book: { kind: depth-curve, asset: CRV, quote: USDT, points: [[1e9, 1%]] }\n\nmarkets:\n",
      )
      .replace("liquidationThreshold: 55%", "liquidationThreshold: 55%, liquidationBonus: 8%"),
  );
  const liquidations = (name: string) => run(variantOf(withVenue, name)).round(0).liquidations;
  expect(liquidations("just-above-the-trigger")).toBe(0);
  expect(liquidations("just-below-the-trigger")).toBe(1);
});
