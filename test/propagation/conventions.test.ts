import { expect, test } from "vitest";
import { workloadScenario } from "../../bench/population.js";
import { simulate } from "../../src/propagation/index.js";

test("rows that a population leaves out are among the conventions of its result", async () => {
  const scenario = await workloadScenario({ name: "small", positions: 10, severity: "moderate", seed: 1 });
  const short = { ...scenario, shocks: [], clock: { ...scenario.clock, maxRounds: 0 } };
  const leftOut = { rows: 3, first: ['accounts.csv:7: found "x" as units of USDC; expected a number of 0 or more'] };
  const populations = (short.populations ?? []).map((population) => ({ ...population, leftOut }));
  const [without, said] = [short, { ...short, populations }].map((it) => simulate(it).result.provenance.conventions);
  expect(said?.slice(0, -1)).toEqual(without);
  expect(said?.at(-1)).toBe(
    'Of the table of accounts, 3 rows could not be read and are left out, first accounts.csv:7: found "x" as units of USDC; expected a number of 0 or more.',
  );
});
