import type { Market, Oracle, Scenario, Shock, Venue } from "../../../src/model/scenario.js";
import { type Draws, draws, literal } from "../draws.js";
import { mostlySafe, randomAccounts } from "./random-accounts.js";
import { PRICES, randomMarkets } from "./random-markets.js";

type Asset = keyof typeof PRICES;
const ASSETS = Object.keys(PRICES) as readonly Asset[];
const TOTAL_USD = 3e8;

function oracles(d: Draws, asset: Asset): Oracle[] {
  const id = `${asset}-oracle`;
  const seconds = literal(d.pick([3600, 20_000]));
  const spot: Oracle = { id, asset, kind: "spot" };
  const judging = d.pick<Oracle>([
    ...[spot, spot, spot, spot],
    { id, asset, kind: "ema", timeConstantSeconds: seconds },
    { id, asset, kind: "twap", windowSeconds: seconds },
    { id, asset, kind: "deviation-heartbeat", deviation: literal(0.01), heartbeatSeconds: literal(86_400) },
    { id, asset, kind: "delayed", hopSeconds: seconds },
  ]);
  return [judging, { id: `${asset}-other`, asset, kind: "spot" }];
}

/** A pool for every asset; now and then a 150th as deep as what accounts hold would need. */
function venues(d: Draws): Venue[] {
  const depthUsd = TOTAL_USD * d.pick([1, 0.2, 1 / 150]);
  const pair = (asset: Asset, quote: Asset, worthUsd: number): Venue => ({
    ...{ id: `${asset}/${quote}`, kind: "constant-product", fee: literal(0.003) },
    arbitragePerRound: literal(d.pick([0, 0.3])),
    balances: [
      { asset, units: literal(worthUsd / PRICES[asset]) },
      { asset: quote, units: literal(worthUsd / PRICES[quote]) },
    ],
  });
  const others = (["ETH", "BTC", "ALT", "DAI", "fund"] as const).map((asset) => pair(asset, "USD", depthUsd));
  return [...others, pair("stETH", "ETH", depthUsd)];
}

function newTerms(d: Draws, market: Market): Shock[] {
  const round = d.whole(0, 3);
  const terms = (asset: string): Shock => ({
    ...{ kind: "set-terms", round, market: market.id, asset },
    liquidationThreshold: literal(d.between(0.5, 0.8)),
  });
  switch (market.kind) {
    case "morpho-blue":
      return [{ kind: "set-terms", round, market: market.id, lltv: literal(d.between(0.7, 0.84)) }];
    case "compound-v3":
      return [terms("ETH")];
    case "aave-v3":
      return d.chance(0.5)
        ? [terms("ETH")]
        : [
            {
              ...{ kind: "set-terms", round, market: market.id, eMode: `${market.id}-eth` },
              liquidationThreshold: literal(d.between(0.85, 0.94)),
            },
          ];
    case "aave-v2":
    case "compound-v2":
    case "euler":
      return [terms("ETH")];
    default:
      return [];
  }
}

function shocks(d: Draws, markets: readonly Market[], severity: number): Shock[] {
  const drawn: Shock[] = [];
  for (const asset of ["ETH", "BTC", "ALT", "fund"] as const)
    if (d.chance(0.6)) {
      const change = literal(d.chance(0.25) ? d.between(0, severity) : -d.between(0, severity));
      drawn.push({ kind: "price", round: d.whole(0, 4), asset, change });
    }
  if (d.chance(0.3))
    drawn.push({ kind: "price", round: d.whole(0, 4), asset: "stETH", change: literal(-d.between(0, severity / 2)) });
  if (d.chance(0.3))
    drawn.push({
      kind: "price",
      round: d.whole(0, 4),
      asset: d.pick(["USD", "DAI"]),
      change: literal(d.between(-severity, severity / 2) / 5),
    });
  if (d.chance(0.2)) {
    const path = [0, 2, 4].map((round) => ({
      round,
      priceUsd: literal(2000 * d.between(1 - severity, 1 + severity / 2)),
    }));
    drawn.push({ kind: "price-path", round: 0, asset: "ETH", path });
  }
  for (const market of markets) {
    if (d.chance(0.25)) drawn.push(...newTerms(d, market));
    if (d.chance(0.1)) drawn.push({ kind: "pause", round: d.whole(0, 2), market: market.id });
    if (d.chance(0.1)) drawn.push({ kind: "unpause", round: d.whole(2, 4), market: market.id });
    const judged = "reserves" in market ? "ETH" : market.kind === "morpho-blue" ? market.collateral : "ETH";
    if (d.chance(0.2))
      drawn.push({
        kind: "oracle-switch",
        round: d.whole(1, 3),
        market: market.id,
        asset: judged,
        oracle: `${judged}-other`,
      });
  }
  if (d.chance(0.2)) {
    const fault = d.pick([
      { kind: "freeze" },
      { kind: "price", priceUsd: literal(d.between(1200, 2600)) },
      { kind: "floor", floorUsd: literal(1900) },
      { kind: "stale-pause" },
    ] as const);
    drawn.push({ kind: "oracle-fault", round: d.whole(0, 2), toRound: d.whole(2, 5), oracle: "ETH-oracle", fault });
  }
  return drawn;
}

/** A small world with accounts in columns: one to four markets, assets that crash or rise one after another, terms that change. */
export function randomPopulation(seed: number, count = 1000): Scenario {
  const d = draws(seed + 2_000_000);
  const severity = d.pick([0.01, 0.04, 0.04, 0.1, 0.1, 0.1, 0.5]);
  const isSevere = severity > 0.04;
  const drawn = randomMarkets(d, 10 * TOTAL_USD);
  const markets = drawn.map(({ market }) => market);
  const [plain, modal] = [false, true].map((isModal) =>
    drawn.flatMap(({ menus }) => menus).filter(({ eMode }) => (eMode !== undefined) === isModal),
  );
  const inMode = modal?.slice(0, 1) ?? [];
  const populations = [
    randomAccounts(d, "accounts", plain ?? [], PRICES, {
      count: Math.ceil(count * 0.8),
      totalUsd: TOTAL_USD * 0.8,
      health: mostlySafe,
    }),
    randomAccounts(d, "others", inMode.length > 0 ? inMode : (plain ?? []), PRICES, {
      ...{ count: Math.floor(count * 0.2), totalUsd: TOTAL_USD * 0.2, health: mostlySafe },
    }),
  ];
  return {
    ...{ format: 1, title: `population ${seed}`, sources: [], seed, variants: [], populations },
    sequencing: isSevere || d.chance(0.8) ? "simultaneous" : d.pick(["worst-first", "random"]),
    clock: {
      ...{ secondsPerRound: literal(d.pick([60, 3600, 2_592_000])), maxRounds: d.whole(3, 5) },
      ...{ priceTolerance: literal(1e-6), ...(d.chance(0.5) ? { runToMaxRounds: true } : {}) },
    },
    liquidators: {
      ...{ gasUsd: literal(d.pick([0, 20])), minimumProfitUsd: literal(0) },
      ...(d.chance(0.2) ? { capacityUsdPerRound: literal(10 ** d.between(5, 7.5)) } : {}),
    },
    assets: ASSETS.map((id) => ({
      ...(id === "fund" ? { id, issuer: "house" } : { id, priceUsd: literal(PRICES[id]) }),
      ...(id === "stETH" ? { tracks: "ETH" } : {}),
    })),
    oracles: ASSETS.flatMap((asset) => oracles(d, asset)),
    ...{ venues: venues(d), markets, vaults: [], actors: [], positions: [] },
    issuers: [
      {
        ...{ id: "house", kind: "balance-sheet", supplyUnits: literal(1e9), liabilities: [] },
        ...{
          recoveryExternal: literal(1),
          recoveryClaims: literal(1),
          holdings: [{ asset: "ETH", units: literal(2.5e5) }],
        },
        external: [{ name: "bills", valueUsd: literal(5e8) }],
      },
    ],
    shocks: shocks(d, markets, severity),
  };
}
