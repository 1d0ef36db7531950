import { nodeKey } from "../model/network.js";
import type { Id, Literal, Position, Scenario, Shock } from "../model/scenario.js";

/** Something whose importance is asked for. */
export interface Candidate {
  /** As in the exposure network, or the key of a market. */
  readonly name: string;
  readonly kind: "issuer" | "market" | "vault" | "accounts";
  readonly id: Id;
  /** Whose own losses do not count; positions by key. */
  readonly own: ReadonlySet<string>;
}

const accountName = ({ id, group, owner }: Position): string =>
  group !== undefined && owner === undefined ? `group:${group}` : nodeKey("position", id);

/** Issuers, markets, vaults, and accounts: one by one, those of one table or distribution together. */
export function candidatesOf(scenario: Scenario): readonly Candidate[] {
  const accounts = new Map<string, string[]>();
  for (const position of scenario.positions) {
    const name = accountName(position);
    const keys = accounts.get(name);
    if (keys === undefined) accounts.set(name, [nodeKey("position", position.id)]);
    else keys.push(nodeKey("position", position.id));
  }
  const alone = (kind: "issuer" | "vault", id: Id): Candidate => {
    const name = nodeKey(kind, id);
    return { name, kind, id, own: new Set([name]) };
  };
  return [
    ...scenario.issuers.map(({ id }) => alone("issuer", id)),
    ...scenario.vaults.map(({ id }) => alone("vault", id)),
    ...scenario.markets
      .map(({ id }) => ({ id, borrowers: scenario.positions.filter(({ market }) => market === id) }))
      // A market with one account, or one group of them, says what these say.
      .filter(({ borrowers }) => new Set(borrowers.map(accountName)).size > 1)
      .map(({ id, borrowers }): Candidate => {
        const own = new Set(borrowers.map((position) => nodeKey("position", position.id)));
        return { name: nodeKey("market", id), kind: "market", id, own };
      }),
    ...[...accounts].map(([name, keys]): Candidate => {
      return { name, kind: "accounts", id: name.slice(name.indexOf(":") + 1), own: new Set(keys) };
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
export function failing(scenario: Scenario, { kind, id, own }: Candidate): Scenario {
  switch (kind) {
    case "accounts":
    case "market":
      return {
        ...scenario,
        shocks: [],
        positions: scenario.positions.map((position) =>
          own.has(nodeKey("position", position.id))
            ? { ...position, collateral: position.collateral.map(({ asset }) => ({ asset, units: ZERO })) }
            : position,
        ),
      };
    case "vault": {
      const supplies = scenario.vaults.find((vault) => vault.id === id)?.supplies ?? [];
      const writeOffs = supplies.map(({ market }): Shock => ({ kind: "vault-write-off", round: 0, vault: id, market }));
      return { ...scenario, shocks: writeOffs };
    }
    case "issuer": {
      const losses = (scenario.issuers.find((issuer) => issuer.id === id)?.external ?? []).map(
        ({ valueUsd }): Shock => ({ kind: "issuer-loss", round: 0, issuer: id, valueUsd }),
      );
      const tokens = scenario.assets.filter((asset) => asset.issuer === id);
      const worthless = tokens.map(
        (token): Shock => ({ kind: "price", round: 0, asset: token.id, change: "-1" as Literal }),
      );
      return { ...scenario, shocks: [...losses, ...worthless] };
    }
  }
}
