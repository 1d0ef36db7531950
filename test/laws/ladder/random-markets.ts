import type { EulerReserve, Market, RateModel, Reserve } from "../../../src/model/scenario.js";
import { type Draws, literal } from "../draws.js";
import type { Menu } from "./random-accounts.js";

/** Prices at the start. */
export const PRICES = { USD: 1, DAI: 1, ETH: 2000, stETH: 2000, BTC: 60_000, ALT: 40, fund: 1 } as const;

const THRESHOLDS: Readonly<Record<string, number>> = {
  ETH: 0.83,
  stETH: 0.8,
  BTC: 0.78,
  ALT: 0.65,
  USD: 0.85,
  fund: 0.7,
};

const rate = (d: Draws): { readonly rate?: RateModel } =>
  d.chance(0.6)
    ? {
        rate: {
          ...{ kind: "kink", optimalUtilisation: literal(0.8), base: literal(d.between(0, 0.3)) },
          ...{ slope1: literal(0.1), slope2: literal(3) },
        },
      }
    : {};

const reserve = (d: Draws, asset: keyof typeof PRICES, suppliedUsd: number): Reserve => ({
  ...{ asset, oracle: `${asset}-oracle`, otherBorrowedUnits: literal(0), ltv: literal(0), ...rate(d) },
  suppliedUnits: literal((suppliedUsd / PRICES[asset]) * d.pick([0.2, 1])),
  ...{ liquidationThreshold: literal(THRESHOLDS[asset] ?? 0), liquidationBonus: literal(d.pick([0.03, 0.05, 0.1])) },
  ...{ liquidationProtocolFee: literal(0), reserveFactor: literal(d.pick([0, 0.1])) },
});

interface Drawn {
  readonly market: Market;
  readonly menus: readonly Menu[];
}

const pooled = (market: string, assets: readonly string[], debt: readonly string[]): Menu => ({
  ...{ market, debt, isPair: false },
  collateral: Object.fromEntries(assets.map((asset) => [asset, THRESHOLDS[asset] ?? 0])),
});

type Make = (d: Draws, id: string, suppliedUsd: number) => Drawn;

const aaveV3: Make = (d, id, suppliedUsd) => {
  const assets = ["USD", "DAI", "ETH", "stETH", "BTC", "ALT", "fund"] as const;
  const eMode = {
    ...{ id: `${id}-eth`, ltv: literal(0.93), liquidationThreshold: literal(0.95), liquidationBonus: literal(0.01) },
    ...{ collateral: ["stETH"], borrowable: ["ETH"] },
  };
  return {
    market: { id, kind: "aave-v3", reserves: assets.map((asset) => reserve(d, asset, suppliedUsd)), eModes: [eMode] },
    menus: [
      pooled(id, ["ETH", "stETH", "BTC", "ALT", "fund", "USD"], ["USD", "DAI", "ETH"]),
      { market: id, eMode: eMode.id, collateral: { stETH: 0.95 }, debt: ["ETH"], isPair: true },
    ],
  };
};

const aaveV2: Make = (d, id, suppliedUsd) => ({
  market: {
    ...{ id, kind: "aave-v2", closeFactor: literal(d.pick([0.5, 1])) },
    reserves: (["USD", "ETH", "BTC", "ALT"] as const).map((asset) => reserve(d, asset, suppliedUsd)),
  },
  menus: [pooled(id, ["ETH", "BTC", "ALT"], ["USD", "ETH"])],
});

const compoundV2: Make = (d, id, suppliedUsd) => ({
  market: {
    ...{ id, kind: "compound-v2", closeFactor: literal(0.5), liquidationIncentive: literal(1.08) },
    protocolSeizeShare: literal(0.028),
    reserves: (["USD", "ETH", "stETH", "ALT"] as const).map((asset) => {
      const { liquidationBonus: _, liquidationProtocolFee: __, ...rest } = reserve(d, asset, suppliedUsd);
      return rest;
    }),
  },
  menus: [pooled(id, ["ETH", "stETH", "ALT", "USD"], ["USD", "ETH"])],
});

const comet: Make = (d, id, suppliedUsd) => ({
  market: {
    ...{ id, kind: "compound-v3", base: "USD", baseOracle: "USD-oracle", otherBorrowedUnits: literal(0), ...rate(d) },
    collaterals: (["ETH", "stETH", "ALT"] as const).map((asset) => ({
      ...{ asset, oracle: `${asset}-oracle`, borrowFactor: literal(0.5), liquidationFactor: literal(0.95) },
      liquidateFactor: literal(THRESHOLDS[asset] ?? 0),
    })),
    ...{
      storeFrontPriceFactor: literal(0.6),
      suppliedUnits: literal(suppliedUsd),
      reserveUnits: literal(suppliedUsd / 3000),
    },
    ...{ targetReserveUnits: literal(suppliedUsd * d.pick([0.001, 0.5])), reserveFactor: literal(0.1) },
  },
  menus: [pooled(id, ["ETH", "stETH", "ALT"], ["USD"])],
});

const morpho: Make = (d, id) => {
  const lltv = d.pick([0.86, 0.945]);
  const collateral = d.pick(["stETH", "BTC", "fund"] as const);
  const loan = collateral === "stETH" ? "ETH" : "USD";
  const early = d.chance(0.4)
    ? {
        preLiquidation: {
          lltv: literal(lltv - 0.02),
          closeFactor: { from: literal(0.2), to: literal(0.9) },
          incentive: { from: literal(1.01), to: literal(1.04) },
        },
      }
    : {};
  return {
    market: {
      ...{ id, kind: "morpho-blue", collateral, loan, lltv: literal(lltv), otherBorrowedUnits: literal(0) },
      ...{ oracle: `${collateral}-oracle`, loanOracle: `${loan}-oracle`, ...rate(d), ...early },
      badDebt: d.pick(["realise", "leave-dust"] as const),
    },
    menus: [{ market: id, collateral: { [collateral]: lltv }, debt: [loan], isPair: true }],
  };
};

const euler: Make = (d, id, suppliedUsd) => ({
  market: {
    ...{ id, kind: "euler", maxLiquidationDiscount: literal(0.15), socialiseBadDebt: d.chance(0.5) },
    reserves: (["USD", "DAI", "ETH", "BTC"] as const).map((asset): EulerReserve => {
      const { liquidationBonus: _, liquidationProtocolFee: __, ...rest } = reserve(d, asset, suppliedUsd);
      const threshold = THRESHOLDS[asset] ?? 0;
      const ramp = { from: literal(threshold + 0.05), startRound: d.whole(0, 2), rounds: d.whole(1, 4) };
      return { ...rest, ...(d.chance(0.5) && threshold > 0 ? { ramp } : {}) };
    }),
  },
  menus: [{ ...pooled(id, ["ETH", "BTC", "USD"], ["USD", "DAI"]), isPair: true }],
});

const maker: Make = (d, id) => ({
  market: {
    ...{ id, kind: "maker", collateral: "ETH", oracle: "ETH-oracle", dai: "DAI", daiOracle: "DAI-oracle" },
    ...{ liquidationRatio: literal(1.5), liquidationPenalty: literal(0.13), otherBorrowedUnits: literal(0) },
    ...{
      dustUnits: literal(d.pick([0, 2000])),
      holeUnits: literal(d.pick([1e5, 1e7, 1e9])),
      surplusUnits: literal(1e5),
    },
    auction: {
      ...{ curve: { kind: "linear", tauSeconds: literal(d.pick([7200, 21_600])) }, startFactor: literal(1.2) },
      ...{ cusp: literal(0.4), tailSeconds: literal(14_400), tipUnits: literal(0), chip: literal(0.001) },
    },
  },
  menus: [{ market: id, collateral: { ETH: 1 / 1.5 }, debt: ["DAI"], isPair: true }],
});

const KINDS: readonly Make[] = [aaveV3, aaveV2, compoundV2, comet, morpho, euler, maker];

/** One to four markets, each of a kind drawn, which hold `suppliedUsd` of an asset or a fifth of it. */
export const randomMarkets = (d: Draws, suppliedUsd: number): readonly Drawn[] =>
  Array.from({ length: d.whole(1, 4) }, (_, i) => d.pick(KINDS)(d, `m${i}`, suppliedUsd));
