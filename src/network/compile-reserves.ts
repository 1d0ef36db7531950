import { keptAssets, lentAssets, soldInto } from "../model/reserves.js";
import type { Id, JumpRateModel, Literal, Market, RateModel, Run, Scenario } from "../model/scenario.js";
import type { Places } from "./compile-ids.js";

/** One asset in one market, under one roof for pooled and isolated lenders. */
export interface Reserve {
  readonly market: number;
  readonly asset: number;
  readonly oracle: number;
  /** Whether deposits of this asset are lent out; collateral of an isolated market is not. */
  readonly lends: boolean;
  readonly suppliedUnits?: Literal;
  readonly ownUnits?: Literal;
  readonly otherBorrowedUnits?: Literal;
  readonly reserveFactor?: Literal;
  readonly rate?: RateModel;
  readonly supplyRate?: JumpRateModel;
  readonly run?: Run;
}

export interface Reserves {
  readonly list: readonly Reserve[];
  /** Place of an asset's reserve in a market; where it is lent and lies there as collateral apart, of the lent one. */
  readonly of: (market: number, asset: Id) => number;
  /** The same, but of the one that lies there as collateral. */
  readonly posted: (market: number, asset: Id) => number;
}

function reservesOf(market: Market, place: number, places: Places): Reserve[] {
  const lent = lentAssets(market).map(
    ({
      asset,
      oracle,
      suppliedUnits,
      ownUnits,
      otherBorrowedUnits,
      reserveFactor,
      rate,
      supplyRate,
      run,
    }): Reserve => ({
      ...{ market: place, asset: places.asset(asset), oracle: places.oracle(oracle), lends: true, otherBorrowedUnits },
      ...(reserveFactor === undefined ? {} : { reserveFactor }),
      ...(suppliedUnits === undefined ? {} : { suppliedUnits }),
      ...(ownUnits === undefined ? {} : { ownUnits }),
      ...(rate === undefined ? {} : { rate }),
      ...(supplyRate === undefined ? {} : { supplyRate }),
      ...(run === undefined ? {} : { run }),
    }),
  );
  const kept = [...keptAssets(market), ...soldInto(market)].map(
    ({ asset, oracle, ownUnits }): Reserve => ({
      ...{ market: place, asset: places.asset(asset), oracle: places.oracle(oracle), lends: false },
      ...(ownUnits === undefined ? {} : { ownUnits }),
    }),
  );
  return [...lent, ...kept];
}

/** All reserves, market by market. */
export function compileReserves(scenario: Scenario, places: Places): Reserves {
  const list = scenario.markets.flatMap((market, place) => reservesOf(market, place, places));
  const pairOf = (market: number, asset: number): number => market * scenario.assets.length + asset;
  const pairs = list.map(({ market, asset }, place) => [pairOf(market, asset), place] as const);
  const finder =
    (byPair: ReadonlyMap<number, number>) =>
    (market: number, asset: Id): number => {
      const place = byPair.get(pairOf(market, places.asset(asset)));
      if (place === undefined) throw new Error(`Market ${scenario.markets[market]?.id} has no reserve of ${asset}`);
      return place;
    };
  return { list, of: finder(new Map(pairs.toReversed())), posted: finder(new Map(pairs)) };
}
