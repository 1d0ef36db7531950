import { at, isPositive, positivePart } from "../numbers/arithmetic.js";
import { sideUsd } from "./account.js";
import { mayBeUnderWater } from "./screen/screens.js";
import type { State } from "./state.js";
import { covered } from "./supply-claims.js";
import type { World } from "./world.js";

/** An account of a population that owes more than it owns, at market prices. */
export interface UnderWater<N> {
  readonly position: number;
  readonly debtUsd: N;
  readonly collateralUsd: N;
  /** Its collateral, less its part of the deficits of what it is supplied to. */
  readonly ownedUsd: N;
}

/** Accounts of populations whose debt exceeds what they own, at market prices, in rising order. */
export function underWater<N>(world: World<N>, state: State<N>): UnderWater<N>[] {
  const { n, reserves } = world;
  const marketUsd = (reserve: number): N => at(state.assets, at(reserves.list, reserve).asset).marketUsd;
  const ownedPriceUsd = (reserve: number): N => n.mul(marketUsd(reserve), covered(world, state, reserve));
  return mayBeUnderWater(world, state).flatMap((position) => {
    const debtUsd = sideUsd(world, state, position, "debt", marketUsd);
    const ownedUsd = sideUsd(world, state, position, "collateral", ownedPriceUsd);
    if (!isPositive(n, n.sub(debtUsd, ownedUsd))) return [];
    const collateralUsd = sideUsd(world, state, position, "collateral", marketUsd);
    return [{ position, debtUsd, collateralUsd, ownedUsd }];
  });
}

/** By group, what its accounts owe beyond what they own: their owners walk away from it, so that it is no loss of theirs. */
export function walkedAwayUsd<N>(world: World<N>, state: State<N>): N[] {
  const { n, groups, positions } = world;
  const parts: N[][] = groups.list.map(() => []);
  if (parts.length === 0) return [];
  for (const { position, debtUsd, ownedUsd } of underWater(world, state))
    at(parts, at(groups.of, position - positions.listed)).push(positivePart(n, n.sub(debtUsd, ownedUsd)));
  return parts.map((amounts) => n.total(amounts));
}
