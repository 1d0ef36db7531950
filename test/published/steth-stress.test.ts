import { describe, expect, test } from "vitest";
import { type StressedAccount, type StressMode, stressSteth } from "../../src/experiments/steth-stress.js";
import type { Arithmetic } from "../../src/numbers/arithmetic.js";
import { decimal } from "../../src/numbers/decimal.js";
import { float } from "../../src/numbers/float.js";
import { positionsAreThere, readPositions } from "./steth-positions.js";

/** Rows of the source's table for 94,000 stETH: sold, peg, ETH and stETH in the pool (Model_v2_v3_.ipynb at a44561e). */
const PUBLISHED = [
  [0, 0.96398, 142_809, 335_954],
  [17_315, 0.95175, 126_219, 353_269],
  [25_540.54, 0.92466, 102_228, 378_809],
  [48_956.4, 0.80097, 59_419, 427_765],
  [142_854.48, 0.07539, 7_334, 570_619],
] as const;

/** The same formulas over the same table, worked out apart from this package. */
const RECOMPUTED: Readonly<Record<StressMode, readonly (readonly [number, number])[]>> = {
  published: [
    [0, 0.96396],
    [17_316.672, 0.95174],
    [25_543.538, 0.92465],
    [49_229.429, 0.79976],
    [143_001.919, 0.07485],
  ],
  corrected: [
    [0, 0.96396],
    [17_316.672, 0.95174],
    [25_543.538, 0.92465],
    [31_912.757, 0.86082],
    [70_628.499, 0.43541],
  ],
};

const trace = (saleUnits: number, mode: StressMode) => stressSteth(float, readPositions(float), saleUnits, mode);

describe.skipIf(!positionsAreThere)("Lido's worst case of June 2023, on its accounts", () => {
  test("sells and leaves the pool as published, within 0.7 %", () => {
    const { rounds, verdict } = trace(94_000, "published");
    expect(verdict).toBe("cascade");
    expect(rounds).toHaveLength(PUBLISHED.length);
    rounds.forEach((round, place) => {
      const [soldUnits, peg, poolEth, poolSteth] = PUBLISHED[place] ?? [0, 0, 0, 0];
      expect(Math.abs(round.soldUnits - soldUnits)).toBeLessThanOrEqual(0.007 * soldUnits);
      // Of parity. Of itself, the last peg is 0.72 % low.
      expect(Math.abs(round.pegAfter - peg)).toBeLessThan(0.007);
      expect(Math.abs(round.pegAfter / peg - 1)).toBeLessThan(0.0075);
      expect(Math.abs(round.poolEth / poolEth - 1)).toBeLessThan(0.007);
      expect(Math.abs(round.poolSteth / poolSteth - 1)).toBeLessThan(0.007);
    });
  });

  test.each(["published", "corrected"] as const)("is what its formulas give, %s", (mode) => {
    const { rounds } = trace(94_000, mode);
    expect(rounds.map(({ soldUnits }) => soldUnits.toFixed(3))).toEqual(
      RECOMPUTED[mode].map(([soldUnits]) => soldUnits.toFixed(3)),
    );
    expect(rounds.map(({ pegAfter }) => pegAfter.toFixed(5))).toEqual(
      RECOMPUTED[mode].map(([, peg]) => peg.toFixed(5)),
    );
  });

  test("corrected, sells each stETH once", () => {
    for (const { rounds } of [trace(94_000, "corrected"), trace(100_000, "corrected")]) {
      const sold = rounds.reduce((sum, { soldUnits }) => sum + soldUnits, 0);
      expect(sold).toBeCloseTo(rounds.at(-1)?.seizableUnits ?? 0, 6);
    }
    const { rounds } = trace(94_000, "published");
    const sold = rounds.reduce((sum, { soldUnits }) => sum + soldUnits, 0);
    expect(sold).toBeGreaterThan(1.2 * (rounds.at(-1)?.seizableUnits ?? 0));
  });

  test.each(["published", "corrected"] as const)("cascades from 94,000 on and not at 92,000, %s", (mode) => {
    const verdicts = Array.from({ length: 11 }, (_, step) => trace(80_000 + 2_000 * step, mode).verdict);
    expect(verdicts).toEqual([...Array(7).fill("settled"), ...Array(4).fill("cascade")]);
  });

  test("is the same in decimals", () => {
    const inDecimals = stressSteth(decimal, readPositions(decimal), decimal.parse("94000"), "published");
    const inDoubles = trace(94_000, "published");
    expect(inDecimals.verdict).toBe(inDoubles.verdict);
    inDecimals.rounds.forEach(({ pegAfter }, place) => {
      expect(inDoubles.rounds[place]?.pegAfter).toBeCloseTo(pegAfter.toNumber(), 9);
    });
  });
});

describe("the model by hand", () => {
  const account = <N>(n: Arithmetic<N>, debtEth: string): StressedAccount<N> => ({
    group: "v3-e-mode",
    collateralEth: n.parse("1000"),
    debtEth: n.parse(debtEth),
    liquidationThreshold: n.parse("0.93"),
    stethEth: n.parse("1000"),
    stethUnits: n.parse("1001"),
    callableDebtEth: n.parse(debtEth),
  });

  /** 94,000 leave a peg of 0.964, judged as 0.96: 930 − 930·(1 − 0.96/0.9987) = 893.96 ETH may be owed. */
  test.each([
    ["893.9", 0],
    ["894", (894 * 1.01) / 0.96],
  ])("an account that owes %s ETH", (debtEth, seized) => {
    const { rounds } = stressSteth(float, [account(float, debtEth)], 94_000, "published");
    expect(rounds[1]?.soldUnits).toBeCloseTo(seized, 9);
  });

  test("one that owes exactly what it may is liquidated", () => {
    const exact = decimal.div(decimal.mul(decimal.parse("930"), decimal.parse("0.96")), decimal.parse("0.9987"));
    const owes = { ...account(decimal, "1"), debtEth: exact };
    const { rounds } = stressSteth(decimal, [owes], decimal.parse("94000"), "published");
    expect(rounds[1]?.soldUnits.isZero()).toBe(false);
  });

  test("gives up no more than it has", () => {
    const { rounds } = stressSteth(float, [account(float, "990")], 94_000, "published");
    expect(rounds[1]?.soldUnits).toBe(1001);
  });

  test("settles where nobody is at risk", () => {
    const { rounds, verdict } = stressSteth(float, [], 94_000, "published");
    expect(verdict).toBe("settled");
    expect(rounds.map(({ soldUnits }) => soldUnits)).toEqual([0, 0]);
  });
});
