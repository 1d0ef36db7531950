import { describe, expect, it } from "vitest";
import type { Result, Round } from "../../src/model/result.js";
import { simulate } from "../../src/propagation/index.js";
import { differences, disagreements, factsOf } from "../laws/facts.js";
import { type RandomOptions, randomScenario } from "../laws/random-scenario.js";

/** Totals of a run differ by at most 1e-12 of what was liquidated and sold in it: bad debt is a difference of such amounts. */
function expectSameTotals(float: Result, decimal: Result, seed: number): void {
  const total = (of: (round: Round) => number, { rounds }: Result): number =>
    rounds.reduce((sum, round) => sum + of(round), 0);
  const turnoverUsd = total((round) => round.liquidatedUsd + round.soldUsd, decimal);
  for (const of of [
    ({ liquidatedUsd }: Round) => liquidatedUsd,
    ({ soldUsd }: Round) => soldUsd,
    ({ badDebtUsd }: Round) => badDebtUsd,
  ])
    expect(Math.abs(total(of, float) - total(of, decimal)), `seed ${seed}, ${of}`).toBeLessThanOrEqual(
      1e-12 * turnoverUsd,
    );
}

/** The same decisions, and numbers within 1e-9 of the largest of their kind. */
function expectAgreement(seed: number, options: Partial<RandomOptions>): void {
  const scenario = randomScenario(seed, options);
  const results = {
    float: simulate(scenario).result,
    decimal: simulate(scenario, { numbers: "decimal" }).result,
  };
  expectSameTotals(results.float, results.decimal, seed);
  const [float, decimal] = [factsOf(results.float), factsOf(results.decimal)];
  expect(disagreements(decimal, float), `seed ${seed}`).toEqual([]);
  expect(differences(decimal, float, 1e-9), `seed ${seed}`).toEqual([]);
}

const seeds = (count: number): readonly number[] => Array.from({ length: count }, (_, k) => k + 1);

describe("float and decimal", () => {
  it("decide alike and come to the same numbers", () => {
    for (const seed of seeds(20)) expectAgreement(seed, { stableswap: false, positions: [2, 10], maxRounds: 6 });
  });

  it("sell all of a position's collateral to the last digit, where an owner needs to sell it all", () => {
    expectAgreement(268, { stableswap: false, positions: [2, 10], maxRounds: 8 });
  });

  it("and so they do with stableswap pools, which take many steps in 40 digits", () => {
    for (const seed of seeds(3)) expectAgreement(seed, { positions: [2, 5], maxRounds: 2 });
  });
});
