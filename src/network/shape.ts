import type { NetworkShape } from "../model/network.js";
import type { Scenario } from "../model/scenario.js";
import { networkEdges } from "./edges.js";
import { networkNodes, type PriceUsd } from "./nodes.js";

/**
 * The dependency graph of a scenario at the start, as plain data in doubles.
 *
 * Values are units × `priceUsd(asset)`, the market price in USD: the stated one, or a claim's net asset value where none is stated,
 * which the caller has from clearing. Nodes and edges follow the order of the scenario; every position is a node.
 */
export function networkShape(scenario: Scenario, priceUsd: PriceUsd): NetworkShape {
  return { nodes: networkNodes(scenario, priceUsd), edges: networkEdges(scenario, priceUsd) };
}
