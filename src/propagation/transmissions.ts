import { type NodeKey, nodeKey } from "../model/network.js";
import { CHANNELS, type Transmission } from "../model/result.js";
import type { Scenario } from "../model/scenario.js";
import type { Recorder } from "./recorder.js";
import type { World } from "./world.js";

/** Edges that carried a loss, by the round they first did, then in the order of the scenario. */
export function transmissions<N>({ n, scenario }: World<N>, recorder: Recorder<N>): Transmission[] {
  const places = new Map(nodeKeys(scenario).map((key, place) => [key, place]));
  const place = (key: NodeKey): number => places.get(key) ?? -1;
  return [...recorder.losses.carried.values()]
    .flatMap(({ amounts, ...edge }): Transmission[] => {
      const lossUsd = n.toNumber(n.total(amounts));
      return lossUsd > 0 ? [{ ...edge, lossUsd }] : [];
    })
    .sort(
      (a, b) =>
        a.firstRound - b.firstRound ||
        place(a.from) - place(b.from) ||
        place(a.to) - place(b.to) ||
        CHANNELS.indexOf(a.channel) - CHANNELS.indexOf(b.channel),
    );
}

function nodeKeys(scenario: Scenario): NodeKey[] {
  const kinds = [
    ["asset", scenario.assets],
    ["venue", scenario.venues],
    ["issuer", scenario.issuers],
    ["market", scenario.markets],
    ["vault", scenario.vaults],
    ["actor", scenario.actors],
    ["position", scenario.positions],
  ] as const;
  return kinds.flatMap(([kind, list]) => list.map(({ id }) => nodeKey(kind, id)));
}
