import { compareFigure, contagionMap, frameFor, roundsFigure, type Scene } from "../../src/figures/index.js";
import { layOut } from "../../src/layout/lay-out.js";
import { calmFixture } from "./calm.js";
import { cascadeFixture } from "./cascade.js";
import { parameterComparison, quietComparison, scenarioComparison } from "./comparison.js";
import type { Fixture } from "./fixture.js";
import { vaultRunFixture } from "./vault-run.js";

export const metadata = { title: "An invented run", scenarioHash: "0".repeat(64), version: "0.0.0" };

const mapOf = ({ run, report }: Fixture, widthMm: 183 | 89): Scene => contagionMap(run, report, { metadata, widthMm });
const roundsOf = ({ run, report }: Fixture): Scene =>
  roundsFigure(run, report, layOut(run.shape, run.result, report, { frame: frameFor(183) }), { metadata });

/** Every figure that the tests look at, by the name of its golden file. */
export const drawings: Readonly<Record<string, () => Scene>> = {
  "cascade-map": () => mapOf(cascadeFixture(), 183),
  "cascade-map-89mm": () => mapOf(cascadeFixture(), 89),
  "cascade-rounds": () => roundsOf(cascadeFixture()),
  "crowd-map": () => mapOf(cascadeFixture(900), 183),
  "vault-run-map": () => mapOf(vaultRunFixture(), 183),
  "vault-run-rounds": () => roundsOf(vaultRunFixture()),
  "calm-map": () => mapOf(calmFixture(), 183),
  "calm-rounds": () => roundsOf(calmFixture()),
  "compare-parameter": () => compareFigure(parameterComparison(), { metadata }),
  "compare-scenarios": () => compareFigure(scenarioComparison(), { metadata }),
  "compare-quiet": () => compareFigure(quietComparison(), { metadata }),
};
