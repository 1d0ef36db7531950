import fc from "fast-check";
import { expect, test } from "vitest";
import { clearingVector } from "../../../src/measures/systemic/clearing-vector.js";
import { communicability, failureLinks } from "../../../src/measures/systemic/communicability.js";
import { debtRank, singleHitDebtRank } from "../../../src/measures/systemic/debtrank.js";
import { type ExposureNetwork, equityAtFaceUsd } from "../../../src/measures/systemic/exposure-network.js";
import { cappedImpacts, criticality, impactMatrix, initialStress } from "../../../src/measures/systemic/impacts.js";
import { fromRows, toRows } from "../../../src/measures/systemic/matrix-algebra.js";
import { maximumEntropy } from "../../../src/measures/systemic/maximum-entropy.js";
import { networkValuation } from "../../../src/measures/systemic/network-valuation.js";
import { perron } from "../../../src/measures/systemic/perron.js";
import { recoveryCascade } from "../../../src/measures/systemic/recovery-cascade.js";
import { thresholdCascade } from "../../../src/measures/systemic/threshold-cascade.js";
import { column, distance, drawer, randomNetwork, reordered, reorderedRows, shuffledOrder } from "./random-network.js";

/** Every number by node that the measures give on a network whose first banks lose something. */
function measured(network: ExposureNetwork, lossUsd: Float64Array): Readonly<Record<string, ArrayLike<number>>> {
  const { liabilitiesUsd } = network;
  const buffersUsd = equityAtFaceUsd(network);
  const impacts = impactMatrix(liabilitiesUsd, buffersUsd);
  const initial = initialStress(lossUsd, buffersUsd);
  const margin = Float64Array.from(network.externalAssetsUsd, (assets) => 1 + assets / 8);
  const costs = { externalDebt: "senior" as const, recoveryExternal: 0.8, recoveryClaims: 0.9 };
  const cleared = clearingVector(network, costs);
  return {
    payments: cleared.paymentsUsd,
    waves: cleared.defaultWave,
    recoveryRounds: recoveryCascade(network, 0.4).defaultRound,
    thresholdRounds: thresholdCascade({ liabilitiesUsd, buffersUsd, lossUsd, lossGivenDefault: 0.6 }).defaultRound,
    furfine: networkValuation(network, lossUsd, { kind: "furfine", recovery: 0.3 }).equityUsd,
    differential: debtRank(impacts, initial).final,
    singleHit: singleHitDebtRank(cappedImpacts(impacts), initial).final,
    susceptibility: communicability(failureLinks(liabilitiesUsd, buffersUsd)).susceptibility,
    criticality: criticality(impacts),
    perron: perron(impacts).vector,
    lending: maximumEntropy(margin, margin).lending,
  };
}

test("the order of nodes and their names change nothing", () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 3, max: 12 }), (seed, size) => {
      const network = randomNetwork(seed, { size, density: 0.4, wealth: 4 });
      const draw = drawer(seed, "losses");
      const lossUsd = network.externalAssetsUsd.map((assets) => (draw() < 0.5 ? assets * draw() : 0));
      const order = shuffledOrder(seed, size);
      const moved = {
        names: order.map((old) => `renamed ${old}`),
        liabilitiesUsd: fromRows(reorderedRows(toRows(network.liabilitiesUsd), order)),
        externalAssetsUsd: column(reordered(network.externalAssetsUsd, order)),
        externalDebtsUsd: column(reordered(network.externalDebtsUsd, order)),
      };
      const after = measured(moved, column(reordered(lossUsd, order)));
      for (const [name, values] of Object.entries(measured(network, lossUsd))) {
        const scale = Math.max(1, ...Array.from(values, Math.abs));
        expect(distance(after[name] ?? [], reordered(values, order)) / scale, name).toBeLessThan(1e-10);
      }
    }),
  );
});
