import { type NodeKey, nodeKey } from "../model/network.js";
import type { Scenario } from "../model/scenario.js";
import type { Target } from "../model/sensitivity.js";
import { openingRun } from "./opening.js";

/** Whose value can be asked after. */
export interface Targets {
  /** The system, actors, vaults, issuers, positions, groups of accounts of tables, markets. */
  readonly every: readonly Target[];
  /** The same without markets and with the first few positions only. */
  readonly usual: readonly Target[];
}

const USUAL_POSITIONS = 8;

/** All targets of a scenario, and those shown unless others are asked for. */
export function targetsOf(scenario: Scenario): Targets {
  const { actors, vaults, issuers, positions, markets } = scenario;
  const owners: readonly Target[] = [
    "system",
    ...actors.map(({ id }) => nodeKey("actor", id)),
    ...vaults.map(({ id }) => nodeKey("vault", id)),
    ...issuers.map(({ id }) => nodeKey("issuer", id)),
  ];
  const accounts = [...positions.map(({ id }) => nodeKey("position", id)), ...groupKeys(scenario)];
  return {
    every: [...owners, ...accounts, ...markets.map(({ id }) => nodeKey("market", id))],
    usual: [...owners, ...accounts.slice(0, USUAL_POSITIONS)],
  };
}

/** Groups of the accounts of populations, the largest first. */
function groupKeys(scenario: Scenario): readonly NodeKey[] {
  const { populations = [], positions } = scenario;
  if (populations.length === 0) return [];
  const listed = new Set(positions.map(({ id }) => id));
  return openingRun(scenario)
    .shape.nodes.filter(({ kind, id }) => kind === "position" && !listed.has(id))
    .toSorted((a, b) => b.valueUsd - a.valueUsd)
    .map(({ key }) => key);
}
