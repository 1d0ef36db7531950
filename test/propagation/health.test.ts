import { expect, it } from "vitest";
import { simulate } from "../../src/propagation/index.js";
import { aave, flat, position, priceShock, reserve, small } from "./small.js";

it("debt that has become worthless leaves a position as healthy as it was at its lowest, not at 0", () => {
  const { result } = simulate(
    small(
      { ETH: 1000, USDC: 1, NOTE: 1 },
      {
        venues: [flat("ETH", "USDC", 1000)],
        markets: [aave([reserve("ETH", { threshold: 0.8, bonus: 0.05 }), reserve("NOTE", { supplied: 10_000 })])],
        positions: [position("p", "aave", { ETH: 10 }, { NOTE: 4000 })],
        shocks: [priceShock("ETH", -0.1), priceShock("NOTE", -1, 1)],
      },
    ),
  );
  expect(result.nodes.find(({ key }) => key === "position:p")?.lowestHealth).toBeCloseTo(7200 / 4000, 12);
  expect(result.closestCall?.health).toBeCloseTo(7200 / 4000, 12);
});
