import { nodeKey } from "../model/network.js";
import type { Id, Literal, Population, Position, Scenario, Shock } from "../model/scenario.js";
import { quiet, underShocks } from "./quiet.js";

/** Something whose importance is asked for. */
export interface Candidate {
  /** As in the exposure network, or the key of a market. */
  readonly name: string;
  readonly kind: "issuer" | "market" | "vault" | "accounts";
  readonly id: Id;
  /** Whether the losses of a node are its own, which do not count. */
  owns(key: string): boolean;
  /** Nodes of the exposure network, accounts in their groups, that fail with it. */
  readonly nodes: ReadonlySet<string>;
}

const accountName = ({ id, group, owner }: Position): string =>
  group !== undefined && owner === undefined ? `group:${group}` : nodeKey("position", id);

/** What the keys of a population's groups begin with. */
export const populationKey = (id: Id): string => `${nodeKey("position", id)}: `;

/** Accounts that stand and fall together. */
interface Accounts {
  readonly name: string;
  readonly markets: ReadonlySet<Id>;
  owns(key: string): boolean;
}

function accountsOf({ positions, populations = [] }: Scenario): readonly Accounts[] {
  const listed = new Map<string, { readonly keys: Set<string>; readonly markets: Set<Id> }>();
  for (const position of positions) {
    const name = accountName(position);
    const known = listed.get(name) ?? { keys: new Set(), markets: new Set() };
    known.keys.add(nodeKey("position", position.id));
    known.markets.add(position.market);
    listed.set(name, known);
  }
  return [
    ...[...listed].map(([name, { keys, markets }]) => ({ name, markets, owns: (key: string) => keys.has(key) })),
    ...populations.map(({ id, accounts }) => ({
      name: `group:${id}`,
      markets: new Set(accounts.markets),
      owns: (key: string) => key.startsWith(populationKey(id)),
    })),
  ];
}

/**
 * Issuers, vaults, markets, and accounts: one by one, those of one table or distribution together.
 *
 * A market stands for the accounts in it, those that are in other markets too included. One with a single account, or a single group of
 * them, says what these say and is left out.
 */
export function candidatesOf(scenario: Scenario): readonly Candidate[] {
  const accounts = accountsOf(scenario);
  const alone = (kind: "issuer" | "vault", id: Id): Candidate => {
    const name = nodeKey(kind, id);
    return { name, kind, id, owns: (key) => key === name, nodes: new Set([name]) };
  };
  return [
    ...scenario.issuers.map(({ id }) => alone("issuer", id)),
    ...scenario.vaults.map(({ id }) => alone("vault", id)),
    ...scenario.markets.flatMap(({ id }): readonly Candidate[] => {
      const borrowers = accounts.filter(({ markets }) => markets.has(id));
      if (borrowers.length < 2) return [];
      const owns = (key: string): boolean => borrowers.some((each) => each.owns(key));
      return [
        { name: nodeKey("market", id), kind: "market", id, owns, nodes: new Set(borrowers.map(({ name }) => name)) },
      ];
    }),
    ...accounts.map(({ name, owns }): Candidate => {
      return { name, kind: "accounts", id: name.slice(name.indexOf(":") + 1), owns, nodes: new Set([name]) };
    }),
  ];
}

const ZERO = "0" as Literal;

/**
 * The scenario with nothing happening but that a candidate fails.
 *
 * Accounts, and a market through its borrowers: their collateral is gone from the start. A vault: all it has lent is written off. An
 * issuer: its external assets are lost and its tokens are worth nothing.
 */
export function failing(scenario: Scenario, { kind, id, owns }: Candidate): Scenario {
  switch (kind) {
    case "accounts":
    case "market":
      return {
        ...quiet(scenario),
        positions: scenario.positions.map((position) =>
          owns(nodeKey("position", position.id))
            ? { ...position, collateral: position.collateral.map(({ asset }) => ({ asset, units: ZERO })) }
            : position,
        ),
        populations: (scenario.populations ?? []).map((population) =>
          owns(populationKey(population.id)) ? withNothingPosted(population) : population,
        ),
      };
    case "vault": {
      const supplies = scenario.vaults.find((vault) => vault.id === id)?.supplies ?? [];
      const writeOffs = supplies.map(({ market }): Shock => ({ kind: "vault-write-off", round: 0, vault: id, market }));
      return underShocks(scenario, writeOffs);
    }
    case "issuer": {
      const losses = (scenario.issuers.find((issuer) => issuer.id === id)?.external ?? []).map(
        ({ valueUsd }): Shock => ({ kind: "issuer-loss", round: 0, issuer: id, valueUsd }),
      );
      const tokens = scenario.assets.filter((asset) => asset.issuer === id);
      const worthless = tokens.map(
        (token): Shock => ({ kind: "price", round: 0, asset: token.id, change: "-1" as Literal }),
      );
      return underShocks(scenario, [...losses, ...worthless]);
    }
  }
}

function withNothingPosted(population: Population): Population {
  const { accounts } = population;
  const { collateral } = accounts;
  const units = new Float64Array(collateral.units.length);
  return { ...population, accounts: { ...accounts, collateral: { ...collateral, units } } };
}
