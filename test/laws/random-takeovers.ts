import type {
  AuctionCurve,
  CompoundV3Market,
  DebtAuction,
  MakerMarket,
  Market,
  Position,
} from "../../src/model/scenario.js";
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

function vault(d: Draws, place: number, options: LendingOptions): Position {
  const sizeUsd = 10 ** d.between(3, 6);
  return {
    ...{ id: `m${place}`, market: "maker", ...(d.chance(0.3) ? { owner: "careful" } : {}) },
    collateral: [{ asset: "ETH", units: literal(sizeUsd / priceOf("ETH")) }],
    debt: [{ asset: "USDT", units: literal(sizeUsd / 1.5 / d.between(...options.health)) }],
  };
}

function maker(d: Draws, owed: number): MakerMarket {
  const curve = d.pick<AuctionCurve>([
    { kind: "linear", tauSeconds: literal(d.pick([20_000, 50_000])) },
    { kind: "stairstep", cut: literal(0.9), stepSeconds: literal(d.pick([1800, 3600, 5000])) },
    { kind: "exponential", cut: literal(0.99997) },
  ]);
  return {
    ...{ id: "maker", kind: "maker", collateral: "ETH", oracle: "ETH-oracle", dai: "USDT", daiOracle: "USDT-oracle" },
    ...{ liquidationRatio: literal(1.5), liquidationPenalty: literal(0.13), otherBorrowedUnits: literal(0) },
    ...{ dustUnits: literal(owed * d.pick([0, 1e-4])), holeUnits: literal(owed * d.pick([0.1, 0.5, 10])) },
    surplusUnits: literal(owed * d.pick([0, 0.01])),
    auction: {
      ...{ curve, startFactor: literal(d.between(1.05, 1.3)), cusp: literal(d.pick([0, 0.4])) },
      ...{ tailSeconds: literal(d.pick([10_800, 40_000])), tipUnits: literal(0), chip: literal(d.pick([0, 0.001])) },
    },
    ...(d.chance(0.5) ? { debtAuction: debtAuction(d, owed) } : {}),
  };
}

/** ALT stands for the governance token. */
function debtAuction(d: Draws, owed: number): DebtAuction {
  const sump = owed * d.pick([0.001, 0.01]);
  return {
    ...{ token: "ALT", sumpUnits: literal(sump), dumpUnits: literal((sump / priceOf("ALT")) * d.pick([0.8, 1.5])) },
    ...{ beg: literal(1.05), pad: literal(1.5), tauSeconds: literal(7200), waitSeconds: literal(d.pick([0, 9000])) },
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
  const vaults = Array.from({ length: d.whole(0, 5) }, (_, place) => vault(d, place, options));
  const minted = vaults.reduce((sum, { debt }) => sum + Number(debt[0]?.units ?? 0), 0);
  const markets: Market[] = [
    ...(positions.length === 0 ? [] : [comet(d, owed, options)]),
    ...(vaults.length === 0 ? [] : [maker(d, minted)]),
  ];
  return { markets, positions: [...positions, ...vaults] };
}
