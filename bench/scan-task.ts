import type { AccountColumns } from "../src/model/population.js";
import { at } from "../src/numbers/arithmetic.js";
import { ASSETS, listedIn, MARKETS } from "./world.js";

/** A task that any scanner can be given: judge every account under a path of prices and count those with health below 1. */
export interface ScanTask {
  readonly accounts: AccountColumns;
  /** rounds × assets, USD. */
  readonly prices: Float64Array;
  /** markets × assets; 0 where a market does not take the asset. */
  readonly thresholds: Float64Array;
  readonly rounds: number;
}

/** Prices that fall by half a percent a round from the start, dollars aside. */
export function scanTask(accounts: AccountColumns, rounds = 30): ScanTask {
  const prices = new Float64Array(rounds * ASSETS.length);
  const thresholds = new Float64Array(MARKETS.length * ASSETS.length);
  for (let round = 0; round < rounds; round += 1) {
    ASSETS.forEach(({ kind, priceUsd }, a) => {
      prices[round * ASSETS.length + a] = kind === "dollar" ? priceUsd : priceUsd * (1 - 0.005 * round);
    });
  }
  const place = new Map(ASSETS.map(({ id }, a) => [id, a]));
  MARKETS.forEach((_, market) => {
    for (const { id, liquidationThreshold } of listedIn(market))
      thresholds[market * ASSETS.length + (place.get(id) ?? 0)] = liquidationThreshold;
  });
  return { accounts, prices, thresholds, rounds };
}

/** All units in one array and all indices in another, account by account: market, counts, then collateral and debt slots. */
export interface Interleaved {
  readonly units: Float64Array;
  readonly indices: Uint16Array;
}

/** The layout in which a full scan in this language is fastest. */
export function interleave({ count, market, collateral, debt }: AccountColumns): Interleaved {
  const slots = collateral.units.length + debt.units.length;
  const units = new Float64Array(slots);
  const indices = new Uint16Array(slots + 2 * count);
  let [u, k] = [0, 0];
  for (let i = 0; i < count; i += 1) {
    const [first, last] = [at(collateral.start, i), at(collateral.start, i + 1)];
    const [from, to] = [at(debt.start, i), at(debt.start, i + 1)];
    indices[k] = at(market, i);
    indices[k + 1] = (last - first) * 16 + (to - from);
    k += 2;
    for (const [side, start, end] of [[collateral, first, last] as const, [debt, from, to] as const]) {
      for (let slot = start; slot < end; slot += 1) {
        units[u] = at(side.units, slot);
        indices[k] = at(side.asset, slot);
        u += 1;
        k += 1;
      }
    }
  }
  return { units, indices };
}

/** Accounts with health below 1 in each round: the plain full scan that others are compared with. */
export function fullScan(
  { accounts, prices, thresholds, rounds }: ScanTask,
  { units, indices }: Interleaved,
): number[] {
  const assets = accounts.assets.length;
  const worth = new Float64Array(thresholds.length);
  const counts: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const from = round * assets;
    for (let i = 0; i < worth.length; i += 1)
      worth[i] = (thresholds[i] as number) * (prices[from + (i % assets)] as number);
    let [below, u, k] = [0, 0, 0];
    for (let i = 0; i < accounts.count; i += 1) {
      const market = (indices[k] as number) * assets;
      const sizes = indices[k + 1] as number;
      k += 2;
      let capacity = 0;
      for (let left = sizes >> 4; left > 0; left -= 1) {
        capacity += (units[u] as number) * (worth[market + (indices[k] as number)] as number);
        u += 1;
        k += 1;
      }
      let owed = 0;
      for (let left = sizes & 15; left > 0; left -= 1) {
        owed += (units[u] as number) * (prices[from + (indices[k] as number)] as number);
        u += 1;
        k += 1;
      }
      if (capacity < owed) below += 1;
    }
    counts.push(below);
  }
  return counts;
}
