import type { Balance, Market, MorphoBlueMarket, Position, RateModel, Reserve, Run } from "../../src/model/scenario.js";
import { type Draws, literal } from "./draws.js";

/** Prices that positions are sized by; claims open near them. */
export const PRICES: Readonly<Record<string, number>> = {
  USDC: 1,
  USDT: 1,
  ETH: 2000,
  stETH: 2000,
  ALT: 40,
  claimA: 1,
  claimB: 1,
  vaultShare: 1,
};

/** What a draw of markets may contain. */
export interface LendingOptions {
  readonly rates: boolean;
  readonly runs: boolean;
  readonly aaveV3: boolean;
  /** Health that positions open with. */
  readonly health: readonly [number, number];
}

const rate = (d: Draws): RateModel =>
  d.chance(0.5)
    ? {
        kind: "kink",
        optimalUtilisation: literal(d.between(0.7, 0.95)),
        base: literal(d.between(0, 0.02)),
        slope1: literal(d.between(0.02, 0.1)),
        slope2: literal(d.between(0.5, 3)),
      }
    : {
        kind: "adaptive-curve",
        rateAtTarget: literal(d.between(0.02, 0.2)),
        targetUtilisation: literal(0.9),
        steepness: literal(4),
        adjustmentPerYear: literal(50),
      };

/** A run of one kind or the other; `startUnits` is what a path starts from. */
export function run(d: Draws, startUnits: number): Run {
  if (d.chance(0.4)) {
    const stays = startUnits * d.between(0, 0.8);
    return {
      kind: "path",
      totalUnits: [
        { round: d.whole(0, 2), units: literal(startUnits) },
        { round: d.whole(3, 6), units: literal(stays) },
      ],
    };
  }
  const round = d.whole(0, 3);
  return {
    kind: "proportional",
    trigger: d.pick([
      { kind: "round", round },
      { kind: "price-below", asset: "ETH", priceUsd: literal(1800) },
      { kind: "utilisation-above", utilisation: literal(0.85) },
    ] as const),
    sharePerRound: literal(d.between(0.2, 0.8)),
    stayShare: literal(d.between(0, 0.3)),
  };
}

const THRESHOLD: Readonly<Record<string, number>> = { USDC: 0.8, ETH: 0.83, stETH: 0.81, ALT: 0.65, claimA: 0.75 };
const LLTV: Readonly<Record<string, number>> = { "morpho-steth": 0.945, "morpho-alt": 0.77, "morpho-claim": 0.86 };
const POOLED: Readonly<Record<string, readonly string[]>> = {
  "aave-v3": ["ETH", "stETH", "ALT", "USDC", "claimA"],
  "aave-v2": ["ETH", "ALT", "USDC"],
};
const MORPHO: Readonly<Record<string, readonly [string, string]>> = {
  "morpho-steth": ["stETH", "ETH"],
  "morpho-alt": ["ALT", "USDC"],
  "morpho-claim": ["claimA", "USDC"],
  "morpho-share": ["vaultShare", "USDT"],
};

const worth = (asset: string): number => PRICES[asset] ?? 1;
const balance = (asset: string, units: number): Balance => ({ asset, units: literal(units) });

/** One position, sized so that its health starts where the options say. */
export function position(d: Draws, place: number, options: LendingOptions): Position {
  const id = `p${place}`;
  const health = d.between(...options.health);
  const sizeUsd = 10 ** d.between(3, 6.3);
  const market = d.pick([...(options.aaveV3 ? ["aave-v3"] : []), "aave-v2", ...Object.keys(MORPHO)]);
  const owner = d.chance(0.4) ? { owner: d.pick(["careful", "hedger"]) } : {};
  const pair = MORPHO[market];
  if (pair !== undefined) {
    const [collateral, loan] = pair;
    const units = sizeUsd / worth(collateral);
    const debtUsd = (sizeUsd * (LLTV[market] ?? 0.86)) / health;
    return {
      id,
      market,
      ...owner,
      collateral: [balance(collateral, units)],
      debt: [balance(loan, debtUsd / worth(loan))],
    };
  }
  if (market === "aave-v3" && d.chance(0.3)) {
    const debt = [balance("ETH", (sizeUsd * 0.95) / health / worth("ETH"))];
    return { id, market, ...owner, eMode: "eth", collateral: [balance("stETH", sizeUsd / worth("stETH"))], debt };
  }
  const assets = POOLED[market] ?? [];
  const first = d.pick(assets);
  const second = d.chance(0.3) ? d.pick(assets.filter((asset) => asset !== first)) : undefined;
  const collateral = [first, ...(second === undefined ? [] : [second])];
  const borrowable = assets.filter((asset) => !collateral.includes(asset) && asset !== "claimA");
  const share = d.between(0.2, 0.8);
  const parts = second === undefined ? [1] : [share, 1 - share];
  const capacityUsd = collateral.reduce(
    (sum, asset, i) => sum + (parts[i] ?? 0) * sizeUsd * (THRESHOLD[asset] ?? 0),
    0,
  );
  const [loan, other] = [d.pick(borrowable), d.chance(0.25) ? d.pick(borrowable) : undefined];
  const debtUsd = capacityUsd / health;
  const debts = other === undefined || other === loan ? [loan] : [loan, other];
  return {
    ...{ id, market, ...owner },
    collateral: collateral.map((asset, i) => balance(asset, ((parts[i] ?? 0) * sizeUsd) / worth(asset))),
    debt: debts.map((asset, i) =>
      balance(asset, (debtUsd * (debts.length === 1 ? 1 : ([0.6, 0.4][i] ?? 0))) / worth(asset)),
    ),
  };
}

/** Units that listed positions post and owe, and that vaults lend, of one asset in one market. */
export interface Listed {
  readonly posted: number;
  readonly owed: number;
  readonly lent: number;
}
export type ListedOf = (market: string, asset: string) => Listed;

/** Supplied so that nothing listed is more than it; sometimes with next to no cash left. */
function supplied(d: Draws, { posted, owed, lent }: Listed, other: number): { readonly suppliedUnits: Reserve["ltv"] } {
  const least = Math.max(posted + lent, owed + other, 1);
  return { suppliedUnits: literal(least * d.pick([1.001, 1.05, 1.3, 3])) };
}

export function markets(d: Draws, listed: ListedOf, options: LendingOptions): Market[] {
  const extras = (total: number) => ({
    ...(options.rates && d.chance(0.6) ? { rate: rate(d) } : {}),
    ...(options.runs && d.chance(0.25) ? { run: run(d, total) } : {}),
  });
  const pooled = (market: string): Reserve[] =>
    (POOLED[market] ?? []).map((asset): Reserve => {
      const amounts = listed(market, asset);
      const other = d.chance(0.4) ? amounts.owed * d.between(0, 0.5) : 0;
      const threshold = THRESHOLD[asset] ?? 0.8;
      return {
        ...{ asset, oracle: `${asset}-oracle`, otherBorrowedUnits: literal(other) },
        ...(d.chance(0.6) ? supplied(d, amounts, other) : {}),
        ...{ ltv: literal(threshold - 0.03), liquidationThreshold: literal(threshold) },
        liquidationBonus: literal(d.pick([0.04, 0.05, 0.075, 0.1])),
        liquidationProtocolFee: literal(market === "aave-v3" ? d.pick([0, 0.1, 0.2]) : 0),
        reserveFactor: literal(d.pick([0, 0.1, 0.2])),
        ...extras(amounts.posted + amounts.owed),
      };
    });
  const isolated = Object.entries(MORPHO).map(([id, [collateral, loan]]): MorphoBlueMarket => {
    const amounts = listed(id, loan);
    return {
      ...{ id, kind: "morpho-blue", collateral, loan, oracle: `${collateral}-${id}`, loanOracle: `${loan}-oracle` },
      ...{ lltv: literal(LLTV[id] ?? 0.86), otherBorrowedUnits: literal(0) },
      ...(d.chance(0.5) ? supplied(d, amounts, 0) : {}),
      badDebt: d.chance(0.6) ? "realise" : "leave-dust",
      ...extras(amounts.owed),
    };
  });
  const eMode = {
    ...{ id: "eth", ltv: literal(0.93), liquidationThreshold: literal(0.95), liquidationBonus: literal(0.01) },
    ...{ collateral: ["stETH"], borrowable: ["ETH"] },
  };
  const v3: Market = { id: "aave-v3", kind: "aave-v3", reserves: pooled("aave-v3"), eModes: [eMode] };
  const v2: Market = { id: "aave-v2", kind: "aave-v2", reserves: pooled("aave-v2"), closeFactor: literal(0.5) };
  return [...(options.aaveV3 ? [v3] : []), v2, ...isolated];
}

/** What markets judge by: the collateral of every isolated market has an oracle of its own. */
export const JUDGED: readonly (readonly [oracle: string, asset: string])[] = [
  ...["USDC", "USDT", "ETH", "stETH", "ALT", "claimA"].map((asset) => [`${asset}-oracle`, asset] as const),
  ...Object.entries(MORPHO).map(([id, [collateral]]) => [`${collateral}-${id}`, collateral] as const),
];
