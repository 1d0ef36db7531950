import type { CompoundV3Market, Market, Position } from "../../src/model/scenario.js";
import { type Draws, draws, literal } from "./draws.js";
import { type LendingOptions, PRICES, run } from "./random-lending.js";

const COMET: Readonly<Record<string, readonly [borrow: number, liquidate: number, liquidation: number]>> = {
  ETH: [0.82, 0.86, 0.95],
  stETH: [0.8, 0.85, 0.93],
  ALT: [0.6, 0.7, 0.9],
};

const priceOf = (asset: string): number => PRICES[asset] ?? 1;

function account(d: Draws, place: number, options: LendingOptions): Position {
  const sizeUsd = 10 ** d.between(3, 6);
  const first = d.pick(Object.keys(COMET));
  const second = d.pick(Object.keys(COMET).filter((asset) => asset !== first));
  const parts: readonly (readonly [string, number])[] = d.chance(0.4)
    ? [
        [first, 0.7],
        [second, 0.3],
      ]
    : [[first, 1]];
  const capacityUsd = parts.reduce((sum, [asset, share]) => sum + share * sizeUsd * (COMET[asset]?.[1] ?? 0), 0);
  return {
    ...{ id: `c${place}`, market: "comet", ...(d.chance(0.3) ? { owner: "careful" } : {}) },
    collateral: parts.map(([asset, share]) => ({ asset, units: literal((share * sizeUsd) / priceOf(asset)) })),
    debt: [{ asset: "USDC", units: literal(capacityUsd / d.between(...options.health)) }],
  };
}

function comet(d: Draws, owed: number, options: LendingOptions): CompoundV3Market {
  const supplied = Math.max(owed, 1) * d.pick([1.01, 1.3, 3]);
  return {
    ...{ id: "comet", kind: "compound-v3", base: "USDC", baseOracle: "USDC-oracle", otherBorrowedUnits: literal(0) },
    collaterals: Object.entries(COMET).map(([asset, [borrow, liquidate, liquidation]]) => ({
      ...{ asset, oracle: `${asset}-oracle`, borrowFactor: literal(borrow), liquidateFactor: literal(liquidate) },
      liquidationFactor: literal(liquidation),
    })),
    ...{ storeFrontPriceFactor: literal(d.between(0.3, 0.9)), suppliedUnits: literal(supplied) },
    ...{ reserveUnits: literal(d.pick([0, 0.01, 0.1]) * owed), targetReserveUnits: literal(d.pick([0.05, 10]) * owed) },
    reserveFactor: literal(d.pick([0, 0.1])),
    ...(options.runs && d.chance(0.3) ? { run: run(d, supplied) } : {}),
  };
}

/** Markets that take collateral over and sell it themselves, drawn apart from all else of the same seed. */
export function takeovers(
  seed: number,
  options: LendingOptions,
): { readonly markets: readonly Market[]; readonly positions: readonly Position[] } {
  const d = draws(seed + 1_000_000);
  const positions = Array.from({ length: d.whole(0, 6) }, (_, place) => account(d, place, options));
  const owed = positions.reduce((sum, { debt }) => sum + Number(debt[0]?.units ?? 0), 0);
  return positions.length === 0 ? { markets: [], positions } : { markets: [comet(d, owed, options)], positions };
}
