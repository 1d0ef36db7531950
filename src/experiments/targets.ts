import { nodeKey } from "../model/network.js";
import type { Scenario } from "../model/scenario.js";
import type { Target } from "../model/sensitivity.js";

/** Whose value can be asked after. */
export interface Targets {
  /** The system, actors, vaults, issuers, positions, markets. */
  readonly every: readonly Target[];
  /** The same without markets and with the first few positions only. */
  readonly usual: readonly Target[];
}

const USUAL_POSITIONS = 8;

/** All targets of a scenario, and those shown unless others are asked for. */
export function targetsOf({ actors, vaults, issuers, positions, markets }: Scenario): Targets {
  const owners: readonly Target[] = [
    "system",
    ...actors.map(({ id }) => nodeKey("actor", id)),
    ...vaults.map(({ id }) => nodeKey("vault", id)),
    ...issuers.map(({ id }) => nodeKey("issuer", id)),
  ];
  const accounts = positions.map(({ id }) => nodeKey("position", id));
  return {
    every: [...owners, ...accounts, ...markets.map(({ id }) => nodeKey("market", id))],
    usual: [...owners, ...accounts.slice(0, USUAL_POSITIONS)],
  };
}
