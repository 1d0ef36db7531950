import { describe, expect, test } from "vitest";
import { givenExposures } from "../../../src/measures/exposures/given-exposures.js";
import { networkReport } from "../../../src/measures/exposures/network-report.js";
import { ExposureError } from "../../../src/measures/systemic/exposure-network.js";

/** paolobarucca/neva, Exercise5.m: bank 1 owes bank 2, which owes bank 3, which owes bank 1; bank 1 loses 2. */
const RING = {
  nodes: [
    { node: "one", equityUsd: 1, externalAssetsUsd: 20, externalDebtsUsd: 17, lossUsd: 2 },
    { node: "two", equityUsd: 3, externalAssetsUsd: 20, externalDebtsUsd: 18 },
    { node: "three", equityUsd: 3, externalAssetsUsd: 10, externalDebtsUsd: 8 },
  ],
  claims: [
    { from: "two", to: "one", usd: 4 },
    { from: "three", to: "two", usd: 3 },
    { from: "one", to: "three", usd: 2 },
  ],
  holdings: [],
  assets: [],
};

describe("one system of three banks, five conventions, five answers, each labelled", () => {
  const { findings, scores } = networkReport(givenExposures(RING), {
    recoveryExternal: 0.5,
    recoveryClaims: 1,
    recovery: 0.5,
  });
  const equity = (measure: string) =>
    scores
      .find((score) => score.measure === measure && score.quantity === "equity")
      ?.values.map((value) => Number((value ?? 0).toFixed(9)));

  test("under linear DebtRank, Furfine and Eisenberg–Noe with external debts first", () => {
    expect(equity("neva-linear-debtrank")).toEqual([-3, -1, 0]);
    expect(equity("neva-furfine")).toEqual([-1, 1, 3]);
    expect(equity("neva-eisenberg-noe")).toEqual([-1, 2, 3]);
  });

  test("pari passu bank 1 pays 20 of 21, and with half of its external assets gone 11 of 21", () => {
    const recovery = (measure: string) =>
      scores.find((score) => score.measure === measure && score.quantity === "recovery")?.values[0];
    expect(recovery("clearing-en")).toBeCloseTo(20 / 21, 12);
    expect(recovery("clearing-rv")).toBeCloseTo(11 / 21, 12);
  });

  test("all five carry different conventions", () => {
    const measures = ["neva-linear-debtrank", "neva-furfine", "neva-eisenberg-noe", "clearing-en", "clearing-rv"];
    const labels = measures.map((measure) => {
      const found = findings.find((each) => each.measure === measure);
      expect(found?.convergence?.residual).toBeLessThanOrEqual(found?.convergence?.tolerance ?? -1);
      return JSON.stringify(found?.conventions);
    });
    expect(new Set(labels).size).toBe(5);
  });
});

describe("books that are given in part", () => {
  const books = (node: object) =>
    givenExposures({ ...RING, nodes: [{ node: "one", equityUsd: 1, ...node }, ...RING.nodes.slice(1)] });

  test("external assets and debts are as little as balances them", () => {
    const { before } = books({});
    // Equity 1, owes 4, has claims of 2: external assets of 3, and nothing owed outside.
    expect([before.externalAssetsUsd[0], before.externalDebtsUsd[0]]).toEqual([3, 0]);
    const known = books({ externalDebtsUsd: 17 }).before;
    expect([known.externalAssetsUsd[0], known.externalDebtsUsd[0]]).toEqual([20, 17]);
  });

  test("what cannot balance is told, all at once", () => {
    const nodes = RING.nodes.map((node) => ({ ...node, externalAssetsUsd: 1 }));
    expect(() => givenExposures({ ...RING, nodes })).toThrow(ExposureError);
    try {
      givenExposures({ ...RING, nodes });
    } catch (error) {
      expect(error instanceof ExposureError ? error.problems.length : 0).toBeGreaterThanOrEqual(3);
    }
  });

  test("holdings that fall in price are lost in that measure, and are part of external assets", () => {
    const exposures = givenExposures({
      ...RING,
      nodes: RING.nodes.map(({ lossUsd: _, ...node }) => node),
      holdings: [
        { node: "one", asset: "bonds", usd: 10 },
        { node: "two", asset: "bonds", usd: 5 },
      ],
      assets: [{ asset: "bonds", depthUsd: 50, fall: 0.2 }],
    });
    expect([...exposures.lossUsd]).toEqual([2, 1, 0]);
    // Selling all 10 moves the price by 10/50: the other loses a fifth of 5, and the other way round a tenth of 10.
    const inflicted = networkReport(exposures).scores.find(({ quantity }) => quantity === "inflicted loss")?.values;
    expect(inflicted).toEqual([1, 1, 0]);
  });
});
