import type { Id, Scenario } from "../model/scenario.js";
import { at } from "../numbers/arithmetic.js";
import type { Places } from "./compile-ids.js";
import type { PositionColumns } from "./compile-positions.js";
import type { Reserves } from "./compile-reserves.js";

/** Where claims on one issuer or vault may lie. */
export interface ClaimPlaces {
  readonly assets: readonly number[];
  readonly reserves: readonly number[];
  /** Collateral slots of listed positions. */
  readonly slots: readonly number[];
  readonly holdings: readonly { readonly issuer: number; readonly holding: number }[];
  readonly vaults: readonly number[];
}

/** Finds for every issuer and vault that has a token where it may lie. */
export function compileClaims<N>(
  scenario: Scenario,
  places: Places,
  reserves: Reserves,
  { collateral, listed }: PositionColumns<N>,
): ReadonlyMap<Id, ClaimPlaces> {
  const issuers = new Set(scenario.assets.flatMap(({ issuer }) => (issuer === undefined ? [] : [issuer])));
  const indices = <T>(list: ArrayLike<T>, matches: (item: T) => boolean): number[] =>
    Array.from(list, (item, i) => (matches(item) ? [i] : [])).flat();
  const listedReserves = collateral.reserve.subarray(0, at(collateral.start, listed));
  const claims = [...issuers].map((id): readonly [Id, ClaimPlaces] => {
    const isClaim = (asset: number): boolean => at(scenario.assets, asset).issuer === id;
    return [
      id,
      {
        assets: indices(scenario.assets, ({ issuer }) => issuer === id),
        reserves: indices(reserves.list, ({ asset }) => isClaim(asset)),
        slots: indices(listedReserves, (reserve) => isClaim(at(reserves.list, reserve).asset)),
        holdings: scenario.issuers.flatMap(({ holdings }, issuer) =>
          indices(holdings, ({ asset }) => isClaim(places.asset(asset))).map((holding) => ({ issuer, holding })),
        ),
        vaults: indices(scenario.vaults, ({ asset }) => isClaim(places.asset(asset))),
      },
    ];
  });
  return new Map(claims);
}
