import type { Id, Literal, Population, Scenario, Shock } from "../model/scenario.js";
import type { Factor } from "../model/sensitivity.js";
import { neumaierTotal } from "../numbers/sums.js";
import { underShocks } from "./quiet.js";

/** Scenarios by the size of their shock. */
export interface Family {
  readonly name: string;
  readonly unit: "share" | "value";
  /** Sizes to try first, ascending. */
  readonly grid: readonly number[];
  at(size: number): Promise<Scenario>;
}

/** A number as a scenario states it, without an exponent. */
export const literal = (value: number): Literal => PLAIN.format(value) as Literal;

const PLAIN = new Intl.NumberFormat("en-US", {
  useGrouping: false,
  maximumSignificantDigits: 15,
  maximumFractionDigits: 20,
});

/** The scenario with one shock in place of its own: the price of an asset moves at the start by `move` (−0.4 for −40 %). */
export const withMove = (scenario: Scenario, asset: Id, move: number): Scenario =>
  withFactorMove(scenario, { kind: "price", asset }, move);

/** The scenario with one shock in place of its own: the factor moves at the start by the share `move`. */
export const withFactorMove = (scenario: Scenario, factor: Factor, move: number): Scenario =>
  underShocks(scenario, moveOf(scenario, factor, move));

/** A factor's move at the start as a shock; none for no move. */
export function moveOf(scenario: Scenario, factor: Factor, move: number): readonly Shock[] {
  if (move === 0) return [];
  if (factor.kind === "price") return [{ kind: "price", round: 0, asset: factor.asset, change: literal(move) }];
  const valueUsd = literal(-move * externalUsd(scenario, factor.issuer));
  return [{ kind: "issuer-loss", round: 0, issuer: factor.issuer, valueUsd }];
}

/** Value of an issuer's external assets; 0 where there is no such issuer. */
export const externalUsd = ({ issuers }: Scenario, issuer: Id): number =>
  neumaierTotal(issuers.find(({ id }) => id === issuer)?.external.map(({ valueUsd }) => Number(valueUsd)) ?? []);

/** Falls of one asset's price at the start, in place of the scenario's shocks. */
export const fallsOf = (scenario: Scenario, asset: Id, grid: readonly number[]): Family => ({
  name: `${asset} falls`,
  unit: "share",
  grid,
  at: async (size) => withMove(scenario, asset, -size),
});

/** Assets whose fall somebody with an account or a balance sheet would feel: posted, held, or tracked by one that is. */
export function feltAssets({ assets, positions, populations = [], issuers, actors }: Scenario): readonly Id[] {
  const felt = new Set(
    [
      ...positions.flatMap(({ collateral }) => collateral),
      ...[...issuers, ...actors].flatMap(({ holdings }) => holdings),
    ]
      .map(({ asset }) => asset)
      .concat(populations.flatMap(postedIn)),
  );
  for (let grew = true; grew; ) {
    const more = assets.flatMap(({ id, tracks }) =>
      tracks !== undefined && felt.has(id) && !felt.has(tracks) ? [tracks] : [],
    );
    for (const id of more) felt.add(id);
    grew = more.length > 0;
  }
  return assets.flatMap(({ id }) => (felt.has(id) ? [id] : []));
}

function postedIn({ accounts }: Population): readonly Id[] {
  const posted = new Set(accounts.collateral.asset);
  return accounts.assets.filter((_, place) => posted.has(place));
}

/** Losses of a share of one issuer's external assets at the start, in place of the scenario's shocks. */
export const lossesOf = (scenario: Scenario, issuer: Id, grid: readonly number[]): Family => ({
  name: `${issuer} loses external assets`,
  unit: "share",
  grid,
  at: async (size) => withFactorMove(scenario, { kind: "backing", issuer }, -size),
});

/** Falls of every felt asset, and losses of every issuer that has external assets. */
export const allFamilies = (scenario: Scenario, grid: readonly number[]): readonly Family[] => [
  ...feltAssets(scenario).map((asset) => fallsOf(scenario, asset, grid)),
  ...scenario.issuers
    .filter(({ external }) => external.length > 0)
    .map((issuer) => lossesOf(scenario, issuer.id, grid)),
];
