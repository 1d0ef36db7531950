import type { AccountColumns, SlotColumns } from "../src/model/population.js";
import { at } from "../src/numbers/arithmetic.js";
import { ASSETS, type BenchAsset, listedIn, MARKETS } from "./world.js";

/** A task that any scanner can be given: judge every account under a path of prices and count those with health below 1. */
export interface ScanTask {
  readonly accounts: AccountColumns;
  /** rounds × assets, USD. */
  readonly prices: Float64Array;
  /** markets × assets; 0 where a market does not take the asset. */
  readonly thresholds: Float64Array;
  readonly rounds: number;
}

/**
 * Prices by round, over those at the start. Moderate: three coins and all that stands on them are 6 % down from round 1 on, and
 * everything gives way by another hundredth of a percent a round. Falling: all fall by half a percent a round, until one account in
 * twelve is below health 1, and nobody is liquidated. Dollars stay.
 */
export const PRICE_PATHS = {
  moderate: ({ on }: BenchAsset, round: number): number =>
    (round > 0 && on.some((coin) => HIT.includes(coin)) ? 0.94 : 1) * (1 - 0.0001 * round),
  falling: (_: BenchAsset, round: number): number => 1 - 0.005 * round,
} as const;
export type PricePath = keyof typeof PRICE_PATHS;

const HIT = ["COIN0", "COIN1", "COIN2"];

export function scanTask(accounts: AccountColumns, rounds = 30, path: PricePath = "falling"): ScanTask {
  const prices = new Float64Array(rounds * ASSETS.length);
  const thresholds = new Float64Array(MARKETS.length * ASSETS.length);
  for (let round = 0; round < rounds; round += 1) {
    ASSETS.forEach((asset, a) => {
      const over = asset.kind === "dollar" ? 1 : PRICE_PATHS[path](asset, round);
      prices[round * ASSETS.length + a] = asset.priceUsd * over;
    });
  }
  const place = new Map(ASSETS.map(({ id }, a) => [id, a]));
  MARKETS.forEach((_, market) => {
    for (const { id, liquidationThreshold } of listedIn(market))
      thresholds[market * ASSETS.length + (place.get(id) ?? 0)] = liquidationThreshold;
  });
  return { accounts, prices, thresholds, rounds };
}

/**
 * All units in one array and all indices in another, account by account, as many slots for each as the fullest one needs: an empty slot
 * holds 0 units, so that no loop's length has to be guessed.
 */
export interface Interleaved {
  /** Slots of collateral and of debt in each account. */
  readonly width: { readonly collateral: number; readonly debt: number };
  readonly units: Float64Array;
  /** market × assets + asset for collateral, asset for debt. */
  readonly indices: Uint16Array;
}

function widest({ start }: SlotColumns): number {
  let most = 0;
  for (let i = 0; i + 1 < start.length; i += 1) most = Math.max(most, at(start, i + 1) - at(start, i));
  return most;
}

/** The layout in which a full scan in this language is fastest. */
export function interleave({ count, market, assets, collateral, debt }: AccountColumns): Interleaved {
  const width = { collateral: widest(collateral), debt: widest(debt) };
  const perAccount = width.collateral + width.debt;
  const units = new Float64Array(count * perAccount);
  const indices = new Uint16Array(count * perAccount);
  const put = ({ start, asset, units: held }: SlotColumns, i: number, first: number, offset: number): void => {
    for (let slot = at(start, i), k = first; slot < at(start, i + 1); slot += 1, k += 1) {
      units[k] = at(held, slot);
      indices[k] = offset + at(asset, slot);
    }
  };
  for (let i = 0; i < count; i += 1) {
    put(collateral, i, i * perAccount, at(market, i) * assets.length);
    put(debt, i, i * perAccount + width.collateral, 0);
  }
  return { width, units, indices };
}

/** Accounts with health below 1 in each round: the plain full scan that others are compared with. */
export function fullScan({ accounts, prices, thresholds, rounds }: ScanTask, layout: Interleaved): number[] {
  const assets = accounts.assets.length;
  const worth = new Float64Array(thresholds.length);
  const counts: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const price = prices.subarray(round * assets, (round + 1) * assets);
    for (let i = 0; i < worth.length; i += 1) worth[i] = (thresholds[i] as number) * (price[i % assets] as number);
    counts.push(countBelow(layout, accounts.count, worth, price));
  }
  return counts;
}

function countBelow({ width, units, indices }: Interleaved, count: number, worth: Float64Array, price: Float64Array) {
  let below = 0;
  let k = 0;
  for (let i = 0; i < count; i += 1) {
    let capacity = 0;
    for (const end = k + width.collateral; k < end; k += 1)
      capacity += (units[k] as number) * (worth[indices[k] as number] as number);
    let owed = 0;
    for (const end = k + width.debt; k < end; k += 1)
      owed += (units[k] as number) * (price[indices[k] as number] as number);
    if (capacity < owed) below += 1;
  }
  return below;
}
