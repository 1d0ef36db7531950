import { describe, expect, it } from "vitest";
import type { Policy } from "../../src/model/scenario.js";
import { simulate } from "../../src/propagation/index.js";
import { flat, literal, priceShock, small, units } from "./small.js";

const stopAt = (priceUsd: number, share: number): Policy => ({
  ...{ kind: "stop-loss", asset: "ETH", priceUsd: literal(priceUsd), share: literal(share), into: "USDC" },
});

const fund = (policies: readonly Policy[], shocks = [priceShock("ETH", -0.2)]) =>
  small(
    { ETH: 100, USDC: 1 },
    {
      venues: [flat("ETH", "USDC", 1000)],
      actors: [{ id: "fund", holdings: units({ ETH: 10 }), policies }],
      shocks,
    },
  );

describe("stop-loss", () => {
  it("sells its share once, at or below the trigger, and not again when the price falls further", () => {
    const { result } = simulate(fund([stopAt(80, 0.5)], [priceShock("ETH", -0.2), priceShock("ETH", -0.5, 2)]));
    // 5 of 10 ETH at 80: exactly at the trigger. Nothing more at 40.
    expect(result.rounds.map(({ soldUsd }) => soldUsd)).toEqual([400, 0, 0, 0]);
    // 5 ETH at 40 and 400 USDC are left of 1,000.
    expect(result.nodes.find(({ key }) => key === "actor:fund")).toMatchObject({ startUsd: 1000, endUsd: 600 });
  });

  it("does nothing above the trigger", () => {
    const { result } = simulate(fund([stopAt(79.99, 0.5)]));
    expect(result.events.some(({ kind }) => kind === "stop-loss")).toBe(false);
  });

  it("never sells a unit twice when two go off together: the second takes its share of what is left", () => {
    const { result } = simulate(fund([stopAt(90, 0.6), stopAt(85, 0.75)]));
    // 6 ETH, then 3 of the 4 left: 9 × 80.
    expect(result.rounds[0]?.soldUsd).toBe(720);
    expect(result.audit.residual).toBeLessThan(1e-12);
  });
});
