import { type NodeKey, nodeKey } from "../model/network.js";
import type { Scenario } from "../model/scenario.js";

/** Keys of nodes, by place: put together once, since every posting and every event names some. */
export interface Keys {
  readonly assets: readonly NodeKey[];
  readonly markets: readonly NodeKey[];
  readonly oracles: readonly NodeKey[];
  readonly venues: readonly NodeKey[];
  /** Of listed positions. */
  readonly positions: readonly NodeKey[];
}

export function compileKeys({ assets, markets, oracles, venues, positions }: Scenario): Keys {
  return {
    assets: assets.map(({ id }) => nodeKey("asset", id)),
    markets: markets.map(({ id }) => nodeKey("market", id)),
    oracles: oracles.map(({ id }) => nodeKey("oracle", id)),
    venues: venues.map(({ id }) => nodeKey("venue", id)),
    positions: positions.map(({ id }) => nodeKey("position", id)),
  };
}
