import type { SamplingPlan } from "../src/model/sampling.js";
import type { Scenario } from "../src/model/scenario.js";
import { uniform } from "../src/numbers/random.js";
import { parseScenario } from "../src/scenario/index.js";

/** Two markets, four assets, three venues: round numbers throughout, nothing in it is real. */
const SEED = 1;
const COINS = [
  { id: "ETH", priceUsd: 2_000 },
  { id: "BTC", priceUsd: 40_000 },
] as const;
const DOLLARS = ["USDA", "USDB"] as const;
const TOTAL_USD = 1_000_000_000;

const terms = { ltv: 0.78, liquidationThreshold: 0.8, liquidationBonus: 0.05, reserveFactor: 0.1 };
const market = { kind: "aave-v3", reserves: { ETH: terms, BTC: terms, USDA: {}, USDB: {} } };
const pool = (coin: (typeof COINS)[number]) => ({
  ...{ kind: "constant-product", fee: 0.003, arbitragePerRound: 0.5 },
  balances: { [coin.id]: 100_000_000 / coin.priceUsd, USDA: 100_000_000 },
});

const file = {
  ...{ format: 1, title: "Benchmark, Monte Carlo", seed: SEED, notes: "Made up: accounts are drawn by the seed." },
  clock: { secondsPerRound: 3_600, maxRounds: 24 },
  liquidators: { gasUsd: 0, minimumProfitUsd: 0 },
  assets: Object.fromEntries(
    [...COINS, ...DOLLARS.map((id) => ({ id, priceUsd: 1 }))].map(({ id, priceUsd }) => [id, { priceUsd }]),
  ),
  venues: {
    "eth-pool": pool(COINS[0]),
    "btc-pool": pool(COINS[1]),
    "dollar-pool": {
      kind: "constant-product",
      fee: 0.0005,
      arbitragePerRound: 0.5,
      balances: { USDA: 2e8, USDB: 2e8 },
    },
  },
  markets: { "market-0": market, "market-1": market },
};

/** A day of both coins, correlated; somebody is made to sell in one run of four. */
export const SMALL_PLAN: SamplingPlan = {
  seed: SEED,
  prices: COINS.map(({ id }) => ({ asset: id, distribution: { kind: "normal", mean: 0, deviation: 0.04 } })),
  correlations: [{ assets: ["ETH", "BTC"], correlation: 0.8 }],
  keepsShocks: false,
  watched: ["ETH"],
};

/** The small world with this many accounts, each a coin against a dollar at health 1.04 + 1.5·u, sizes exponential. */
export async function smallWorld(positions: number): Promise<Scenario> {
  const none = () => Promise.reject(new Error("a workload has no tables"));
  const scenario = await parseScenario(JSON.stringify(file), { path: "monte-carlo", readTable: none });
  const draw = (stream: string, i: number): number => uniform(SEED, stream, i);
  const each = <T>(value: (i: number) => T): T[] => Array.from({ length: positions }, (_, i) => value(i));
  const coins = each((i) => Math.floor(2 * draw("coin", i)));
  const sizesUsd = each((i) => (-Math.log(1 - draw("size", i)) * TOTAL_USD) / positions);
  const units = (usd: number, coin: number): number => usd / (COINS[coin]?.priceUsd ?? 1);
  const start = Uint32Array.from({ length: positions + 1 }, (_, i) => i);
  const accounts = {
    ...{ count: positions, markets: ["market-0", "market-1"], assets: [...COINS.map(({ id }) => id), ...DOLLARS] },
    market: Uint16Array.from(each((i) => Math.floor(2 * draw("market", i)))),
    collateral: {
      ...{ start, asset: Uint16Array.from(coins) },
      units: Float64Array.from(sizesUsd, (usd, i) => units(usd, coins[i] ?? 0)),
    },
    debt: {
      ...{ start, asset: Uint16Array.from(each((i) => 2 + Math.floor(2 * draw("dollar", i)))) },
      units: Float64Array.from(
        sizesUsd,
        (usd, i) => (usd * terms.liquidationThreshold) / (1.04 + 1.5 * draw("health", i)),
      ),
    },
  };
  return { ...scenario, populations: [{ id: "accounts", accounts }] };
}
