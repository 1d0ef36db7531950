import type { Id, Scenario } from "../model/scenario.js";

/** Ids to places in scenario order, for everything the engine names by index. */
export interface Places {
  readonly asset: (id: Id) => number;
  readonly oracle: (id: Id) => number;
  readonly venue: (id: Id) => number;
  readonly market: (id: Id) => number;
  readonly vault: (id: Id) => number;
  readonly issuer: (id: Id) => number;
  readonly actor: (id: Id) => number;
}

/** A scenario handed over without having been checked names something that does not exist. */
export class UnknownIdError extends Error {
  constructor(
    readonly what: string,
    readonly id: Id,
  ) {
    super(`The scenario has no ${what} called "${id}"`);
    this.name = "UnknownIdError";
  }
}

function placesOf(what: string, list: readonly { readonly id: Id }[]): (id: Id) => number {
  const places = new Map(list.map((item, place) => [item.id, place]));
  return (id) => {
    const place = places.get(id);
    if (place === undefined) throw new UnknownIdError(what, id);
    return place;
  };
}

export function compilePlaces(scenario: Scenario): Places {
  return {
    asset: placesOf("asset", scenario.assets),
    oracle: placesOf("oracle", scenario.oracles),
    venue: placesOf("venue", scenario.venues),
    market: placesOf("market", scenario.markets),
    vault: placesOf("vault", scenario.vaults),
    issuer: placesOf("issuer", scenario.issuers),
    actor: placesOf("actor", scenario.actors),
  };
}
