import type { NodeKey } from "../../model/network.js";
import { type Population, unpackText } from "../../model/population.js";
import type { Id } from "../../model/scenario.js";
import { at } from "../../numbers/arithmetic.js";
import type { World } from "../world.js";

/** Who a position is, as events and books name it. */
export interface Who {
  /** A listed position's own node; the group's, for an account of a population. */
  readonly key: NodeKey;
  readonly id: Id;
  readonly market: Id;
  readonly eMode?: Id;
  readonly owner?: Id;
}

/** Which account of which population a position is; undefined for a listed one. */
function accountOfPopulation<N>(
  { scenario, positions }: World<N>,
  position: number,
): { readonly population: Population; readonly account: number } | undefined {
  let account = position - positions.listed;
  if (account < 0) return undefined;
  for (const population of scenario.populations ?? []) {
    if (account < population.accounts.count) return { population, account };
    account -= population.accounts.count;
  }
  return undefined;
}

/** The node of a position: its own where it is listed, else its group's. */
export const keyOf = <N>({ keys, positions, groups }: World<N>, position: number): NodeKey =>
  position < positions.listed
    ? at(keys.positions, position)
    : at(groups.list, at(groups.of, position - positions.listed)).key;

/** The node of a position's market. */
export const marketKeyOf = <N>({ keys, positions }: World<N>, position: number): NodeKey =>
  at(keys.markets, at(positions.market, position));

/** The e-mode that a position is in, if it is in one. */
export const eModeOf = <N>(world: World<N>, position: number): Id | undefined =>
  position < world.positions.listed
    ? at(world.scenario.positions, position).eMode
    : accountOfPopulation(world, position)?.population.eMode;

export function who<N>(world: World<N>, position: number): Who {
  const { scenario, positions } = world;
  const key = keyOf(world, position);
  const found = accountOfPopulation(world, position);
  if (found === undefined) {
    const { id, market, eMode, owner } = at(scenario.positions, position);
    return {
      ...{ key, id, market },
      ...(eMode === undefined ? {} : { eMode }),
      ...(owner === undefined ? {} : { owner }),
    };
  }
  const { population, account } = found;
  const { id, eMode, accounts } = population;
  const name = accounts.name === undefined ? `${id}-${account + 1}` : unpackText(accounts.name, account);
  const market = at(scenario.markets, at(positions.market, position)).id;
  return { key, id: name, market, ...(eMode === undefined ? {} : { eMode }) };
}
