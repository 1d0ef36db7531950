import type { Balance, Literal, LlammaVenue, UniswapV3Venue, Venue } from "../model/scenario.js";
import { neumaierTotal } from "../numbers/sums.js";

/** What lies in a pool at the start; nothing in a venue that is known by quotes or orders only. */
export function poolBalances(venue: Venue): readonly Balance[] {
  if ("balances" in venue) return venue.balances;
  if (venue.kind === "llamma") return bandBalances(venue);
  return venue.kind === "uniswap-v3" ? rangeBalances(venue) : [];
}

/**
 * What a venue can take: a pool its balances, an order book the units of its bids, a depth curve those at its last point, a power law
 * one day's volume.
 */
export function venueBalances(venue: Venue): readonly Balance[] {
  switch (venue.kind) {
    case "power-law":
      return [{ asset: venue.asset, units: venue.dailyVolumeUnits }];
    case "order-book":
      return [balance(venue.asset, neumaierTotal(venue.bids.map(({ units }) => Number(units))))];
    case "depth-curve":
      return venue.points.slice(-1).map(({ units }) => ({ asset: venue.asset, units }));
    default:
      return poolBalances(venue);
  }
}

/** Per range: x = L(1/√p − 1/√p_b) and y = L(√p − √p_a), with p clamped to the range. Source: Uniswap v3 whitepaper, section 6.2. */
function rangeBalances({ asset, quote, price, ranges }: UniswapV3Venue): readonly Balance[] {
  const held = ranges.map(({ lower, upper, liquidity }) => {
    const [low, high] = [Math.sqrt(Number(lower)), Math.sqrt(Number(upper))];
    const root = Math.min(Math.max(Math.sqrt(Number(price)), low), high);
    return { assetUnits: Number(liquidity) * (1 / root - 1 / high), quoteUnits: Number(liquidity) * (root - low) };
  });
  return [
    balance(asset, neumaierTotal(held.map(({ assetUnits }) => assetUnits))),
    balance(quote, neumaierTotal(held.map(({ quoteUnits }) => quoteUnits))),
  ];
}

const bandBalances = ({ asset, quote, bands }: LlammaVenue): readonly Balance[] => [
  balance(asset, neumaierTotal(bands.map(({ assetUnits }) => Number(assetUnits)))),
  balance(quote, neumaierTotal(bands.map(({ quoteUnits }) => Number(quoteUnits)))),
];

const balance = (asset: string, units: number): Balance => ({ asset, units: String(units) as Literal });
