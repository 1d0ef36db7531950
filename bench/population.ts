import type { AccountColumns, SlotColumns } from "../src/model/population.js";
import type { Scenario } from "../src/model/scenario.js";
import { philox4x32 } from "../src/numbers/random.js";
import { parseScenario } from "../src/scenario/index.js";
import { ASSETS, type BenchAsset, listedIn, MARKETS, type Severity, scenarioFile } from "./world.js";

export interface Workload {
  readonly name: string;
  readonly positions: number;
  readonly severity: Severity;
  readonly seed: number;
}

const SIZES: readonly (readonly [string, number])[] = [
  ["1e3", 1_000],
  ["1e4", 10_000],
  ["1e5", 100_000],
  ["1e6", 1_000_000],
];

/** 1e3, 1e4, 1e5 and 1e6 positions, moderate and severe. */
export const WORKLOADS: readonly Workload[] = SIZES.flatMap(([label, positions]) =>
  (["moderate", "severe"] as const).map((severity) => ({ name: `${label} ${severity}`, positions, severity, seed: 1 })),
);

/** Collateral of all accounts together: the same for any number of them, so that venues are as deep for each. */
const TOTAL_USD = 1_000_000_000;
const LOOPED_SHARE = 0.1;

/** Four uniforms in [0, 1) for one account: the `block`-th of its stream. */
const drawsOf = (seed: number, account: number, block: number): readonly number[] =>
  philox4x32([account, block, 0, 0], [seed, 0]).map((word) => word / 0x100000000);

const number = new Map(ASSETS.map(({ id }, i) => [id, i]));
const indexOf = ({ id }: BenchAsset): number => number.get(id) ?? 0;
const pick = <T>(list: readonly T[], u: number): T => list[Math.floor(u * list.length)] as T;

interface Menu {
  readonly dollars: readonly BenchAsset[];
  readonly volatile: readonly BenchAsset[];
  /** Claims on one coin that the market lends too. */
  readonly loopable: readonly BenchAsset[];
}

const menus: readonly Menu[] = MARKETS.map((_, market) => {
  const listed = listedIn(market);
  return {
    dollars: listed.filter(({ kind }) => kind === "dollar"),
    volatile: listed.filter(({ kind }) => kind !== "dollar"),
    loopable: listed.filter(({ kind }) => kind === "staked"),
  };
});

interface Slots {
  readonly start: Uint32Array;
  readonly asset: Uint16Array;
  readonly units: Float64Array;
  used: number;
}

const room = (accounts: number, most: number): Slots => ({
  start: new Uint32Array(accounts + 1),
  asset: new Uint16Array(accounts * most),
  units: new Float64Array(accounts * most),
  used: 0,
});

const put = (slots: Slots, asset: BenchAsset, valueUsd: number): void => {
  slots.asset[slots.used] = indexOf(asset);
  slots.units[slots.used] = valueUsd / asset.priceUsd;
  slots.used += 1;
};

const packed = ({ start, asset, units, used }: Slots): SlotColumns => ({
  start,
  asset: asset.slice(0, used),
  units: units.slice(0, used),
});

/**
 * The accounts of a workload, each a function of the seed and its number only: 1–3 collaterals, 1–2 debts, health 1.04 + 1.5·u; one in
 * ten is looped, with a staked coin against its coin at health 1.01 + 0.06·u. Sizes are lognormal (σ = 1).
 */
export function workloadAccounts({ positions, seed }: Pick<Workload, "positions" | "seed">): AccountColumns {
  const market = new Uint16Array(positions);
  const collateral = room(positions, 3);
  const debt = room(positions, 2);
  for (let account = 0; account < positions; account += 1) {
    const [where = 0, size1 = 0, size2 = 0, kind = 0] = drawsOf(seed, account, 0);
    const [health = 0, count = 0, split = 0, debts = 0] = drawsOf(seed, account, 1);
    const picks = drawsOf(seed, account, 2);
    const place = Math.floor(where * MARKETS.length);
    market[account] = place;
    const menu = menus[place] as Menu;
    const normal = Math.sqrt(-2 * Math.log(1 - size1)) * Math.cos(2 * Math.PI * size2);
    const sizeUsd = (TOTAL_USD / positions) * Math.exp(normal - 0.5);
    if (kind < LOOPED_SHARE) {
      const staked = pick(menu.loopable, picks[0] ?? 0);
      const coin = ASSETS.find(({ id }) => id === staked.on[0]) as BenchAsset;
      put(collateral, staked, sizeUsd);
      put(debt, coin, (sizeUsd * staked.liquidationThreshold) / (1.01 + 0.06 * health));
    } else {
      const chosen = new Set(picks.slice(0, 1 + Math.floor(count * 3)).map((u) => pick(menu.volatile, u)));
      let capacityUsd = 0;
      for (const asset of chosen) {
        put(collateral, asset, sizeUsd / chosen.size);
        capacityUsd += (sizeUsd / chosen.size) * asset.liquidationThreshold;
      }
      const owedUsd = capacityUsd / (1.04 + 1.5 * health);
      const first = Math.floor((picks[3] ?? 0) * menu.dollars.length);
      const share = debts < 0.3 ? 0.2 + 0.6 * split : 1;
      put(debt, menu.dollars[first] as BenchAsset, owedUsd * share);
      if (share < 1) put(debt, menu.dollars[(first + 1) % menu.dollars.length] as BenchAsset, owedUsd * (1 - share));
    }
    collateral.start[account + 1] = collateral.used;
    debt.start[account + 1] = debt.used;
  }
  return {
    count: positions,
    ...{ market, markets: MARKETS, assets: ASSETS.map(({ id }) => id) },
    ...{ collateral: packed(collateral), debt: packed(debt) },
  };
}

/** The scenario of a workload, its accounts in columns. */
export async function workloadScenario(workload: Workload): Promise<Scenario> {
  const none = () => Promise.reject(new Error("a workload has no tables"));
  const text = JSON.stringify(scenarioFile(workload.severity));
  const scenario = await parseScenario(text, { path: workload.name, readTable: none });
  return { ...scenario, populations: [{ id: "accounts", accounts: workloadAccounts(workload) }] };
}
