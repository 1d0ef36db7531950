import { expect, it } from "vitest";
import type { EMode, Scenario } from "../../src/model/scenario.js";
import { float } from "../../src/numbers/float.js";
import { liquidatableAtOpening, prepare, simulate } from "../../src/propagation/index.js";
import { openRun } from "../../src/propagation/open-run.js";
import { playOut } from "../../src/propagation/play.js";
import { complete } from "../../src/propagation/simulate.js";
import { randomPopulation } from "../laws/ladder/random-population.js";
import { aave, flat, literal, position, priceShock, reserve, small } from "./small.js";
import { table } from "./table.js";

const eMode = (id: string, threshold: number): EMode => ({
  ...{ id, ltv: literal(0.7), liquidationThreshold: literal(threshold), liquidationBonus: literal(0.01) },
  ...{ collateral: ["ETH"], borrowable: ["USDC"] },
});

const scenario = (parts: Partial<Omit<Scenario, "assets">>): Scenario =>
  small(
    { ETH: 2000, USDC: 1 },
    {
      markets: [
        aave(
          [reserve("ETH", { threshold: 0.85, bonus: 0.05 }), reserve("USDC", { supplied: 1_000_000 })],
          [eMode("loose", 0.93), eMode("strict", 0.8)],
        ),
      ],
      venues: [flat("ETH", "USDC", 1000)],
      clock: { secondsPerRound: literal(3600), maxRounds: 3, priceTolerance: literal(1e-9) },
      ...parts,
    },
  );

const account = (eth: number, usdc: number) => position("", "aave", { ETH: eth }, { USDC: usdc });

/** One ETH backs 1,700 USDC, in the e-modes 1,860 and 1,600. */
const mixed = scenario({
  positions: [
    position("safe", "aave", { ETH: 1 }, { USDC: 1699 }),
    position("late", "aave", { ETH: 1 }, { USDC: 1701 }),
  ],
  populations: [
    // Both of a leverage of 5–10×, and together safe: 18,700 against 18,250.
    table("plain", [account(10, 16_500), account(1, 1750)]),
    // Safe in their e-mode; without it, and as one, they would not be.
    table("loose", [account(1, 1790), account(1, 1799)], { eMode: "loose" }),
    table("strict", [account(1, 1650), account(1, 1599)], { eMode: "strict" }),
  ],
});

it("positions that can be liquidated before any shock are named, accounts of tables each by itself and in its own e-mode", () => {
  const expected = ["late", "plain-2", "strict-1"];
  expect(liquidatableAtOpening(mixed)).toEqual(expected);
  for (const numbers of ["float", "decimal"] as const)
    expect(simulate(mixed, { numbers }).liquidatableAtOpening).toEqual(expected);
  expect(simulate(mixed).result.rounds[0]?.liquidations).toBe(3);
});

it("nothing is said where there are none", () => {
  const safe = scenario({ populations: [table("plain", [account(10, 16_500)])] });
  expect(liquidatableAtOpening(safe)).toEqual([]);
  expect(simulate(safe)).not.toHaveProperty("liquidatableAtOpening");
});

it("a scenario that is run many times says the same, whatever was run before", () => {
  const prepared = prepare({ ...mixed, shocks: [priceShock("ETH", -0.5)] });
  prepared.totals();
  expect(prepared.run().liquidatableAtOpening).toEqual(["late", "plain-2", "strict-1"]);
  expect(prepared.run([]).liquidatableAtOpening).toEqual(["late", "plain-2", "strict-1"]);
});

it("a run is the same to the byte, and as much work, whether or not anybody has asked", () => {
  // A debt of just what its collateral backs is a near tie: in round 0, and in the opening nobody counts.
  const tied = scenario({ positions: [position("tied", "aave", { ETH: 1 }, { USDC: 1700 })] });
  expect(simulate(tied).result.audit.nearTies).toBeGreaterThan(0);
  for (const each of [tied, mixed, ...[1, 2, 3, 4, 5, 6].map((seed) => randomPopulation(seed, 200))]) {
    const { liquidatableAtOpening: _, ...asked } = simulate(each);
    const { world, state, ...opened } = openRun(float, each, {});
    const unasked = complete({ world, state, ...opened }, [], playOut(world, state));
    expect(JSON.stringify(asked) === JSON.stringify(unasked), each.title).toBe(true);
  }
});
