import { describe, expect, it } from "vitest";
import type { Result } from "../../src/model/result.js";
import { bundled, byId, run, variantOf } from "./bundled.js";

const scenario = await bundled("16-interventions");
const resultOf = (variant?: string): Result =>
  run(variant === undefined ? scenario : variantOf(scenario, variant)).result;

/** Round, account and units of every seizure, units to the ten-thousandth. */
const seizures = (result: Result): readonly string[] =>
  result.events
    .filter(({ kind }) => kind === "liquidation")
    .map(({ round, to, units = 0 }) => `${round} ${to.slice("position:".length)} ${units.toFixed(4)}`);

const reserve = (result: Result) => {
  const found = result.rounds.at(-1)?.reserves.find(({ asset }) => asset === "USDC");
  if (found === undefined) throw new Error("no reserve of USDC");
  return found;
};
const lossOf = (result: Result, key: string): number => {
  const node = result.nodes.find((each) => each.key === key);
  return node === undefined ? Number.NaN : node.startUsd - node.endUsd;
};

// At 6.50: thin 65,000 / 1.05 repays 61,904.76 of 74,000; middle (health 0.8125) repays all, 63,000 / 6.5 units;
// fair (health 0.975) half, 26,250 / 6.5 units.
const DIP = ["1 thin 10000.0000", "1 middle 9692.3077", "1 fair 4038.4615"];
// At 9: thin (health 0.912) repays all: 77,700 / 9 units.
const AFTERWARDS = ["4 thin 8633.3333"];

describe("as written", () => {
  const result = resultOf();

  it("liquidates three of four, one of them by half", () => {
    expect(seizures(result)).toEqual(DIP);
  });

  it("leaves 74,000 − 65,000 / 1.05 of bad debt, the first 10,000 of it to stakers", () => {
    expect(reserve(result).deficitUnits).toBeCloseTo(74_000 - 65_000 / 1.05 - 10_000, 6);
    expect(lossOf(result, "actor:stakers")).toBeGreaterThanOrEqual(10_000);
  });
});

describe("what stops the dip at the market's door", () => {
  it.each([["paused"], ["stale"], ["frozen"], ["floored"], ["halted"]])(
    "%s: only the account that is unsafe afterwards is liquidated, without bad debt",
    (variant) => {
      const result = resultOf(variant);
      expect(seizures(result)).toEqual(AFTERWARDS);
      expect(reserve(result).deficitUnits).toBe(0);
    },
  );

  it("at a floor of 8 an account with health 1 is left alone, and one below it finds no buyer", () => {
    const declined = resultOf("floored").events.filter(({ kind }) => kind === "liquidation-declined");
    expect(declined.map(({ to, from }) => [from, to].find((key) => key.startsWith("position:")))).toEqual([
      "position:thin",
    ]);
  });
});

describe("what makes it worse", () => {
  it("averaged: seizes at (3 × 6.50 + 10) / 4 what trades at 9", () => {
    const result = resultOf("averaged");
    const average = (3 * 6.5 + 10) / 4;
    expect(seizures(result)).toEqual(["4 thin 10000.0000", `4 middle ${(63_000 / average).toFixed(4)}`]);
    // 74,000 − 10,000 × 7.375 / 1.05 = 3,761.90: stakers bear all of it.
    expect(reserve(result).deficitUnits).toBe(0);
    expect(reserve(result).suppliedUnits).toBeCloseTo(1_000_000 - (74_000 - (10_000 * average) / 1.05), 6);
  });

  it("manipulated: seizes as much as the dip does, while the market stands at 10", () => {
    const result = resultOf("manipulated");
    expect(seizures(result)).toEqual(DIP);
    // thin had 26,000 of its own, and is left with nothing; no price moved.
    expect(lossOf(result, "position:thin")).toBeCloseTo(26_000, 6);
    expect(result.rounds.every(({ assets }) => byId(assets, "TKN").marketUsd === 10)).toBe(true);
  });

  it("lowered: a threshold of 45 % liquidates three accounts at the price of every day", () => {
    // Health 0.608, 0.75 and 0.9: all debt is repaid, 1.05 of it seized at 10.
    expect(seizures(resultOf("lowered"))).toEqual(["1 thin 7770.0000", "1 middle 6300.0000", "1 fair 5250.0000"]);
  });
});

describe("what changes nothing, or only who pays", () => {
  it("rescued: the deficit is gone, and what is too much is cash", () => {
    const [rescued, left] = [reserve(resultOf("rescued")), reserve(resultOf())];
    expect(rescued.deficitUnits).toBe(0);
    expect(rescued.cashUnits - left.cashUnits).toBeCloseTo(5_000, 6);
  });

  it("curbed: no new loans, and the old ones fall as before", () => {
    expect(seizures(resultOf("curbed"))).toEqual(DIP);
    expect(reserve(resultOf("curbed"))).toEqual(reserve(resultOf()));
  });
});

it("balances in every variant", () => {
  for (const { name } of scenario.variants) {
    const { audit } = resultOf(name);
    expect(audit.residual).toBeLessThan(1e-9);
    expect(audit.reserveResidual).toBeLessThan(1e-9);
  }
});
