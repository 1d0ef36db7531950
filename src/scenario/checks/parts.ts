import { oraclesRead } from "../../model/oracles.js";
import { keptAssets, lentAssets } from "../../model/reserves.js";
import type { Actor, Asset, Id, Issuer, Market, Oracle, Position, Shock, Vault, Venue } from "../../model/scenario.js";

type Named<T> = ReadonlyMap<Id, Omit<T, "id">>;

/** The parts of a scenario that a shock can touch. */
export interface Parts {
  readonly isAsset: (id: Id) => boolean;
  /** Of those that the file declares. */
  readonly isOracle: (id: Id) => boolean;
  readonly issuers: Named<Issuer>;
  readonly vaults: Named<Vault>;
  readonly markets: ReadonlyMap<Id, Market>;
  /** Whether these are all parts: if some could not be read, that nothing here uses an asset proves nothing. */
  readonly isWhole: boolean;
  /** Assets that something holds, sells, owes or judges. */
  readonly used: ReadonlySet<Id>;
  /** Assets with a venue. */
  readonly traded: ReadonlySet<Id>;
  /** Oracles that a market judges by, now or after a switch, and those that they read. */
  readonly judging: ReadonlySet<Id>;
}

export interface PartLists {
  readonly assets: readonly Pick<Asset, "id" | "tracks">[];
  readonly venues: readonly VenueTokens[];
  readonly markets: readonly Market[];
  readonly vaults: readonly Pick<Vault, "asset">[];
  readonly issuers: readonly Pick<Issuer, "holdings">[];
  readonly actors: readonly Pick<Actor, "holdings">[];
  readonly oracles: readonly Oracle[];
  readonly positions: readonly Position[];
  /** Of all variants. */
  readonly shocks: readonly Shock[];
}

type VenueTokens = Venue extends infer V ? (V extends Venue ? Omit<V, "id"> : never) : never;

/** The assets that a venue trades. */
const tokensOf = (venue: VenueTokens): readonly Id[] =>
  "balances" in venue ? venue.balances.map(({ asset }) => asset) : [venue.asset, venue.quote];

export const tradedAssets = (venues: readonly VenueTokens[]): ReadonlySet<Id> => new Set(venues.flatMap(tokensOf));

/** Oracles that a market judges by, now or after a switch, and those that they read. */
export function judgingOracles({
  oracles,
  markets,
  shocks,
}: Pick<PartLists, "oracles" | "markets" | "shocks">): ReadonlySet<Id> {
  const judging = new Set<Id>(
    markets.flatMap((market) => [...lentAssets(market), ...keptAssets(market)].map(({ oracle }) => oracle)),
  );
  for (const shock of shocks) if (shock.kind === "oracle-switch") judging.add(shock.oracle);
  const byId = new Map(oracles.map((oracle) => [oracle.id, oracle]));
  for (const id of judging) {
    const oracle = byId.get(id);
    for (const read of oracle === undefined ? [] : oraclesRead(oracle)) judging.add(read);
  }
  return judging;
}

/** Assets that something holds, sells, owes or judges. */
export function usedAssets(lists: PartLists): ReadonlySet<Id> {
  const used = new Set(tradedAssets(lists.venues));
  for (const { holdings } of [...lists.issuers, ...lists.actors]) for (const { asset } of holdings) used.add(asset);
  for (const { asset } of lists.vaults) used.add(asset);
  for (const { collateral, debt } of lists.positions) {
    for (const { asset } of collateral) used.add(asset);
    for (const { asset } of debt) used.add(asset);
  }
  for (const market of lists.markets) {
    for (const { asset } of [...lentAssets(market), ...keptAssets(market)]) used.add(asset);
  }
  const judging = judgingOracles(lists);
  for (const oracle of lists.oracles) {
    if (!judging.has(oracle.id)) continue;
    used.add(oracle.asset);
    if ("underlying" in oracle) used.add(oracle.underlying);
  }
  const tracks = new Map(lists.assets.map((asset) => [asset.id, asset.tracks]));
  for (const id of used) {
    const carrier = tracks.get(id);
    if (carrier !== undefined) used.add(carrier);
  }
  return used;
}
