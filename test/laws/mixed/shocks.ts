import type { Market, Shock, Venue } from "../../../src/model/scenario.js";
import { type Draws, literal } from "../draws.js";
import { type Asset, PRICES } from "./part.js";

const change = (d: Draws, asset: Asset, severity: number): Shock => ({
  ...{ kind: "price", round: d.whole(0, 3), asset },
  change: literal(d.chance(0.2) ? d.between(0, severity / 2) : -d.between(0, severity)),
});

function fault(d: Draws, asset: Asset): Shock {
  const usd = PRICES[asset];
  const round = d.whole(0, 2);
  return {
    ...{ kind: "oracle-fault", round, oracle: `${asset}-oracle` },
    ...(d.chance(0.8) ? { toRound: round + d.whole(0, 3) } : {}),
    fault: d.pick([
      { kind: "freeze" },
      { kind: "stale-pause" },
      { kind: "floor", floorUsd: literal(usd * 0.95) },
      { kind: "price", priceUsd: literal(usd * d.between(0.6, 1.3)) },
    ] as const),
  };
}

function intervention(d: Draws, market: Market): Shock[] {
  const round = d.whole(0, 3);
  if (d.chance(0.3))
    return [
      { kind: "pause", round, market: market.id },
      { kind: "unpause", round: round + 1, market: market.id },
    ];
  if (!("reserves" in market)) return [];
  const into = { market: market.id, asset: "USD" };
  return d.pick<Shock[]>([
    [{ kind: "set-terms", round, market: market.id, asset: "ETH", liquidationThreshold: literal(d.between(0.6, 0.8)) }],
    [{ kind: "oracle-switch", round, market: market.id, asset: "ETH", oracle: "ETH-other" }],
    [{ kind: "capital-injection", round, units: literal(d.between(1e3, 1e6)), into }],
    [{ kind: "freeze", round, market: market.id }],
  ]);
}

/** Falls and rises of prices, sales, faults of oracles, and what those who run protocols do about it. */
export function randomShocks(d: Draws, markets: readonly Market[], venues: readonly Venue[]): Shock[] {
  const severity = d.pick([0.05, 0.15, 0.15, 0.5]);
  const drawn: Shock[] = [change(d, "ETH", severity)];
  for (const asset of ["ETH", "BTC", "ALT"] as const) if (d.chance(0.4)) drawn.push(change(d, asset, severity));
  if (d.chance(0.3)) drawn.push(change(d, d.pick(["stETH", "DAI", "fund"]), severity / 4));
  if (d.chance(0.4)) {
    const units = literal(d.between(1, 800));
    drawn.push({ kind: "sale", round: d.whole(0, 3), asset: "ETH", units, into: "USD" });
  }
  if (d.chance(0.25))
    drawn.push({ kind: "sale", round: d.whole(0, 3), asset: "DAI", units: literal(d.between(1e3, 1e6)), into: "USD" });
  if (d.chance(0.35)) drawn.push(fault(d, d.pick(["ETH", "BTC", "stETH", "ALT", "USD"])));
  for (const market of markets) if (d.chance(0.2)) drawn.push(...intervention(d, market));
  const venue = d.pick(venues);
  if (d.chance(0.2))
    drawn.push({ kind: "circuit-breaker", round: 0, venue: venue.id, move: literal(0.05), rounds: d.whole(1, 3) });
  return drawn;
}
