import { type NodeKey, nodeKey } from "../../model/network.js";
import type { Scenario } from "../../model/scenario.js";
import type { Groups } from "../../network/group-populations.js";

/** A node at which losses stop. Values are what its owners hold at market prices. */
export type Bearer = {
  readonly kind: "position" | "group" | "market" | "vault" | "actor" | "issuer";
  readonly place: number;
  readonly key: NodeKey;
};

/** All bearers, in a fixed order. */
export function bearersOf(scenario: Scenario, groups: Groups): Bearer[] {
  const listed = scenario.positions.map(
    ({ id }, place): Bearer => ({ kind: "position", place, key: nodeKey("position", id) }),
  );
  const grouped = groups.list.map(({ key }, place): Bearer => ({ kind: "group", place, key }));
  const kinds = [
    ["market", scenario.markets],
    ["vault", scenario.vaults],
    ["actor", scenario.actors],
    ["issuer", scenario.issuers],
  ] as const;
  const others = kinds.flatMap(([kind, list]) =>
    list.map(({ id }, place): Bearer => ({ kind, place, key: nodeKey(kind, id) })),
  );
  return [...listed, ...grouped, ...others];
}
