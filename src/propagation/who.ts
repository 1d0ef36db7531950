import { type NodeKey, nodeKey } from "../model/network.js";
import { type Population, unpackText } from "../model/population.js";
import type { Id } from "../model/scenario.js";
import { at } from "../numbers/arithmetic.js";
import type { World } from "./world.js";

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

export function who<N>(world: World<N>, position: number): Who {
  const { scenario, positions, groups } = world;
  const found = accountOfPopulation(world, position);
  if (found === undefined) {
    const { id, market, eMode, owner } = at(scenario.positions, position);
    return {
      ...{ key: nodeKey("position", id), id, market },
      ...(eMode === undefined ? {} : { eMode }),
      ...(owner === undefined ? {} : { owner }),
    };
  }
  const { population, account } = found;
  const { id, eMode, accounts } = population;
  const { key } = at(groups.list, at(groups.of, position - positions.listed));
  const name = accounts.name === undefined ? `${id}-${account + 1}` : unpackText(accounts.name, account);
  const market = at(scenario.markets, at(positions.market, position)).id;
  return { key, id: name, market, ...(eMode === undefined ? {} : { eMode }) };
}
