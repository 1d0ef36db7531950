/** The made-up world of the benchmark: 50 assets, 5 markets, 100 venues. Round numbers throughout; nothing in it is real. */

export type Severity = "moderate" | "severe";

export interface BenchAsset {
  readonly id: string;
  /** dollar, coin, staked coin, liquidity-pool token, synthetic dollar, vault share. */
  readonly kind: "dollar" | "coin" | "staked" | "pool" | "synthetic" | "share";
  /** At the start. */
  readonly priceUsd: number;
  readonly liquidationThreshold: number;
  /** The coins it stands on. */
  readonly on: readonly string[];
}

const DOLLARS = ["USDA", "USDB", "USDC"];
const COIN_PRICES = [60_000, 3_000, 150, 25, 8, 2, 0.5];
const PER_KIND = 10;
const coin = (i: number): string => `COIN${i % COIN_PRICES.length}`;
const coinPrice = (i: number): number => COIN_PRICES[i % COIN_PRICES.length] ?? 1;

const claims = (make: (i: number) => BenchAsset): BenchAsset[] => Array.from({ length: PER_KIND }, (_, i) => make(i));

export const ASSETS: readonly BenchAsset[] = [
  ...DOLLARS.map((id): BenchAsset => ({ id, kind: "dollar", priceUsd: 1, liquidationThreshold: 0.85, on: [] })),
  ...COIN_PRICES.map((priceUsd, i): BenchAsset => {
    const id = `COIN${i}`;
    return { id, kind: "coin", priceUsd, liquidationThreshold: 0.8, on: [id] };
  }),
  ...claims((i) => ({
    ...{ id: `STAKED${i}`, kind: "staked", priceUsd: 1.05 * coinPrice(i), liquidationThreshold: 0.78, on: [coin(i)] },
  })),
  ...claims((i) => ({
    ...{ id: `POOL${i}`, kind: "pool", priceUsd: coinPrice(i), liquidationThreshold: 0.7 },
    on: [coin(i), coin(i + 1)],
  })),
  ...claims((i) => ({
    ...{ id: `SYNTH${i}`, kind: "synthetic", priceUsd: 1, liquidationThreshold: 0.75, on: [coin(i)] },
  })),
  ...claims((i) => ({ id: `SHARE${i}`, kind: "share", priceUsd: 1.02, liquidationThreshold: 0.8, on: [] })),
];

export const MARKETS = Array.from({ length: 5 }, (_, i) => `market-${i}`);

/** Dollars and coins are everywhere; claims are listed by one market in five. */
export const listedIn = (market: number): readonly BenchAsset[] =>
  ASSETS.filter(({ kind }, i) => kind === "dollar" || kind === "coin" || i % MARKETS.length === market);

const CLAIMS_OUTSTANDING_USD = 200_000_000;
const VAULT_USD = 20_000_000;

const issuers = () =>
  Object.fromEntries(
    ASSETS.filter(({ kind }) => kind === "staked" || kind === "pool" || kind === "synthetic").map(
      ({ id, kind, priceUsd, on }) => {
        const supplyUnits = CLAIMS_OUTSTANDING_USD / priceUsd;
        // A synthetic dollar is backed by its coin at 110 %; the others are shares in what they stand on.
        const backingUsd = CLAIMS_OUTSTANDING_USD * (kind === "synthetic" ? 1.1 : 1);
        const holdings = on.map((asset) => [asset, backingUsd / on.length / coinPrice(Number(asset.slice(4)))]);
        const par = kind === "synthetic" ? { parUsd: 1 } : {};
        return [`issuer-${id}`, { external: [], holdings: Object.fromEntries(holdings), supplyUnits, ...par }];
      },
    ),
  );

const vaults = () =>
  Object.fromEntries(
    ASSETS.filter(({ kind }) => kind === "share").map(({ id, priceUsd }, i) => [
      `vault-${id}`,
      {
        asset: DOLLARS[0],
        idleUnits: VAULT_USD / 10,
        supplies: { [MARKETS[i % MARKETS.length] ?? ""]: (VAULT_USD * 9) / 10 },
        sharesSupply: VAULT_USD / priceUsd,
        realisesBadDebt: true,
      },
    ]),
  );

/** Two pools for every asset that is no dollar, and two for every pair of dollars. */
function venues() {
  const pools: [string, object][] = [];
  const add = (asset: string, priceUsd: number, dollar: string, depthUsd: number) => {
    const balances = { [asset]: depthUsd / priceUsd, [dollar]: depthUsd };
    pools.push([`pool-${pools.length}`, { kind: "constant-product", balances, fee: 0.003, arbitragePerRound: 0.2 }]);
  };
  for (const { id, kind, priceUsd } of ASSETS) {
    if (kind === "dollar") continue;
    const depthUsd = kind === "coin" ? 100_000_000 : 20_000_000;
    add(id, priceUsd, "USDA", depthUsd);
    add(id, priceUsd, "USDB", depthUsd / 2);
  }
  for (let k = 0; k < 2; k += 1) {
    add("USDB", 1, "USDA", 200_000_000);
    add("USDC", 1, "USDA", 200_000_000);
    add("USDC", 1, "USDB", 200_000_000);
  }
  return Object.fromEntries(pools);
}

const marketTerms = (market: number) => ({
  kind: "aave-v3",
  reserves: Object.fromEntries(
    listedIn(market).map(({ id, liquidationThreshold }) => [
      id,
      { ltv: liquidationThreshold - 0.02, liquidationThreshold, liquidationBonus: 0.05, reserveFactor: 0.1 },
    ]),
  ),
});

const shocks = (severity: Severity) =>
  severity === "moderate"
    ? [0, 1, 2].map((i) => ({ kind: "price", asset: `COIN${i}`, change: "-6%" }))
    : [
        ...[0, 1, 2, 3].map((i) => ({ kind: "price", asset: `COIN${i}`, change: "-35%" })),
        ...[4, 5].map((i) => ({ kind: "price", asset: `COIN${i}`, change: "-50%", round: 3 })),
        { kind: "price", asset: "COIN6", change: "+40%" },
        { kind: "price", asset: "USDB", change: "-4%", round: 5 },
      ];

/** The file of a workload, without its accounts: 30 rounds of an hour. */
export const scenarioFile = (severity: Severity, table?: string): object => ({
  ...{ format: 1, title: `Benchmark, ${severity}`, seed: 1 },
  notes: "Made up: sizes are round numbers, accounts are drawn by the seed.",
  clock: { secondsPerRound: 3_600, maxRounds: 29, runToMaxRounds: true },
  liquidators: { gasUsd: 0, minimumProfitUsd: 0 },
  assets: Object.fromEntries(
    ASSETS.map(({ id, kind, priceUsd }) => {
      if (kind === "dollar" || kind === "coin") return [id, { priceUsd }];
      return [id, { issuer: kind === "share" ? `vault-${id}` : `issuer-${id}` }];
    }),
  ),
  issuers: issuers(),
  vaults: vaults(),
  venues: venues(),
  markets: Object.fromEntries(MARKETS.map((id, i) => [id, marketTerms(i)])),
  ...(table === undefined ? {} : { populations: { accounts: { table } } }),
  shocks: shocks(severity),
});
