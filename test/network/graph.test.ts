import { expect, it } from "vitest";
import { dependencyGraph } from "../../src/network/graph.js";
import { networkShape } from "../../src/network/shape.js";
import { balance, priceUsd, stakingLoop } from "./small-scenarios.js";

it("keeps every node, and parallel edges apart", () => {
  const twoDebts = {
    ...stakingLoop,
    positions: stakingLoop.positions.map((each) =>
      each.id === "looper" ? { ...each, debt: [balance("WETH", 60), balance("wstETH", 10)] } : each,
    ),
  };
  const shape = networkShape(twoDebts, priceUsd);
  const graph = dependencyGraph(shape);
  expect(graph.order).toBe(shape.nodes.length);
  expect(graph.size).toBe(shape.edges.length);
  const debts = graph
    .edges("position:looper", "market:aave")
    .map((edge) => graph.getEdgeAttributes(edge))
    .sort((a, b) => a.units - b.units);
  expect(debts.map(({ relation, asset, units }) => [relation, asset, units])).toEqual([
    ["lending", "wstETH", 10],
    ["lending", "WETH", 60],
  ]);
  expect(graph.getNodeAttributes("market:aave")).toEqual({
    kind: "market",
    id: "aave",
    valueUsd: 100 * 2400 + 60 * 2000 + 10 * 2400,
  });
});
