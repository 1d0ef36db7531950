import type { LlammaVenue, ProviderExit, Venue } from "../../../src/model/scenario.js";
import { type Draws, literal } from "../draws.js";
import { type Asset, PRICES } from "./part.js";

interface Pair {
  readonly id: string;
  readonly asset: Asset;
  readonly quote: Asset;
  /** Worth of what the venue trades, on one side. */
  readonly depthUsd: number;
}

const base = (d: Draws, id: string) => ({ id, arbitragePerRound: literal(d.pick([0, 0, 0.3, 1])) });
const fee = (d: Draws) => literal(d.pick([0, 0.0005, 0.003]));
const price = ({ asset, quote }: Pair): number => PRICES[asset] / PRICES[quote];
const units = ({ asset, depthUsd }: Pair): number => depthUsd / PRICES[asset];

const providers = (d: Draws, { asset }: Pair): { readonly providers?: ProviderExit } => {
  if (!d.chance(0.25)) return {};
  const trigger = d.pick<ProviderExit["trigger"]>([
    { kind: "round", round: d.whole(0, 3) },
    { kind: "price-below", asset, priceUsd: literal(PRICES[asset] * d.between(0.7, 0.99)) },
  ]);
  return { providers: { withdrawShare: literal(d.pick([0.3, 0.9])), trigger } };
};

const balances = (pair: Pair, first = 1, second = 1) => [
  { asset: pair.asset, units: literal(units(pair) * first) },
  { asset: pair.quote, units: literal((pair.depthUsd / PRICES[pair.quote]) * second) },
];

type Make = (d: Draws, pair: Pair) => Venue;

const constantProduct: Make = (d, pair) => ({
  ...{ ...base(d, pair.id), ...providers(d, pair), kind: "constant-product", balances: balances(pair), fee: fee(d) },
});

const weighted: Make = (d, pair) => ({
  ...{ ...base(d, pair.id), ...providers(d, pair), kind: "weighted", balances: balances(pair, 4, 1), fee: fee(d) },
  weights: [
    { asset: pair.asset, weight: literal(0.8) },
    { asset: pair.quote, weight: literal(0.2) },
  ],
});

const stableswap: Make = (d, pair) => ({
  ...{ ...base(d, pair.id), ...providers(d, pair), kind: "stableswap", balances: balances(pair), fee: fee(d) },
  amplification: literal(d.pick([10, 50, 200])),
});

const uniswapV3: Make = (d, pair) => {
  const p = price(pair);
  // A range from p/1.2 to 1.2·p with liquidity L holds L·√p·(1 − 1/√1.2) of the quote.
  const liquidity = pair.depthUsd / PRICES[pair.quote] / (Math.sqrt(p) * (1 - 1 / Math.sqrt(1.2)));
  const range = (low: number, high: number, share: number) => ({
    ...{ lower: literal(p * low), upper: literal(p * high), liquidity: literal(liquidity * share) },
  });
  return {
    ...{ ...base(d, pair.id), ...providers(d, pair), kind: "uniswap-v3", asset: pair.asset, quote: pair.quote },
    ...{ price: literal(p), fee: fee(d) },
    ranges: [range(1 / 1.2, 1.2, 1), range(0.4, 1.02, 0.5), ...(d.chance(0.5) ? [range(0.6, 0.8, 0.7)] : [])],
  };
};

const orderBook: Make = (d, pair) => {
  const level = (away: number, share: number) => ({
    price: literal(price(pair) * away),
    units: literal(units(pair) * share),
  });
  return {
    ...{ ...base(d, pair.id), ...providers(d, pair), kind: "order-book", asset: pair.asset, quote: pair.quote },
    bids: [level(1, 0.05), level(0.995, 0.2), level(0.9, 0.5), level(0.5, 1)],
    asks: d.chance(0.8) ? [level(1.001, 0.1), level(1.05, 0.6)] : [],
  };
};

const depthCurve: Make = (d, pair) => ({
  ...{ ...base(d, pair.id), ...providers(d, pair), kind: "depth-curve", asset: pair.asset, quote: pair.quote },
  points: [
    { units: literal(units(pair) * 0.1), impact: literal(0.004) },
    { units: literal(units(pair) * 0.4), impact: literal(0.03) },
    { units: literal(units(pair)), impact: literal(0.2) },
  ],
});

const powerLaw: Make = (d, pair) => ({
  ...{ ...base(d, pair.id), kind: "power-law", asset: pair.asset, quote: pair.quote, prefactor: literal(1) },
  ...{ dailyVolatility: literal(d.between(0.02, 0.08)), dailyVolumeUnits: literal(units(pair)) },
  exponent: literal(d.pick([0.5, 1])),
});

const gmxPool: Make = (d, pair) => ({
  ...{ ...base(d, pair.id), kind: "gmx-pool", balances: balances(pair, d.pick([1, 0.9])), fee: fee(d) },
  impact: {
    exponent: literal(2),
    positiveFactor: literal(0.02 / pair.depthUsd),
    negativeFactor: literal(0.04 / pair.depthUsd),
  },
});

/** Bands above the price hold the asset, those below the quote; band 0 begins 1 % over the price. */
const llamma = (d: Draws, pair: Pair): LlammaVenue => ({
  ...{ ...base(d, pair.id), kind: "llamma", asset: pair.asset, quote: pair.quote, amplification: literal(100) },
  ...{ basePrice: literal(price(pair)), firstBand: -3, fee: fee(d) },
  bands: [
    ...Array.from({ length: 3 }, () => ({ assetUnits: literal(units(pair) / 3), quoteUnits: literal(0) })),
    ...Array.from({ length: 4 }, () => ({
      assetUnits: literal(0),
      quoteUnits: literal(pair.depthUsd / PRICES[pair.quote] / 4),
    })),
  ],
});

/** Every kind of venue, by name. */
export const VENUES = {
  ...{ constantProduct, weighted, stableswap, uniswapV3, orderBook, depthCurve, powerLaw, gmxPool, llamma },
} as const;

const ANY: readonly Make[] = [
  ...[constantProduct, constantProduct, weighted, uniswapV3, orderBook, depthCurve, powerLaw, gmxPool, llamma],
];
const STABLE: readonly Make[] = [stableswap, stableswap, constantProduct, uniswapV3, orderBook, depthCurve];

/** One or two venues, of any kinds, for each of the pairs. */
export function randomVenues(d: Draws, pairs: readonly (readonly [asset: Asset, quote: Asset])[]): Venue[] {
  return pairs.flatMap(([asset, quote]) => {
    const kinds = PRICES[asset] === PRICES[quote] ? STABLE : ANY;
    return Array.from({ length: d.chance(0.4) ? 2 : 1 }, (_, i) => {
      const depthUsd = 10 ** d.between(5.5, 7.5);
      return d.pick(kinds)(d, { id: `${asset}/${quote} ${i}`, asset, quote, depthUsd });
    });
  });
}
