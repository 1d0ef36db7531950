import type {
  Actor,
  Asset,
  Issuer,
  Oracle,
  Position,
  Scenario,
  Shock,
  Vault,
  Venue,
} from "../../src/model/scenario.js";
import { type Draws, draws, literal } from "./draws.js";
import { JUDGED, type LendingOptions, type Listed, markets, PRICES, position, run } from "./random-lending.js";
import { takeovers } from "./random-takeovers.js";

/** What a random scenario may contain; everything, by default. */
export interface RandomOptions extends LendingOptions {
  readonly shocks: boolean;
  readonly stableswap: boolean;
  /** Whether pools open off the price that outsiders pay. */
  readonly gaps: boolean;
  readonly costs: boolean;
  readonly policies: boolean;
  readonly positions: readonly [number, number];
  readonly maxRounds: number;
}

export const EVERYTHING: RandomOptions = {
  ...{ rates: true, runs: true, aaveV3: true, shocks: true, stableswap: true, gaps: true, costs: true, policies: true },
  ...{ positions: [2, 30], maxRounds: 14, health: [1.001, 1.3] },
};

function oracle(d: Draws, id: string, asset: string): Oracle {
  const seconds = literal(d.pick([1800, 7200, 20_000]));
  const ownNav = asset === "claimA" || asset === "vaultShare";
  return d.pick<Oracle>([
    { id, asset, kind: "spot" },
    { id, asset, kind: "spot" },
    { id, asset, kind: "spot" },
    { id, asset, kind: "twap", windowSeconds: seconds },
    { id, asset, kind: "ema", timeConstantSeconds: seconds },
    { id, asset, kind: "deviation-heartbeat", deviation: literal(0.01), heartbeatSeconds: seconds },
    asset === "stETH"
      ? { id, asset, kind: "exchange-rate", underlying: "ETH", rate: literal(1) }
      : { id, asset, kind: "spot" },
    ownNav ? { id, asset, kind: "exchange-rate", underlying: "USDC" } : { id, asset, kind: "spot" },
    d.chance(0.4) ? { id, asset, kind: "fixed", priceUsd: literal(PRICES[asset] ?? 1) } : { id, asset, kind: "spot" },
  ]);
}

function venues(d: Draws, options: RandomOptions): Venue[] {
  const base = (id: string) => ({ id, arbitragePerRound: literal(d.pick([0, 0, 0.3, 1])) });
  const fee = literal(d.pick([0, 0.0005, 0.003]));
  const gap = (): number => (options.gaps ? 1 + d.between(-0.01, 0.01) : 1);
  const pair = (asset: string, quote: string, units: number, priceInQuote: number): Venue => ({
    ...{ ...base(`${asset}/${quote}`), kind: "constant-product", fee },
    balances: [
      { asset, units: literal(units) },
      { asset: quote, units: literal(units * priceInQuote * gap()) },
    ],
  });
  const pool = (assets: readonly string[], units: number): Venue => ({
    ...{ ...base(assets.join("/")), kind: "stableswap", amplification: literal(d.pick([10, 50, 200])), fee },
    balances: assets.map((asset) => ({ asset, units: literal(units * gap()) })),
    quote: assets.includes("USDC") ? "USDC" : "ETH",
  });
  const depth = (asset: string, quote: string, units: number): Venue => ({
    ...{ ...base(`${asset}~${quote}`), kind: "depth-curve", asset, quote },
    points: [
      { units: literal(units * 0.1), impact: literal(0.004) },
      { units: literal(units * 0.4), impact: literal(0.03) },
      { units: literal(units), impact: literal(0.2) },
    ],
  });
  const law = (asset: string, quote: string, units: number): Venue => ({
    ...{ ...base(`${asset}^${quote}`), kind: "power-law", asset, quote, exponent: literal(d.pick([0.5, 1])) },
    ...{ prefactor: literal(1), dailyVolatility: literal(d.between(0.02, 0.08)), dailyVolumeUnits: literal(units) },
  });
  return [
    pair("ETH", "USDC", d.whole(200, 4000), 2000),
    ...(d.chance(0.5) ? [law("ETH", "USDC", d.whole(500, 9000))] : []),
    d.chance(0.5) ? depth("ALT", "USDC", d.whole(5_000, 90_000)) : pair("ALT", "ETH", d.whole(5_000, 90_000), 0.02),
    options.stableswap ? pool(["stETH", "ETH"], d.whole(300, 3000)) : pair("stETH", "ETH", d.whole(2_000, 9_000), 1),
    options.stableswap && d.chance(0.6)
      ? pool(["claimA", "USDT", "USDC"], d.whole(200_000, 4_000_000))
      : pair("claimA", "USDC", d.whole(200_000, 4_000_000), 1),
    ...(d.chance(0.6) ? [depth("vaultShare", "USDC", d.whole(100_000, 2_000_000))] : []),
    ...(d.chance(0.4) ? [law("claimB", "USDT", d.whole(100_000, 2_000_000))] : []),
  ];
}

function issuers(d: Draws): Issuer[] {
  const recovery = d.pick([1, 1, 0.6]);
  const shared = {
    kind: "balance-sheet",
    recoveryExternal: literal(recovery),
    recoveryClaims: literal(recovery),
  } as const;
  const par = d.chance(0.5) ? { parUsd: literal(1) } : {};
  const external = (valueUsd: number) => [{ name: "treasury bills", valueUsd: literal(valueUsd) }];
  const first: Issuer = {
    ...{ id: "house-a", ...shared, ...par, external: external(d.between(4e6, 7e6)), supplyUnits: literal(1e7) },
    holdings: [
      { asset: "claimB", units: literal(d.between(0, 4e6)) },
      { asset: "ETH", units: literal(d.between(0, 800)) },
    ],
    liabilities: [{ to: d.pick(["house-b", "a bank"]), valueUsd: literal(d.between(0, 2e6)) }],
  };
  const second: Issuer = {
    ...{ id: "house-b", ...shared, external: external(d.between(4e6, 9e6)), supplyUnits: literal(9e6) },
    holdings: [{ asset: "claimA", units: literal(d.between(0, 3e6)) }],
    liabilities: [{ to: "a bank", valueUsd: literal(d.between(0, 3e6)) }],
  };
  return [first, second];
}

function vaults(d: Draws, owed: (market: string) => number, options: RandomOptions): Vault[] {
  const vault = (id: string, of: readonly string[]): Vault => {
    const supplies = of.map((market) => ({
      market,
      units: literal(Math.max(owed(market), 1000) * d.between(0.2, 0.6)),
    }));
    const idle = d.between(0, 50_000);
    const total = supplies.reduce((sum, { units }) => sum + Number(units), idle);
    return {
      ...{ id, asset: "USDC", idleUnits: literal(idle), supplies, realisesBadDebt: d.chance(0.5) },
      ...(options.runs && d.chance(0.6) ? { run: run(d, total) } : {}),
    };
  };
  return [vault("steakhouse", ["morpho-alt", "morpho-claim"]), vault("late", ["morpho-claim", "aave-v2"])];
}

function actors(d: Draws, options: RandomOptions): Actor[] {
  if (!options.policies)
    return [
      { id: "careful", holdings: [], policies: [] },
      { id: "hedger", holdings: [], policies: [] },
    ];
  const stop = (asset: string, share: number) =>
    ({
      kind: "stop-loss",
      asset,
      priceUsd: literal((PRICES[asset] ?? 1) * d.between(0.8, 0.97)),
      share: literal(share),
      into: "USDC",
    }) as const;
  return [
    {
      id: "careful",
      holdings: [],
      policies: [{ kind: "deleverage", whenHealthBelow: literal(1.08), toHealth: literal(1.25) }],
    },
    {
      id: "hedger",
      holdings: [
        { asset: "ETH", units: literal(d.between(1, 300)) },
        { asset: "claimA", units: literal(d.between(1, 300_000)) },
      ],
      policies: [stop("ETH", d.between(0.3, 1)), stop("ETH", d.between(0.3, 1)), stop("claimA", d.between(0.3, 1))],
    },
  ];
}

function shocks(d: Draws): Shock[] {
  const severe = d.chance(0.4) ? 0.3 : 0;
  const fall = () => literal(-d.between(0.03, 0.35) - severe);
  const drawn: Shock[] = [{ round: d.whole(0, 1), kind: "price", asset: "ETH", change: fall() }];
  if (d.chance(0.4)) {
    const path = [
      { round: 0, priceUsd: literal(40) },
      { round: d.whole(2, 5), priceUsd: literal(d.between(8, 38)) },
    ];
    drawn.push({ round: 0, kind: "price-path", asset: "ALT", path });
  } else if (d.chance(0.6)) drawn.push({ round: d.whole(0, 2), kind: "price", asset: "ALT", change: fall() });
  if (d.chance(0.3)) drawn.push({ round: 1, kind: "price", asset: "stETH", change: literal(-d.between(0.01, 0.2)) });
  if (d.chance(0.4))
    drawn.push({ round: 0, kind: "sale", asset: "ETH", units: literal(d.between(5, 900)), into: "USDC" });
  if (d.chance(0.5))
    drawn.push({
      round: d.whole(0, 2),
      kind: "issuer-loss",
      issuer: "house-b",
      valueUsd: literal(d.between(5e5, 9e6)),
    });
  if (d.chance(0.2))
    drawn.push({ round: d.whole(1, 3), kind: "vault-write-off", vault: "steakhouse", market: "morpho-claim" });
  return drawn;
}

const ASSETS: readonly Asset[] = [
  ...["USDC", "USDT", "ETH", "ALT"].map((id): Asset => ({ id, priceUsd: literal(PRICES[id] ?? 1) })),
  { id: "stETH", priceUsd: literal(2000), tracks: "ETH" },
  { id: "claimA", priceUsd: literal(1), issuer: "house-a" },
  { id: "claimB", issuer: "house-b" },
  { id: "vaultShare", issuer: "steakhouse" },
];

function listedOf(
  positions: readonly Position[],
  lenders: readonly Vault[],
): (market: string, asset: string) => Listed {
  const total = (parts: readonly (readonly [string, string, string])[], market: string, asset: string): number =>
    parts.reduce((sum, [m, a, units]) => (m === market && a === asset ? sum + Number(units) : sum), 0);
  const side = (of: "collateral" | "debt") =>
    positions.flatMap(({ market, [of]: list }) => list.map(({ asset, units }) => [market, asset, units] as const));
  const lent = lenders.flatMap(({ asset, supplies }) =>
    supplies.map(({ market, units }) => [market, asset, units] as const),
  );
  return (market, asset) => {
    const posted = market.startsWith("morpho") ? 0 : total(side("collateral"), market, asset);
    return { posted, owed: total(side("debt"), market, asset), lent: total(lent, market, asset) };
  };
}

/** The scenario of a seed: invented, checked by construction, often severe. */
export function randomScenario(seed: number, change: Partial<RandomOptions> = {}): Scenario {
  const options = { ...EVERYTHING, ...change };
  const d = draws(seed);
  const count = d.whole(...options.positions);
  const positions = Array.from({ length: count }, (_, place) => position(d, place, options));
  const lenders = vaults(d, (market) => listedOf(positions, [])(market, "USDC").owed, options);
  const seized = takeovers(seed, options);
  const hasCosts = options.costs && d.chance(0.5);
  return {
    ...{ format: 1, title: `random ${seed}`, sources: [], seed, sequencing: "simultaneous" },
    clock: { secondsPerRound: literal(3600), maxRounds: options.maxRounds, priceTolerance: literal(1e-6) },
    liquidators: {
      gasUsd: literal(hasCosts ? 20 : 0),
      minimumProfitUsd: literal(hasCosts ? 5 : 0),
      ...(hasCosts && d.chance(0.4) ? { capacityUsdPerRound: literal(10 ** d.between(4, 6)) } : {}),
    },
    assets: ASSETS,
    oracles: JUDGED.map(([id, asset]) => oracle(d, id, asset)),
    venues: venues(d, options),
    markets: [...markets(d, listedOf(positions, lenders), options), ...seized.markets],
    ...{ vaults: lenders, issuers: issuers(d), actors: actors(d, options) },
    positions: [...positions, ...seized.positions],
    shocks: options.shocks ? shocks(d) : [],
    variants: [],
  };
}
