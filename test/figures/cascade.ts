import type { NetworkEdge, NetworkNode, NodeKey } from "../../src/model/network.js";
import type { Transmission } from "../../src/model/report.js";
import type { Round } from "../../src/model/result.js";
import { edge, type Fixture, literal, lost, node, quietRound, tell } from "./fixture.js";

const MARKETS = ["Lender 1", "Lender 2", "Lender 3", "Lender 4"];
const COLLATERAL = ["Asset A", "Asset B", "Staked A"];

/** A repeatable scatter of sizes: the fractional part of i·φ. */
const scatter = (i: number): number => (i * 0.6180339887498949) % 1;

/** An invented fall of 12 % that sets off five rounds of liquidations over `positions` accounts. */
export function cascadeFixture(positions = 28): Fixture {
  const nodes: NetworkNode[] = [
    node("asset", "Asset A", 9.4e9),
    node("asset", "Asset B", 6.1e9),
    node("asset", "Staked A", 2.4e9),
    node("asset", "Dollar", 4.2e9),
    node("venue", "DEX 1", 1.1e9),
    node("venue", "DEX 2", 1.9e9),
    node("venue", "DEX 3", 0.3e9),
    ...MARKETS.map((id, i) => node("market", id, [3.4e9, 1.4e9, 2.1e9, 0.7e9][i] ?? 0)),
    node("vault", "Vault 1", 0.9e9),
    node("vault", "Vault 2", 0.5e9),
    node("issuer", "Staking", 2.4e9),
    node("oracle", "Feed A", 0),
  ];
  const edges: NetworkEdge[] = [
    edge("asset:Asset A", "venue:DEX 1", "liquidity", 1.1e9, "Asset A"),
    edge("asset:Asset A", "venue:DEX 2", "liquidity", 0.9e9, "Asset A"),
    edge("asset:Asset B", "venue:DEX 2", "liquidity", 1e9, "Asset B"),
    edge("asset:Staked A", "venue:DEX 3", "liquidity", 0.3e9, "Staked A"),
    edge("asset:Dollar", "venue:DEX 1", "liquidity", 0.6e9, "Dollar"),
    edge("asset:Staked A", "issuer:Staking", "claim", 2.4e9, "Staked A"),
    edge("issuer:Staking", "asset:Asset A", "backing", 2.4e9, "Asset A"),
    edge("vault:Vault 1", "market:Lender 2", "lending", 0.6e9, "Dollar"),
    edge("vault:Vault 1", "market:Lender 3", "lending", 0.3e9, "Dollar"),
    edge("vault:Vault 2", "market:Lender 4", "lending", 0.5e9, "Dollar"),
    edge("vault:Vault 1", "asset:Dollar", "backing", 0.9e9, "Dollar"),
    edge("oracle:Feed A", "asset:Asset A", "pricing", 0, "Asset A"),
    edge("market:Lender 1", "oracle:Feed A", "pricing", 0),
  ];
  const failed = new Map<NodeKey, number>();
  const transmissions: Transmission[] = [
    { from: "asset:Asset A", to: "asset:Staked A", channel: "claim", firstRound: 1, lossUsd: 0.31e9 },
    { from: "market:Lender 2", to: "vault:Vault 1", channel: "claim", firstRound: 4, lossUsd: 0.12e9 },
    { from: "market:Lender 4", to: "vault:Vault 2", channel: "claim", firstRound: 5, lossUsd: 0.2e9 },
    { from: "asset:Asset A", to: "asset:Asset B", channel: "price", firstRound: 2, lossUsd: 0.08e9 },
  ];
  for (let i = 0; i < positions; i += 1) {
    const key: NodeKey = `position:P${i + 1}`;
    const market = MARKETS[i % 4] ?? "";
    const asset = COLLATERAL[(i * 7) % 5 > 2 ? 1 : (i * 3) % 8 === 0 ? 2 : 0] ?? "";
    const valueUsd = 2e6 + 4.2e8 * scatter(i + 1) ** 4;
    nodes.push(node("position", `P${i + 1}`, valueUsd, market));
    edges.push(edge(key, `asset:${asset}`, "collateral", valueUsd, asset));
    if (i % 6 === 5) edges.push(edge(key, "asset:Asset A", "collateral", valueUsd / 4, "Asset A"));
    edges.push(edge(key, `market:${market}`, "lending", valueUsd * (0.3 + 0.6 * scatter(2 * i + 1)), "Dollar"));
    if (i % 3 === 0) continue;
    const round = 1 + (((i * 5) % 7) % 5);
    failed.set(key, round);
    transmissions.push({
      from: `asset:${asset}`,
      to: key,
      channel: "price",
      firstRound: round,
      lossUsd: valueUsd * 0.35,
    });
    if (i % 7 === 4)
      transmissions.push({
        from: key,
        to: `market:${market}`,
        channel: "claim",
        firstRound: round,
        lossUsd: valueUsd * 0.1,
      });
  }
  failed.set("vault:Vault 2", 5);
  const pricesA = [0.88, 0.85, 0.82, 0.79, 0.76, 0.74];
  const pricesB = [1, 0.97, 0.92, 0.9, 0.88, 0.88];
  const oracleA = [1, 0.88, 0.86, 0.82, 0.79, 0.75];
  const sold = [0, 1.9e9, 1.2e9, 1.4e9, 0.6e9, 0.1e9];
  const rounds: Round[] = pricesA.map((price, i) => ({
    ...quietRound(i, 12),
    assets: [
      { id: "Asset A", marketUsd: 2000 * price, referenceUsd: 1760 },
      { id: "Asset B", marketUsd: 50 * (pricesB[i] ?? 1), referenceUsd: 50 },
      { id: "Staked A", marketUsd: 2100 * price * 0.99, referenceUsd: 1850 },
      { id: "Dollar", marketUsd: 1, referenceUsd: 1 },
    ],
    oracles: [{ id: "Feed A", priceUsd: 2000 * (oracleA[i] ?? 1) }],
    liquidations: i === 0 ? 0 : 4,
    liquidatedUsd: (sold[i] ?? 0) * 1.02,
    soldUsd: sold[i] ?? 0,
    badDebtUsd: i < 4 ? 0 : 0.16e9,
    lossUsd: lost(i === 0 ? { direct: 1.13e9 } : { price: (sold[i] ?? 0) * 0.3, claim: i < 4 ? 0 : 0.16e9 }),
  }));
  return tell({
    title: "An invented cascade",
    secondsPerRound: 12,
    assets: [
      { id: "Asset A", priceUsd: literal(2000) },
      { id: "Asset B", priceUsd: literal(50) },
      { id: "Staked A", priceUsd: literal(2100) },
      { id: "Dollar", priceUsd: literal(1) },
    ],
    oracles: [{ id: "Feed A", kind: "twap", asset: "Asset A", windowSeconds: literal(12) }],
    nodes,
    edges,
    rounds,
    failed,
    transmissions,
    shocks: [{ round: 0, to: "asset:Asset A", valueUsd: 0, text: "Asset A falls by 12 %." }],
    closing: { reason: "quiescent", round: 5 },
  });
}
