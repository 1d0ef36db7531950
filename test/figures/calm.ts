import type { NetworkEdge, NetworkNode } from "../../src/model/network.js";
import { edge, type Fixture, literal, node, quietRound, tell } from "./fixture.js";

/** An invented fall that breaks nobody, over loose parts: no contagion is a result too. */
export function calmFixture(): Fixture {
  const nodes: NetworkNode[] = [];
  const edges: NetworkEdge[] = [];
  for (let i = 0; i < 14; i += 1) {
    nodes.push(node("asset", `Coin ${i}`, 4e6 * (1 + ((i * 7) % 5))), node("market", `Pool ${i}`, 2e6 * (1 + (i % 3))));
    nodes.push(node("position", `Holder ${i}`, 1e6, `Pool ${i}`));
    edges.push(edge(`position:Holder ${i}`, `asset:Coin ${i}`, "collateral", 1e6, `Coin ${i}`));
    edges.push(edge(`position:Holder ${i}`, `market:Pool ${i}`, "lending", 0.3e6, "Dollar"));
  }
  const rounds = [0, 1, 2].map((round) => ({
    ...quietRound(round, 12),
    assets: [{ id: "Coin 0", marketUsd: 0.66, referenceUsd: 0.66 }],
  }));
  return tell({
    title: "An invented calm",
    secondsPerRound: 12,
    assets: [{ id: "Coin 0", priceUsd: literal(1) }],
    nodes,
    edges,
    rounds,
    failed: new Map(),
    transmissions: [],
    shocks: [{ round: 0, to: "asset:Coin 0", valueUsd: 0, text: "Coin 0 falls by 34 %." }],
    closing: { reason: "quiescent", round: 2 },
  });
}
