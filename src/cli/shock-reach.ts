import { type NetworkShape, type NodeKey, nodeKey } from "../model/network.js";
import type { Scenario, Shock } from "../model/scenario.js";
import { dependencyGraph, type Reach, reach } from "../network/index.js";
import { describeShock } from "./describe.js";

/** Who depends on what the shocks of a scenario strike. */
export interface ShockReach {
  /** In sentences. */
  readonly shocks: readonly string[];
  readonly struck: readonly NodeKey[];
  readonly deepest: number;
  /** What is struck itself is left out. */
  readonly totals: Reach["totals"];
}

function struckBy(shock: Shock): NodeKey {
  if (shock.kind === "issuer-loss" || shock.kind === "redemption-gate") return nodeKey("issuer", shock.issuer);
  if (shock.kind === "vault-write-off") return nodeKey("vault", shock.vault);
  if (shock.kind === "oracle-fault") return nodeKey("oracle", shock.oracle);
  if (shock.kind === "circuit-breaker") return nodeKey("venue", shock.venue);
  if ("market" in shock) return nodeKey("market", shock.market);
  if (shock.kind !== "capital-injection") return nodeKey("asset", shock.asset);
  if ("issuer" in shock.into) return nodeKey("issuer", shock.into.issuer);
  return "vault" in shock.into ? nodeKey("vault", shock.into.vault) : nodeKey("market", shock.into.market);
}

/** Follows the shocks of a scenario through its graph; absent where it has none. */
export function shockReach({ shocks }: Scenario, shape: NetworkShape): ShockReach | undefined {
  if (shocks.length === 0) return undefined;
  const struck = [...new Set(shocks.map(struckBy))];
  const { deepest, totals } = reach(dependencyGraph(shape), struck);
  return { shocks: shocks.map(describeShock), struck, deepest, totals };
}
