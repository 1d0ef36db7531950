import { describe, expect, test } from "vitest";
import { debtRank, debtRankRounds } from "../../../src/measures/systemic/debtrank.js";
import { fromRows, times } from "../../../src/measures/systemic/matrix-algebra.js";
import { read, transposed } from "../../../src/measures/systemic/sparse-matrix.js";
import { clearClaims } from "../../../src/mechanics/claims/clearing.js";
import { toxicFrontier } from "../../../src/mechanics/lending/identities.js";
import { venueTerms } from "../../../src/mechanics/venues/index.js";
import type { Literal } from "../../../src/model/scenario.js";
import { float } from "../../../src/numbers/float.js";
import { column, drawer } from "./random-network.js";

const literal = (text: string): Literal => text as Literal;

test("a pool of 19/19 billion pushed from 1 to 0.67 pays out 3.448 billion for 4.212 billion sold (UST, May 2022: published 3.4)", () => {
  // x·y = k: 19·(1/√0.67 − 1) come in, 19·(1 − √0.67) go out.
  const balances = ["UST", "USDC"].map((asset) => ({ asset, units: literal("19e9") }));
  const pool = venueTerms(float, {
    ...{ id: "pool", kind: "constant-product", balances, fee: literal("0"), arbitragePerRound: literal("0") },
  });
  const sold = pool.amountToReach(pool.opening, 0, 1, 0.67, [1, 1]);
  const { out } = pool.sell(pool.opening, 0, 1, sold, [1, 1]);
  expect(sold / 1e9).toBeCloseTo(4.212, 3);
  expect(out / 1e9).toBeCloseTo(3.448, 3);
});

describe("mutual holdings of 60 % and 40 % amplify 1/(1 − 0.6·0.4) = 1.316 times", () => {
  test("in what the two are worth together to those outside and to each other", () => {
    const sheet = (own: number, other: number, share: number) => ({
      ...{ externalUsd: own, supplyUnits: 1, owed: [], owedOutsideUsd: 0, recoveryExternal: 1, recoveryClaims: 1 },
      holdings: [{ sheet: other, units: share }],
    });
    const worth = (external: number) => clearClaims(float, [sheet(external, 1, 0.6), sheet(100, 0, 0.4)]).navUsd;
    const [before = 0, after = 0] = [worth(100)[0], worth(90)[0]];
    expect(before - after).toBeCloseTo(10 / (1 - 0.24), 9);
    expect((before - after) / 10).toBeCloseTo(1.316, 3);
  });

  test("in DebtRank, while nobody fails", () => {
    const impacts = fromRows([
      [0, 0.6],
      [0.4, 0],
    ]);
    const { final } = debtRank(impacts, column([0.1, 0]));
    expect((final[0] ?? 0) / 0.1).toBeCloseTo(1.316, 3);
    expect(final[1]).toBeCloseTo((0.1 * 0.6) / 0.76, 12);
  });
});

test("a liquidation worsens loan-to-value from 1/(1 + bonus) on", () => {
  expect([0.05, 0.08, 0.1].map((bonus) => toxicFrontier(float, bonus).toFixed(4))).toEqual([
    "0.9524",
    "0.9259",
    "0.9091",
  ]);
});

test("the sweeps of DebtRank end where its rounds do, caps or not", () => {
  const draw = drawer(11, "rounds");
  const rows = Array.from({ length: 30 }, (_, i) =>
    Array.from({ length: 30 }, (_, j) => (i !== j && draw() < 0.15 ? draw() * 0.6 : 0)),
  );
  const impacts = fromRows(rows);
  const initial = Float64Array.from(rows, () => (draw() < 0.2 ? draw() : 0));
  const { final, convergence } = debtRank(impacts, initial);
  const rounds = debtRankRounds(impacts, initial);
  let stress: Float64Array = initial;
  for (let round = 0; round < 20_000; round += 1) stress = rounds.next().value.stress;
  for (const [i, loss] of final.entries()) expect(loss).toBeCloseTo(read(stress, i), 11);
  expect([...final].some((loss) => loss === 1)).toBe(true);
  expect([...final].some((loss) => loss > 0 && loss < 1)).toBe(true);
  const wanted = times(transposed(impacts), final).map((loss, i) => Math.min(1, read(initial, i) + loss));
  for (const [i, loss] of final.entries())
    expect(Math.abs(loss - read(wanted, i))).toBeLessThanOrEqual(convergence.tolerance);
});
