import { nodeKey } from "../model/network.js";
import type { Asset, Id, Issuer, Literal, Position, Scenario, Shock } from "../model/scenario.js";
import { type Candidate, populationKey } from "./rank-candidates.js";

/**
 * The scenario without a candidate, under its own shocks; whatever others had in it is replaced by something safe of the same value.
 *
 * Accounts are left out. A market is left out with its accounts, and what vaults had supplied to it lies idle. A vault is left out, so
 * that lenders who are not listed lend in its place. An issuer is left out: its tokens keep their opening price, what it owed to
 * other issuers they have safely elsewhere, and shocks to it and to its tokens do not happen.
 */
export function without(scenario: Scenario, candidate: Candidate, openingUsd: ReadonlyMap<Id, number>): Scenario {
  const { kind, id } = candidate;
  const rest = { ...scenario, shocks: scenario.shocks.filter((shock) => !concerns(shock, candidate, scenario)) };
  switch (kind) {
    case "accounts":
      return { ...rest, ...withoutAccounts(scenario, candidate) };
    case "market":
      return {
        ...rest,
        markets: scenario.markets.filter((market) => market.id !== id),
        ...withoutAccounts(scenario, candidate),
        vaults: scenario.vaults.map((vault) => {
          const kept = vault.supplies.filter(({ market }) => market !== id);
          const freed = vault.supplies.filter(({ market }) => market === id);
          const idle = freed.reduce((total, { units }) => total + Number(units), Number(vault.idleUnits));
          return freed.length === 0 ? vault : { ...vault, supplies: kept, idleUnits: String(idle) as Literal };
        }),
      };
    case "vault":
      return {
        ...rest,
        vaults: scenario.vaults.filter((vault) => vault.id !== id),
        assets: scenario.assets.map((asset) => (asset.issuer === id ? safe(asset, openingUsd) : asset)),
      };
    case "issuer":
      return {
        ...rest,
        issuers: scenario.issuers.filter((issuer) => issuer.id !== id).map((issuer) => repaid(issuer, id, scenario)),
        assets: scenario.assets.map((asset) => (asset.issuer === id ? safe(asset, openingUsd) : asset)),
        positions: scenario.positions.map((position) => (position.owner === id ? unowned(position) : position)),
      };
  }
}

const withoutAccounts = ({ positions, populations = [] }: Scenario, { owns }: Candidate) => ({
  positions: positions.filter(({ id }) => !owns(nodeKey("position", id))),
  populations: populations.filter((population) => !owns(populationKey(population.id))),
});

function safe({ issuer: _, ...asset }: Asset, openingUsd: ReadonlyMap<Id, number>): Asset {
  return { ...asset, priceUsd: String(openingUsd.get(asset.id) ?? 0) as Literal };
}

const unowned = ({ owner: _, ...position }: Position): Position => position;

/** An issuer whose loans to the one that is left out are safe assets instead. */
function repaid(issuer: Issuer, debtor: Id, scenario: Scenario): Issuer {
  const loans = scenario.issuers
    .filter(({ id }) => id === debtor)
    .flatMap(({ liabilities }) => liabilities.filter(({ to }) => to === issuer.id));
  if (loans.length === 0) return issuer;
  const instead = loans.map(({ valueUsd }) => ({ name: `in place of a loan to ${debtor}`, valueUsd }));
  return { ...issuer, external: [...issuer.external, ...instead] };
}

/** Whether a shock is about the candidate or, of an issuer or vault, about its tokens. */
function concerns(shock: Shock, { kind, id }: Candidate, { assets }: Scenario): boolean {
  if (kind === "accounts") return false;
  const names = (part: object): boolean => Object.entries(part).some(([key, value]) => key === kind && value === id);
  const isToken = (asset: Id): boolean => assets.some((each) => each.id === asset && each.issuer === id);
  const isPrice = shock.kind === "price" || shock.kind === "price-path" || shock.kind === "sale";
  return (
    names(shock) ||
    (shock.kind === "capital-injection" && names(shock.into)) ||
    (kind !== "market" && isPrice && isToken(shock.asset))
  );
}
