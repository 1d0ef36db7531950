import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defaultProbability } from "../../../src/measures/systemic/black-cox.js";
import { clearingVector } from "../../../src/measures/systemic/clearing-vector.js";
import { debtRank } from "../../../src/measures/systemic/debtrank.js";
import { equityAtFaceUsd, exposureNetwork } from "../../../src/measures/systemic/exposure-network.js";
import { impactMatrix, initialStress } from "../../../src/measures/systemic/impacts.js";
import { fromRows } from "../../../src/measures/systemic/matrix-algebra.js";
import { networkValuation } from "../../../src/measures/systemic/network-valuation.js";
import type { Valuation } from "../../../src/measures/systemic/valuation.js";
import { float } from "../../../src/numbers/float.js";
import { normalDistribution } from "../../../src/numbers/normal.js";
import { column, distance, drawer, randomNetwork } from "./random-network.js";

/** paolobarucca/neva, Exercise5.m: bank 1 owes bank 2, which owes bank 3, which owes bank 1. */
const RING = exposureNetwork({
  names: ["one", "two", "three"],
  liabilitiesUsd: fromRows([
    [0, 4, 0],
    [0, 0, 3],
    [2, 0, 0],
  ]),
  externalAssetsUsd: column([20, 20, 10]),
  externalDebtsUsd: column([17, 18, 8]),
});

describe("one system, five conventions, five answers", () => {
  const valued = (valuation: Valuation) => networkValuation(RING, column([2, 0, 0]), valuation);
  /** Equity at face value is 1, 3, 3; the loss of 2 takes bank 1 to −1. Worked by hand. */
  const ANSWERS: readonly (readonly [Valuation, readonly number[]])[] = [
    [{ kind: "linear-debtrank" }, [-3, -1, 0]],
    [{ kind: "furfine", recovery: 0.5 }, [-1, 1, 3]],
    [{ kind: "eisenberg-noe", externalDebt: "senior" }, [-1, 2, 3]],
    [{ kind: "eisenberg-noe", externalDebt: "pari-passu" }, [-1, 59 / 21, 3]],
    [
      { kind: "rogers-veraart", externalDebt: "pari-passu", recoveryExternal: 0.5, recoveryClaims: 1 },
      [-1, 23 / 21, 3],
    ],
  ];

  test.each(ANSWERS)("%o", (valuation, equity) => {
    expect(distance(valued(valuation).equityUsd, equity)).toBeLessThan(1e-12);
  });

  test("every result carries the conventions that tell it from the others", () => {
    const labels = ANSWERS.map(([valuation]) => JSON.stringify(valued(valuation).conventions));
    expect(new Set(labels).size).toBe(ANSWERS.length);
    const results = ANSWERS.map(([valuation]) => [...valued(valuation).equityUsd].join());
    expect(new Set(results).size).toBe(ANSWERS.length);
  });
});

describe("equality at zero equity", () => {
  test("a bank left with exactly nothing still pays in full, and its creditor loses nothing", () => {
    const { equityUsd, claimValue } = networkValuation(RING, column([1, 0, 0]), { kind: "furfine", recovery: 0 });
    expect([...equityUsd]).toEqual([0, 3, 3]);
    expect([...claimValue]).toEqual([1, 1, 1]);
    const poorer = networkValuation(RING, column([1 + 2 ** -48, 0, 0]), { kind: "furfine", recovery: 0 });
    expect(poorer.claimValue[0]).toBe(0);
  });

  test("under linear DebtRank the same bank's claims are worth nothing", () => {
    const { claimValue } = networkValuation(RING, column([1, 0, 0]), { kind: "linear-debtrank" });
    expect(claimValue[0]).toBe(0);
  });
});

describe("agreement with measures stated on their own", () => {
  const networks = fc
    .record({
      seed: fc.nat(),
      size: fc.integer({ min: 2, max: 10 }),
      density: fc.double({ min: 0.1, max: 0.9, noNaN: true }),
    })
    .map(({ seed, ...shape }) => ({ seed, network: randomNetwork(seed, { ...shape, wealth: 3 }) }));
  const ranks = fc.constantFrom("pari-passu" as const, "senior" as const);

  test("Eisenberg–Noe and Rogers–Veraart valuations give the equity of the clearing vector", () => {
    fc.assert(
      fc.property(networks, ranks, ({ network }, externalDebt) => {
        const nothing = network.externalAssetsUsd.map(() => 0);
        const costs = { recoveryExternal: 0.7, recoveryClaims: 0.9 };
        const free = networkValuation(network, nothing, { kind: "eisenberg-noe", externalDebt });
        const costly = networkValuation(network, nothing, { kind: "rogers-veraart", externalDebt, ...costs });
        const plain = clearingVector(network, { externalDebt, recoveryExternal: 1, recoveryClaims: 1 });
        expect(distance(free.equityUsd, plain.netWorthUsd)).toBeLessThan(1e-9);
        expect(
          distance(costly.equityUsd, clearingVector(network, { externalDebt, ...costs }).netWorthUsd),
        ).toBeLessThan(1e-9);
      }),
    );
  });

  test("linear DebtRank is differential DebtRank, seen from equity", () => {
    fc.assert(
      fc.property(networks, ({ seed, network }) => {
        const draw = drawer(seed, "loss");
        const equity = equityAtFaceUsd(network);
        const rich = {
          ...network,
          externalAssetsUsd: network.externalAssetsUsd.map((assets, i) => assets + 4 - Math.min(0, equity[i] ?? 0)),
        };
        const equityUsd = equityAtFaceUsd(rich);
        const lossUsd = equityUsd.map((value) => (draw() < 0.5 ? value * draw() : 0));
        const valued = networkValuation(rich, lossUsd, { kind: "linear-debtrank" });
        const { final } = debtRank(impactMatrix(rich.liabilitiesUsd, equityUsd), initialStress(lossUsd, equityUsd));
        const relative = valued.equityUsd.map((value, i) => Math.min(1, 1 - value / (equityUsd[i] ?? 1)));
        expect(distance(relative, final)).toBeLessThan(1e-10);
      }),
    );
  });

  test("Black–Cox without volatility to speak of and nothing recovered is Furfine without recovery", () => {
    fc.assert(
      fc.property(networks, ({ network }) => {
        const nothing = network.externalAssetsUsd.map(() => 0);
        const black = networkValuation(network, nothing, { kind: "black-cox", volatility: 1e-9, recovery: 0 });
        const furfine = networkValuation(network, nothing, { kind: "furfine", recovery: 0 });
        expect(distance(black.equityUsd, furfine.equityUsd)).toBeLessThan(1e-9);
      }),
    );
  });
});

test("default probability: sure at zero equity, none without debt, and the reflection principle at E = A(1 − e^(−s²/2))", () => {
  expect([defaultProbability(0, 1, 0.1), defaultProbability(-1, 1, 0.1), defaultProbability(1, 1, 0.1)]).toEqual([
    1, 1, 0,
  ]);
  const s = 0.3;
  const equity = -Math.expm1((-s * s) / 2);
  const probability = defaultProbability(equity, 1, s);
  expect(probability).toBeCloseTo(0.5 + Math.exp((s * s) / 2) * normalDistribution(float, -s), 12);
});
