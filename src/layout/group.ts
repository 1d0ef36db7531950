import { leverageBand } from "../model/leverage-band.js";
import type { NetworkEdge, NetworkShape, NodeKey } from "../model/network.js";

/** Where one position is drawn: the key and label it shares with its group. */
export interface Seat {
  readonly key: string;
  readonly label: string;
}

interface Stake {
  readonly market: string;
  collateralUsd: number;
  debtUsd: number;
  mainCollateral: string;
  mainUsd: number;
}

/**
 * Seats of the positions on the map. Up to `limit` positions sit alone. Above it they are grouped by market × main collateral ×
 * leverage band; where that still makes more than `limit` groups, by market × main collateral; then by market. Where positions lie in
 * several markets, the bands are labelled with the market, less the words that all of them begin with.
 */
export function seatPositions(shape: NetworkShape, limit: number): ReadonlyMap<NodeKey, Seat> {
  const stakes = stakesOf(shape);
  const name = shortNames([...stakes.values()].map((stake) => stake.market));
  const levels: readonly ((key: NodeKey, stake: Stake) => Seat)[] = [
    (key) => ({ key, label: key.slice("position:".length) }),
    (_, s) => {
      const band = leverageBand(s.collateralUsd, s.debtUsd);
      return {
        key: `group:${s.market}|${s.mainCollateral}|${band}`,
        label: `${name(s.market)}${s.mainCollateral} ${band}`,
      };
    },
    (_, s) => ({ key: `group:${s.market}|${s.mainCollateral}`, label: `${s.mainCollateral} in ${s.market}` }),
    (_, s) => ({ key: `group:${s.market}`, label: `positions in ${s.market}` }),
  ];
  for (const [depth, level] of levels.entries()) {
    const seats = new Map<NodeKey, Seat>();
    for (const [key, stake] of stakes) seats.set(key, level(key, stake));
    const distinct = new Set([...seats.values()].map((seat) => seat.key)).size;
    if (distinct <= limit || depth === levels.length - 1) return seats;
  }
  return new Map();
}

/** What a market is called before a band, with a space after it: "v2 " and "v3 " for aave-v2 and aave-v3; nothing for a lone market. */
function shortNames(markets: readonly string[]): (market: string) => string {
  const distinct = [...new Set(markets)];
  const [first] = distinct;
  if (first === undefined || distinct.length === 1) return () => "";
  const words = first.split("-");
  const begins = (count: number): string => words.slice(0, count).join("-");
  const shared = words.findIndex((_, i) => !distinct.every((market) => market.startsWith(`${begins(i + 1)}-`)));
  const skip = shared <= 0 ? 0 : begins(shared).length + 1;
  return (market) => `${market.slice(skip)} `;
}

function stakesOf(shape: NetworkShape): ReadonlyMap<NodeKey, Stake> {
  const stakes = new Map<NodeKey, Stake>();
  for (const node of shape.nodes) {
    if (node.kind !== "position") continue;
    stakes.set(node.key, {
      market: node.market ?? "no market",
      collateralUsd: 0,
      debtUsd: 0,
      mainCollateral: "no collateral",
      mainUsd: 0,
    });
  }
  for (const edge of [...shape.edges].sort(byEnds)) {
    const stake = stakes.get(edge.from);
    if (stake === undefined) continue;
    if (edge.relation === "lending") stake.debtUsd += edge.valueUsd;
    if (edge.relation !== "collateral") continue;
    stake.collateralUsd += edge.valueUsd;
    if (edge.valueUsd > stake.mainUsd) {
      stake.mainUsd = edge.valueUsd;
      stake.mainCollateral = edge.asset ?? edge.to.slice(edge.to.indexOf(":") + 1);
    }
  }
  return stakes;
}

/** One order of edges whatever order the scenario lists them in: sums then round alike. */
export const byEnds = (a: NetworkEdge, b: NetworkEdge): number =>
  compareText(a.from, b.from) ||
  compareText(a.to, b.to) ||
  compareText(a.relation, b.relation) ||
  a.valueUsd - b.valueUsd;

export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
