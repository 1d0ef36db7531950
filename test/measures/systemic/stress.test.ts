import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ConvergenceError } from "../../../src/measures/systemic/convergence.js";
import { debtRank, debtRankRounds, singleHitDebtRank } from "../../../src/measures/systemic/debtrank.js";
import { cappedImpacts, criticality, impactMatrix, initialStress } from "../../../src/measures/systemic/impacts.js";
import { fromRows, mapped, toRows } from "../../../src/measures/systemic/matrix-algebra.js";
import { spectralRadius } from "../../../src/measures/systemic/perron.js";
import { stressSummary, systemicExtent } from "../../../src/measures/systemic/stress-summary.js";
import { thresholdCascade } from "../../../src/measures/systemic/threshold-cascade.js";
import { solveLinear } from "../../../src/mechanics/claims/linear.js";
import { float } from "../../../src/numbers/float.js";
import { column, distance, drawer, randomNetwork } from "./random-network.js";

const distressed = fc
  .record({
    seed: fc.nat(),
    size: fc.integer({ min: 2, max: 14 }),
    density: fc.double({ min: 0.1, max: 0.8, noNaN: true }),
    buffer: fc.double({ min: 0.2, max: 4, noNaN: true }),
  })
  .map(({ seed, size, density, buffer }) => {
    const draw = drawer(seed, "stress");
    const { liabilitiesUsd } = randomNetwork(seed, { size, density, wealth: 1 });
    const buffersUsd = Float64Array.from({ length: size }, () => buffer * (0.2 + draw()));
    const initial = Float64Array.from({ length: size }, () => (draw() < 0.4 ? draw() : 0));
    return { liabilitiesUsd, buffersUsd, initial };
  });

/** (I − W)⁻¹·h(0) by elimination. */
function linearStress(impacts: readonly (readonly number[])[], initial: Float64Array): readonly number[] {
  const system = impacts.map((_, i) => impacts.map((row, j) => (i === j ? 1 : 0) - (row[i] ?? 0)));
  const solved = solveLinear(float, system, [...initial]);
  if (solved.kind === "singular") throw new Error("singular");
  return solved.x;
}

describe("DebtRank", () => {
  test("is (I − W)⁻¹·h(0) while no cap binds, to 1e-12 node by node, near the tipping point too", () => {
    fc.assert(
      fc.property(
        distressed,
        fc.double({ min: 0.1, max: 0.99, noNaN: true }),
        ({ liabilitiesUsd, ...rest }, radius) => {
          const raw = impactMatrix(liabilitiesUsd, rest.buffersUsd);
          const before = spectralRadius(raw).radius;
          fc.pre(before > 0);
          const impacts = mapped(raw, (impact) => (impact * radius) / before);
          const unscaled = linearStress(toRows(impacts), rest.initial);
          const largest = Math.max(...unscaled);
          fc.pre(largest > 0);
          const initial = rest.initial.map((loss) => (loss * 0.9) / largest);
          const wanted = linearStress(toRows(impacts), initial);
          expect(distance(debtRank(impacts, initial).final, wanted)).toBeLessThan(2e-12);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("with one and the same capped W: threshold stress and single-hit stress are at most the differential", () => {
    fc.assert(
      fc.property(distressed, ({ liabilitiesUsd, buffersUsd, initial }) => {
        const capped = cappedImpacts(impactMatrix(liabilitiesUsd, buffersUsd));
        const cappedDebts = mapped(capped, (impact, _, i) => impact * (buffersUsd[i] ?? 0));
        const { final } = debtRank(capped, initial);
        const lossUsd = initial.map((loss, i) => loss * (buffersUsd[i] ?? 0));
        const threshold = thresholdCascade({ liabilitiesUsd: cappedDebts, buffersUsd, lossUsd }).stress;
        const single = singleHitDebtRank(capped, initial).final;
        final.forEach((stress, i) => {
          expect(threshold[i]).toBeLessThanOrEqual(stress + 1e-11);
          expect(single[i]).toBeLessThanOrEqual(stress + 1e-11);
        });
      }),
    );
  });

  test("threshold and single hit have no order: each can be the larger", () => {
    const late = fromRows([
      [0, 0.5, 1, 0],
      [0, 0, 0, 1],
      [0, 0.5, 0, 0],
      [0, 0, 0, 0],
    ]);
    const threshold = (lossUsd: Float64Array) => [
      ...thresholdCascade({ liabilitiesUsd: late, buffersUsd: column([1, 1, 1, 1]), lossUsd }).stress,
    ];
    const whole = column([1, 0, 0, 0]);
    expect(threshold(whole)).toEqual([1, 1, 1, 1]);
    expect([...singleHitDebtRank(late, whole).final]).toEqual([1, 1, 1, 0.5]);
    const half = column([0.5, 0, 0, 0]);
    expect(threshold(half)).toEqual([0.5, 0, 0, 0]);
    expect([...singleHitDebtRank(late, half).final]).toEqual([0.5, 0.5, 0.5, 0.25]);
  });

  test("single hit: capped and uncapped impacts give different numbers, and say which they are", () => {
    const impacts = impactMatrix(
      fromRows([
        [0, 10, 3],
        [1, 0, 2],
        [0, 3, 0],
      ]),
      column([2, 5, 2]),
    );
    const third = column([0, 0, 1]);
    const [capped, uncapped] = [singleHitDebtRank(cappedImpacts(impacts), third), singleHitDebtRank(impacts, third)];
    expect(distance(capped.final, [0.3, 0.9, 1])).toBeLessThan(1e-15);
    expect(distance(uncapped.final, [0.3, 1, 1])).toBeLessThan(1e-15);
    expect([capped.conventions.impacts, uncapped.conventions.impacts]).toEqual(["at most 1", "as given"]);
  });

  test("a chain takes as many rounds as it is long, and each bank's own equity counts", () => {
    const impacts = impactMatrix(
      fromRows([
        [0, 0, 0],
        [0.5, 0, 0],
        [0, 0.5, 0],
      ]),
      column([1.5, 1, 0.5]),
    );
    const { final, convergence } = debtRank(impacts, column([0, 0.5, 0]));
    expect(distance(final, [1 / 6, 0.5, 0])).toBeLessThan(1e-15);
    expect([...debtRank(impacts, column([0, 0, 0.4])).final]).toEqual([0.4 * 0.5 * (0.5 / 1.5), 0.2, 0.4]);
    expect(convergence.iterations).toBe(2);
  });

  test("says when it was cut short", () => {
    const impacts = fromRows([
      [0, 0.9],
      [0.9, 0],
    ]);
    expect(() => debtRank(impacts, column([0.01, 0]), { maximumIterations: 10 })).toThrow(ConvergenceError);
  });
});

describe("a tolerance on the size of a step stops early", () => {
  /** 125 banks whose losses shrink by 2 % a round, one of them shocked. */
  const draw = drawer(1, "slow");
  const raw = fromRows(
    Array.from({ length: 125 }, (_, i) =>
      Array.from({ length: 125 }, (_, j) => (i !== j && draw() < 0.05 ? draw() : 0)),
    ),
  );
  const { radius } = spectralRadius(raw);
  const impacts = mapped(raw, (impact) => (impact * 0.98) / radius);
  const initial = Float64Array.from({ length: 125 }, (_, i) => (i === 0 ? 0.01 : 0));
  const exact = linearStress(toRows(impacts), initial);
  const farOff = (stress: Float64Array) =>
    exact.filter((value, i) => Math.abs((stress[i] ?? 0) - value) > 0.1 * value).length;

  test("ending once the step is shorter than 2⁻⁵²^0.2 = 7.4e-4, a published default, leaves most banks more than 10 % off", () => {
    // R NetworkRiskMeasures, contagion(): abs.tol = .Machine$double.eps ^ 0.2 on the Euclidean length of the step.
    let stopped: Float64Array = initial;
    let rounds = 0;
    for (const { stress, step } of debtRankRounds(impacts, initial)) {
      stopped = stress;
      rounds += 1;
      if (Math.hypot(...step) < Number.EPSILON ** 0.2) break;
    }
    expect(farOff(stopped)).toBeGreaterThan(60);
    expect(rounds).toBeLessThan(debtRank(impacts, initial).convergence.iterations / 5);
  });

  test("ours is within 1e-12 of every bank's exact loss, and states its tolerance, residual and iterations", () => {
    const { final, convergence } = debtRank(impacts, initial);
    expect(farOff(final)).toBe(0);
    expect(distance(final, exact)).toBeLessThan(1.1e-12);
    expect(convergence.tolerance).toBe(1e-12);
    expect(convergence.residual).toBeLessThan(1e-12);
    expect(convergence.iterations).toBeGreaterThan(500);
  });
});

describe("equality and missing equity", () => {
  test("a loss that equals the buffer is a default: 0.1 + 0.2 lost against 0.3, and 3 × 0.1 against 0.3", () => {
    const cascade = (debts: readonly number[], buffer: number) => {
      const rows = debts.map((debt) => [...debts.map(() => 0), debt]);
      return thresholdCascade({
        liabilitiesUsd: fromRows([...rows, [...debts.map(() => 0), 0]]),
        buffersUsd: column([...debts.map(() => 1), buffer]),
        lossUsd: column([...debts.map(() => 1), 0]),
      });
    };
    expect([...cascade([0.1, 0.1, 0.1], 0.3).defaultRound]).toEqual([0, 0, 0, 1]);
    expect([...cascade([0.1, 0.7], 0.8).defaultRound]).toEqual([0, 0, 1]);
    expect(0.1 + 0.7 < 0.8).toBe(true);
    expect(cascade([0.1, 0.7], 0.8).nearTies).toBeGreaterThan(0);
    expect([...cascade([0.1, 0.7], 0.8000001).defaultRound]).toEqual([0, 0, -1]);
    expect(cascade([0.1, 0.7], 0.8).conventions.atEquality).toBe("default");
  });

  test("a node without equity is in default from the start and takes no impact", () => {
    const buffersUsd = column([0, -1, 2]);
    expect([...initialStress(column([0, 0, 1]), buffersUsd)]).toEqual([1, 1, 0.5]);
    const liabilitiesUsd = fromRows([
      [0, 1, 1],
      [1, 0, 0],
      [1, 1, 0],
    ]);
    expect(toRows(impactMatrix(liabilitiesUsd, buffersUsd))).toEqual([
      [0, 0, 0.5],
      [0, 0, 0],
      [0, 0, 0],
    ]);
    expect([...thresholdCascade({ liabilitiesUsd, buffersUsd, lossUsd: column([0, 0, 0]) }).stress]).toEqual([
      1, 1, 0.5,
    ]);
  });
});

test("summary of stress, by hand", () => {
  const initial = column([0.5, 0, 0, 1]);
  const final = column([0.75, 1, 0, 1]);
  const summary = stressSummary({ initial, final }, column([2, 1, 1, 0]), column([10, 20, 30, 40]));
  expect(summary).toEqual({
    originalStress: 0.25,
    additionalStress: 0.375,
    originalLossUsd: 45,
    additionalLossUsd: 22.5,
    additionalDefaults: 1,
    amplification: 2.5,
  });
  const untouched = stressSummary({ initial: column([0]), final: column([0]) }, column([1]), column([1]));
  expect(untouched).not.toHaveProperty("amplification");
  expect([systemicExtent(4, 100), systemicExtent(5, 100), systemicExtent(3, 4)]).toEqual([0, 0.05, 0.75]);
  expect([
    ...criticality(
      fromRows([
        [0, 3, 0.5],
        [0, 0, 0],
        [0.25, 0, 0],
      ]),
    ),
  ]).toEqual([1.5, 0, 0.25]);
});
