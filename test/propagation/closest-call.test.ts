import { expect, it } from "vitest";
import { ethAndUsdc, runYaml } from "./from-yaml.js";

it("the closest call is told as it stood then, whatever the owner did afterwards", async () => {
  // Health 100 × 1,650 × 0.83 / 130,000 = 1.0535 in round 1, below 1.06: the owner deleverages to 1.5 in that round.
  const { result } = await runYaml(`${ethAndUsdc()}
markets:
  m:
    kind: aave-v3
    reserves:
      ETH: { ltv: 80%, liquidationThreshold: 83%, liquidationBonus: 5% }
      USDC: { suppliedUnits: 1000000 }
actors: { a: { policies: [{ kind: deleverage, whenHealthBelow: 1.06, toHealth: 1.5 }] } }
positions: { p: { market: m, owner: a, collateral: { ETH: 100 }, debt: { USDC: 130000 } } }
shocks: [{ round: 1, kind: price, asset: ETH, priceUsd: 1650 }]`);
  expect(result.closestCall).toMatchObject({ position: "p", round: 1, collateral: "ETH" });
  expect(result.closestCall?.health).toBeCloseTo((100 * 1650 * 0.83) / 130_000, 12);
  expect(result.closestCall?.triggerUsd).toBeCloseTo(130_000 / 83, 9);
});
