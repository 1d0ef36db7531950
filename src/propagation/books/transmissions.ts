import { type NodeKey, nodeKey } from "../../model/network.js";
import { CHANNELS, type Transmission } from "../../model/result.js";
import { totalOfRunning } from "../../numbers/arithmetic.js";
import type { World } from "../world.js";
import type { Recorder } from "./recorder.js";

/** Edges that carried a loss, by the round they first did, then in the order of the scenario. */
export function transmissions<N>(world: World<N>, recorder: Recorder<N>): Transmission[] {
  const { n } = world;
  const places = new Map(nodeKeys(world).map((key, place) => [key, place]));
  const place = (key: NodeKey): number => places.get(key) ?? -1;
  return (recorder.losses.carried?.list ?? [])
    .flatMap(({ lossUsd: carried, ...edge }): Transmission[] => {
      const lossUsd = n.toNumber(totalOfRunning(n, carried));
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

function nodeKeys<N>({ scenario, groups }: World<N>): NodeKey[] {
  const kinds = [
    ["asset", scenario.assets],
    ["venue", scenario.venues],
    ["issuer", scenario.issuers],
    ["market", scenario.markets],
    ["vault", scenario.vaults],
    ["actor", scenario.actors],
    ["position", scenario.positions],
  ] as const;
  const listed = kinds.flatMap(([kind, list]) => list.map(({ id }) => nodeKey(kind, id)));
  return [...listed, ...groups.list.map(({ key }) => key)];
}
