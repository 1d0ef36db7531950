import { expect, it } from "vitest";
import { workloadScenario } from "../../../bench/population.js";
import type { Scenario, Shock } from "../../../src/model/scenario.js";
import { simulate } from "../../../src/propagation/index.js";
import { literal } from "../draws.js";
import { bothScreens } from "./same-bits.js";

const workload = (positions: number): Promise<Scenario> =>
  workloadScenario({ name: `${positions} moderate`, positions, severity: "moderate", seed: 1 });

const change = (asset: string, by: number, round: number): Shock => ({
  ...{ kind: "price", asset, change: literal(by), round },
});

it("the ladder equals the full scan on 100,000 accounts that one asset after another brings down", async () => {
  const scenario = await workload(100_000);
  const shocks = [
    ...["COIN0", "COIN1"].map((coin) => change(coin, -0.08, 0)),
    ...[change("COIN2", -0.1, 1), change("COIN3", 0.06, 1), change("USDB", -0.01, 2), change("COIN4", -0.1, 3)],
  ];
  const { ladder, full } = bothScreens({ ...scenario, clock: { ...scenario.clock, maxRounds: 4 }, shocks });
  expect(ladder.result.rounds.reduce((sum, { liquidations }) => sum + liquidations, 0)).toBeGreaterThan(500);
  expect(ladder.screened?.evaluations).toBeLessThan((full.screened?.evaluations ?? 0) / 10);
}, 900_000);

it("the ladder works out at most one account in twenty a round, where the benchmark's prices move moderately", async () => {
  const { result, screened } = simulate(await workload(20_000));
  expect(result.rounds.length).toBe(30);
  expect((screened?.evaluations ?? Number.NaN) / (20_000 * result.rounds.length)).toBeLessThanOrEqual(0.05);
}, 900_000);
