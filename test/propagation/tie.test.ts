import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { simulate } from "../../src/propagation/index.js";
import { readScenario } from "../../src/scenario/index.js";

describe("3 × 0.7 × 0.8 against a debt of 1.68", async () => {
  const scenario = await readScenario(fileURLToPath(new URL("tie.yaml", import.meta.url)));

  it.each(["float", "decimal"] as const)("is healthy under a strict rule in %s", (numbers) => {
    const { result } = simulate(scenario, { numbers });
    expect(result.rounds.map(({ liquidations, declined }) => liquidations + declined)).toEqual([0]);
    expect(result.closestCall).toMatchObject({ position: "tied" });
  });

  it("is a near tie in doubles, which would have decided it the other way", () => {
    expect(3 * 0.7 * 0.8 < 1.68).toBe(true);
    expect(simulate(scenario).result.audit).toMatchObject({ nearTies: 1, overturned: 1 });
    expect(simulate(scenario, { numbers: "decimal" }).result.audit).toMatchObject({ nearTies: 0, overturned: 0 });
  });

  it("is liquidated when a cent more is owed", () => {
    const positions = scenario.positions.map((position) => ({
      ...position,
      debt: position.debt.map((owed) => ({ ...owed, units: "1.69" as typeof owed.units })),
    }));
    expect(simulate({ ...scenario, positions }).result.rounds[0]?.liquidations).toBe(1);
  });
});
