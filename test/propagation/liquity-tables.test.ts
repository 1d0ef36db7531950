import { expect, it } from "vitest";
import type { LiquityMarket } from "../../src/model/liquity.js";
import type { Position, Scenario } from "../../src/model/scenario.js";
import { simulate } from "../../src/propagation/index.js";
import { deposit, depositors, system, trove, v1, v2 } from "./liquity-parts.js";
import { priceShock } from "./small.js";
import { table } from "./table.js";

const POOL = 500;

function outcome(scenario: Scenario, numbers: "float" | "decimal") {
  const { rounds, nodes } = simulate(scenario, { numbers }).result;
  const positions = nodes.filter(({ key }) => key.startsWith("position:"));
  return {
    liquidations: rounds.map(({ liquidations }) => liquidations),
    reserves: rounds.map(({ reserves }) => reserves),
    depositorsUsd: nodes.find(({ key }) => key === "actor:depositors")?.endUsd ?? Number.NaN,
    // Of different leverage, each account is a group of its own.
    endUsd: positions.map(({ endUsd }) => endUsd).sort((a, b) => a - b),
  };
}

const ofMarket = (market: LiquityMarket, positions: readonly Position[]) => ({
  listed: (changes: readonly number[]): Scenario => scenario(market, changes, { positions }),
  inTable: (changes: readonly number[]): Scenario =>
    scenario(market, changes, { positions: [], populations: [table("troves", positions)] }),
});

const scenario = (market: LiquityMarket, changes: readonly number[], parts: Partial<Scenario>): Scenario =>
  system({
    ...{ markets: [market], actors: [depositors(60_000)] },
    shocks: changes.map((change, round) => priceShock("ETH", change, round)),
    ...parts,
  });

const troves = (market: string): readonly Position[] =>
  [trove("a", 10.2, 2000), trove("b", 12, 1900), trove("c", 30, 2500), trove("d", 40, 1900)].map((each) => ({
    ...each,
    market,
  }));

// After the first fall a is liquidated, and what the pool cannot take goes to the others by stake; after the second, b.
const cases = [
  ["liquity-v1", ofMarket(v1(deposit(POOL)), troves("liquity"))],
  ["liquity-v2", ofMarket(v2(deposit(POOL)), troves("weth"))],
] as const;

it.each(cases)("troves of %s in a table are liquidated and share as listed ones do, to the last digit", (_, forms) => {
  const falls = [-0.1, -0.2];
  for (const numbers of ["float", "decimal"] as const) {
    const listed = outcome(forms.listed(falls), numbers);
    expect(listed.liquidations.slice(0, 2)).toEqual([1, 1]);
    expect(outcome(forms.inTable(falls), numbers)).toEqual(listed);
  }
});

it("a liquidated trove in a table is shared out by hand: 3 to 1 by stake", () => {
  // 10.2 · 180 / 2,000 = 0.918. No pool: 0.995 · 10.2 = 10.149 ETH and 2,000 LUSD go to 30 and 10 ETH.
  const positions = [trove("a", 10.2, 2000), trove("b", 30, 2000), trove("c", 10, 600)];
  const { endUsd } = outcome(ofMarket(v1(), positions).inTable([-0.1]), "float");
  const [first, ...others] = endUsd;
  expect(first).toBe(0);
  expect(others[0]).toBeCloseTo((10 + 10.149 / 4) * 180 - (600 + 2000 / 4), 8);
  expect(others[1]).toBeCloseTo((30 + (10.149 * 3) / 4) * 180 - (2000 + (2000 * 3) / 4), 8);
});

it("of troves that are alike, the one whose name comes first is first: in a table as listed", () => {
  // Each is 10.2 · 180 / 2,000 = 0.918; the pool pays for the first alone.
  const alike = [1, 2].map((i) => trove(`troves-${i}`, 10.2, 2000));
  const forms = ofMarket(v1(deposit(2000)), [...alike, trove("troves-3", 60, 3000)]);
  const { endUsd: _, ...listed } = outcome(forms.listed([-0.1]), "float");
  expect(listed.liquidations[0]).toBe(2);
  expect(outcome(forms.inTable([-0.1]), "float")).toMatchObject(listed);
});
