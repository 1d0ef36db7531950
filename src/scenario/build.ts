import { keptAssets, lentAssets } from "../model/reserves.js";
import type {
  AaveV2Market,
  AaveV3Market,
  CompoundV2Market,
  CompoundV3Market,
  EulerMarket,
  Id,
  LiquityV1Market,
  LiquityV2Market,
  LlammaMarket,
  MakerMarket,
  Market,
  MorphoBlueMarket,
  Oracle,
  PerpMarket,
  Population,
  Scenario,
  Shock,
} from "../model/scenario.js";
import { Decimal } from "../numbers/decimal.js";
import { toLiteral } from "./amounts.js";
import type { Draft, DraftShock, Entries } from "./draft.js";

type DraftMarket = Entries<"markets"> extends ReadonlyMap<string, infer M> ? M : never;

/** The oracle that stands for "judged by the market price of the round". */
export const spotOracleId = (asset: Id): Id => `spot(${asset})`;

/** The oracle that stands for "one unit counts as one USD". */
const parOracleId = (asset: Id): Id => `par(${asset})`;

/** The market of a draft with every oracle named. */
export function completeMarket(id: Id, market: DraftMarket): Market {
  if (market.kind === "morpho-blue") {
    const oracle = market.oracle ?? spotOracleId(market.collateral);
    const loanOracle = market.loanOracle ?? spotOracleId(market.loan);
    return { id, ...market, oracle, loanOracle } satisfies MorphoBlueMarket;
  }
  switch (market.kind) {
    case "dydx-v4":
    case "hyperliquid":
    case "gmx-v2": {
      const oracle = market.oracle ?? spotOracleId(market.underlying);
      return { id, ...market, oracle, marginOracle: parOracleId(market.margin) } satisfies PerpMarket;
    }
    case "llamma": {
      const oracle = market.oracle ?? spotOracleId(market.collateral);
      const borrowedOracle = market.borrowedOracle ?? parOracleId(market.borrowed);
      return { id, ...market, oracle, borrowedOracle } satisfies LlammaMarket;
    }
    case "liquity-v1": {
      const oracle = market.oracle ?? spotOracleId(market.collateral);
      return { id, ...market, oracle, stablecoinOracle: parOracleId(market.stablecoin) } satisfies LiquityV1Market;
    }
    case "liquity-v2": {
      const oracle = market.oracle ?? spotOracleId(market.collateral);
      return { id, ...market, oracle, stablecoinOracle: parOracleId(market.stablecoin) } satisfies LiquityV2Market;
    }
    case "maker": {
      const oracle = market.oracle ?? spotOracleId(market.collateral);
      return { id, ...market, oracle, daiOracle: market.daiOracle ?? parOracleId(market.dai) } satisfies MakerMarket;
    }
    case "compound-v3": {
      const baseOracle = market.baseOracle ?? spotOracleId(market.base);
      return { id, ...market, baseOracle, collaterals: market.collaterals.map(judged) } satisfies CompoundV3Market;
    }
    case "aave-v3":
      return { id, ...market, reserves: market.reserves.map(judged) } satisfies AaveV3Market;
    case "aave-v2":
      return { id, ...market, reserves: market.reserves.map(judged) } satisfies AaveV2Market;
    case "compound-v2":
      return { id, ...market, reserves: market.reserves.map(judged) } satisfies CompoundV2Market;
    case "euler":
      return { id, ...market, reserves: market.reserves.map(judged) } satisfies EulerMarket;
  }
}

/** A reserve with its oracle named. */
const judged = <R extends { readonly asset: Id; readonly oracle?: Id }>(reserve: R): R & { readonly oracle: Id } => ({
  ...reserve,
  oracle: reserve.oracle ?? spotOracleId(reserve.asset),
});

/** The oracles of a scenario, with a spot or par oracle for every asset that a market judges without naming one. */
export function completeOracles(oracles: Entries<"oracles">, markets: readonly Market[]): readonly Oracle[] {
  const all = new Map<Id, Oracle>([...oracles].map(([id, oracle]) => [id, { id, ...oracle }]));
  const addImplied = (oracle: Id, asset: Id) => {
    if (oracle === spotOracleId(asset)) all.set(oracle, { id: oracle, kind: "spot", asset });
    if (oracle === parOracleId(asset))
      all.set(oracle, { id: oracle, kind: "fixed", asset, priceUsd: toLiteral(new Decimal(1)) });
  };
  for (const market of markets) {
    for (const { oracle, asset } of [...lentAssets(market), ...keptAssets(market)]) addImplied(oracle, asset);
  }
  return [...all.values()];
}

/** The parts of a scenario that are more than what stands in the file. */
export interface ScenarioParts extends Pick<Scenario, "oracles" | "markets" | "positions"> {
  readonly populations: readonly Population[];
}

/** Puts the checked parts together. */
export function buildScenario(
  draft: Draft,
  settings: NonNullable<Draft["settings"]>,
  { oracles, markets, positions, populations }: ScenarioParts,
): Scenario {
  const { sections } = draft;
  const listed = <T extends object>(entries: ReadonlyMap<Id, T>) =>
    [...entries].map(([id, entry]) => ({ id, ...entry }));
  return {
    ...settings,
    format: 1,
    sources: [...sections.sources].map(([id, text]) => ({ id, text })),
    assets: listed(sections.assets),
    oracles,
    venues: listed(sections.venues),
    markets,
    vaults: listed(sections.vaults),
    issuers: listed(sections.issuers),
    actors: listed(sections.actors),
    positions,
    ...(populations.length === 0 ? {} : { populations }),
    shocks: toShocks(draft.shocks),
    variants: [...draft.variants].map(([name, shocks]) => ({ name, shocks: toShocks(shocks) })),
  };
}

const toShocks = (shocks: readonly DraftShock[]): readonly Shock[] => shocks.map(({ shock }) => shock);
