import { expect, it, test } from "vitest";
import { largestHolding, weightedHealth } from "../../src/mechanics/lending/account.js";
import type { LendingRule } from "../../src/mechanics/lending/rule.js";
import type { CustomMarket } from "../../src/model/scenario.js";
import { isPositive } from "../../src/numbers/arithmetic.js";
import { simulate } from "../../src/propagation/index.js";
import { flat, literal, position, priceShock, reserve, small } from "./small.js";

/** A made-up protocol: all collateral is forfeited for all debt as soon as debt is the stated share of it; nothing is given back. */
const forfeit: LendingRule<CustomMarket> = {
  kind: "custom",
  terms: (n, market) => ({
    health: ({ collateral, debt }) =>
      weightedHealth(n, collateral, debt, () => n.parse(market.parameters.advance ?? "0")),
    equalityLiquidates: true,
    call: ({ collateral, debt }, share) => {
      const [held, owed] = [largestHolding(n, collateral), largestHolding(n, debt)];
      if (held === undefined || owed === undefined || !isPositive(n, share)) return undefined;
      return {
        debtAsset: owed.asset,
        collateralAsset: held.asset,
        repaidUnits: n.mul(share, owed.units),
        seizedUnits: n.mul(share, held.units),
        protocolFeeUnits: n.zero,
      };
    },
    badDebt: "deficit",
  }),
};

const market: CustomMarket = {
  ...{ id: "pawn", kind: "custom", rule: "forfeit", parameters: { advance: literal(0.5) } },
  reserves: [reserve("ETH"), reserve("USDC", { supplied: 100_000 })],
};

const scenario = small(
  { ETH: 2000, USDC: 1 },
  {
    markets: [market],
    venues: [flat("ETH", "USDC", 1000)],
    positions: [position("alice", "pawn", { ETH: 10 }, { USDC: 8000 })],
    shocks: [priceShock("ETH", -0.2)],
  },
);

test.each(["float", "decimal"] as const)("a made-up rule runs through the whole engine in %s", (numbers) => {
  // 10 ETH at 1,600 USD × 0.5 = 8,000 = the debt: equality counts. 16,000 USD are seized for 8,000.
  const { result } = simulate(scenario, { numbers, rules: { forfeit } });
  expect(result.rounds[0]).toMatchObject({ liquidations: 1, liquidatedUsd: 16_000, repaidUsd: 8000, soldUsd: 16_000 });
  const alice = result.nodes.find(({ key }) => key === "position:alice");
  expect(alice).toMatchObject({ startUsd: 12_000, endUsd: 0, closedRound: 0, lossUsd: { direct: 4000, price: 8000 } });
  expect(result.audit.residual).toBeLessThan(1e-12);
});

it("names the rule that nobody gave", () => {
  expect(() => simulate(scenario)).toThrow('no lending rule called "forfeit" was given');
});
