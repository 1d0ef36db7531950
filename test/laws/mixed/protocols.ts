import type { LlammaMarket, PerpMarket, Position, StabilityPool } from "../../../src/model/scenario.js";
import { type Draws, literal } from "../draws.js";
import type { Part } from "./part.js";

const units = (asset: string, amount: number) => ({ asset, units: literal(amount) });

/** Liquity's first version or a branch of the second, with a stability pool and redeemers now and then. */
export function liquity(d: Draws): Part {
  const deposited = d.between(1_000, 200_000);
  const stabilityPool: StabilityPool = {
    ...{ depositors: "stability", units: literal(deposited) },
    ...(d.chance(0.6) ? { sell: { sharePerRound: literal(d.pick([0.3, 1])), into: "USD" } } : {}),
  };
  const terms = {
    ...{ id: "liquity", collateral: "ETH", oracle: "ETH-oracle", stablecoin: "LUSD", stablecoinOracle: "LUSD-par" },
    ...{ minimumRatio: literal(1.1), otherCollateralUnits: literal(100), otherBorrowedUnits: literal(80_000) },
    ...{ gasShare: literal(0.005), ...(d.chance(0.7) ? { stabilityPool } : {}) },
    ...(d.chance(0.6)
      ? { redeemers: { payWith: "USD", baseRate: literal(0), ...(d.chance(0.5) ? { sellInto: "USD" } : {}) } }
      : {}),
  };
  const troves = Array.from({ length: d.whole(2, 7) }, (_, i): Position => {
    const eth = d.between(5, 150);
    const owed = literal((eth * 2000) / d.between(1.12, 2.2));
    const rate = d.between(0.005, 0.1);
    return {
      ...{ id: `t${i}`, market: "liquity", collateral: [units("ETH", eth)], debt: [{ asset: "LUSD", units: owed }] },
      ...(d.chance(0.5) ? { annualRate: literal(rate) } : {}),
    };
  });
  const isFirst = d.chance(0.5);
  return {
    oracles: [{ id: "LUSD-par", kind: "fixed", asset: "LUSD", priceUsd: literal(1) }],
    actors: [{ id: "stability", holdings: [units("LUSD", deposited * 1.5)], policies: [] }],
    positions: isFirst ? troves.map(({ annualRate: _, ...trove }) => trove) : troves,
    shocks: d.chance(0.5)
      ? [{ kind: "sale", round: 1, asset: "LUSD", units: literal(d.between(1e4, 2e6)), into: "USD" }]
      : [],
    markets: [
      isFirst
        ? {
            ...{ ...terms, kind: "liquity-v1", criticalRatio: literal(1.5), gasReserveUnits: literal(200) },
            minimumDebtUnits: literal(1800),
          }
        : {
            ...{ ...terms, kind: "liquity-v2", shutdownRatio: literal(1.1), poolPenalty: literal(0.05) },
            ...{ redistributionPenalty: literal(0.1), gasCapUnits: literal(2), urgentBonus: literal(0.02) },
          },
    ],
  };
}

/** crvUSD's or LlamaLend's market, with loans in bands above, around and below the price. */
export function bands(d: Draws): Part {
  const market: LlammaMarket = {
    ...{ id: "llamma", kind: "llamma", collateral: "ETH", oracle: "ETH-oracle", borrowed: "USD" },
    ...{ borrowedOracle: "USD-par", amplification: literal(d.pick([30, 100])), fee: literal(d.pick([0, 0.006])) },
    ...{ adminShare: literal(d.pick([0, 0.5])), basePrice: literal(d.between(1950, 2100)) },
    ...{ loanDiscount: literal(0.1), liquidationDiscount: literal(0.06), reserveFactor: literal(0.1) },
    ...{ suppliedUnits: literal(3e6), otherBorrowedUnits: literal(1000) },
  };
  return {
    oracles: [{ id: "USD-par", kind: "fixed", asset: "USD", priceUsd: literal(1) }],
    markets: [market],
    positions: Array.from({ length: d.whole(1, 5) }, (_, i): Position => {
      const eth = d.between(5, 150);
      return {
        ...{ id: `b${i}`, market: "llamma", bands: d.whole(4, 12), firstBand: d.whole(1, 10) },
        ...{ collateral: [units("ETH", eth)], debt: [units("USD", eth * 2000 * d.between(0.5, 0.82))] },
      };
    }),
  };
}

const perpMarket = (d: Draws): PerpMarket => {
  const book = [
    { away: literal(0.001), units: literal(20) },
    { away: literal(0.01), units: literal(100) },
  ];
  const funding = { interestRate: literal(0.0001), clamp: literal(0.0005), periodSeconds: literal(28_800) };
  const base = {
    ...{ id: "perp", underlying: "ETH", oracle: "ETH-oracle", margin: "USD", marginOracle: "USD-margin" },
    hedgedOnSpotShare: literal(d.pick([0, 0.3, 1])),
  };
  const own = literal(d.between(1_000, 200_000));
  return d.pick<PerpMarket>([
    {
      ...{ ...base, kind: "dydx-v4", book, fundUnits: own, funding, maintenanceFraction: literal(0.03) },
      ...{ spreadToMaintenance: literal(1.5), bankruptcyAdjustment: literal(1), maxPenalty: literal(0.015) },
    },
    { ...base, kind: "hyperliquid", book, fundUnits: own, funding, maxLeverage: literal(25) },
    {
      ...{ ...base, kind: "gmx-v2", poolUnits: own, minCollateralFactor: literal(0.01), minCollateralUsd: literal(1) },
      ...{ closingFee: literal(0.0007), maxTestedImpact: literal(0) },
      impact: {
        ...{ exponent: literal(2), positiveFactor: literal(1e-9), negativeFactor: literal(2e-9) },
        ...{ maxPositiveFactor: literal(0.005), maxNegativeFactor: literal(0.01) },
      },
      ...{ otherLongUsd: literal(0), otherShortUsd: literal(0) },
      ...{ maxPnlFactorForAdl: literal(0.4), minPnlFactorAfterAdl: literal(0.2) },
    },
  ]);
};

/**
 * A perpetual venue of one of the three kinds, whose makers may hedge on the spot venues. No two entries are alike: of two that gain
 * alike, names decide who is deleveraged first.
 */
export const perps = (d: Draws): Part => ({
  oracles: [{ id: "USD-margin", kind: "fixed", asset: "USD", priceUsd: literal(1) }],
  markets: [perpMarket(d)],
  positions: Array.from({ length: d.whole(1, 7) }, (_, i): Position => {
    const size = d.between(2, 80) * (d.chance(0.65) ? 1 : -1);
    const margin = (Math.abs(size) * 2000) / d.between(4, 24);
    return {
      ...{ id: `x${i}`, market: "perp", debt: [], collateral: [units("USD", margin)] },
      perp: { sizeUnits: literal(size), entryPriceUsd: literal(d.between(1970, 2030)) },
    };
  }),
});
