import { type NetworkNode, nodeKey } from "../model/network.js";
import type { Scenario } from "../model/scenario.js";
import type { Target } from "../model/sensitivity.js";
import { openingRun } from "./opening.js";

/** Whose value can be asked after. */
export interface Targets {
  /** The system, actors, vaults, issuers, positions and groups of accounts of tables (those that post most first), markets. */
  readonly every: readonly Target[];
  /** The same without markets, and of the positions the first few, one of those alike. */
  readonly usual: readonly Target[];
}

const USUAL_POSITIONS = 8;

/** All targets of a scenario, and those shown unless others are asked for. */
export function targetsOf(scenario: Scenario): Targets {
  const { actors, vaults, issuers, markets } = scenario;
  const owners: readonly Target[] = [
    "system",
    ...actors.map(({ id }) => nodeKey("actor", id)),
    ...vaults.map(({ id }) => nodeKey("vault", id)),
    ...issuers.map(({ id }) => nodeKey("issuer", id)),
  ];
  const accounts = openingRun(scenario)
    .shape.nodes.filter(({ kind }) => kind === "position")
    .toSorted((a, b) => b.valueUsd - a.valueUsd);
  const keys = (nodes: readonly NetworkNode[]): readonly Target[] => nodes.map(({ key }) => key);
  return {
    every: [...owners, ...keys(accounts), ...markets.map(({ id }) => nodeKey("market", id))],
    usual: [...owners, ...keys(oneOfEach(accounts).slice(0, USUAL_POSITIONS))],
  };
}

/** The first of those in one market that post the same, to the dollar's last digit. */
function oneOfEach(accounts: readonly NetworkNode[]): readonly NetworkNode[] {
  const kinds = new Map<string, NetworkNode>();
  for (const account of accounts) {
    const kind = `${account.market ?? ""} ${account.valueUsd}`;
    if (!kinds.has(kind)) kinds.set(kind, account);
  }
  return [...kinds.values()];
}
