import { at, isPositive, positivePart, type Running, running, totalOfRunning } from "../../numbers/arithmetic.js";
import { areSame, type UnderWater, type Valuation } from "../books/valuation.js";
import { covered } from "../claims/supply-claims.js";
import { kept } from "../nested.js";
import { mayBeUnderWater } from "../screen/screens.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import { sideUsd } from "./account.js";

/** The latest valuation of accounts of populations: worked out anew only if anything that goes into it has changed since. */
export function valuation<N>(world: World<N>, state: State<N>): Valuation<N> {
  const inputs: unknown[] = [state.accountChanges];
  world.reserves.list.forEach(({ asset }, reserve) => {
    inputs.push(state.assets[asset]?.marketUsd, covered(world, state, reserve));
  });
  for (const { supplyIndex, debtIndex } of state.reserves) inputs.push(supplyIndex, debtIndex);
  if (state.valued !== undefined && areSame(inputs, state.valued.inputs)) return state.valued;
  const now: Valuation<N> = { inputs, underWater: findUnderWater(world, state) };
  state.valued = now;
  return now;
}

function findUnderWater<N>(world: World<N>, state: State<N>): UnderWater<N>[] {
  const { n } = world;
  const marketUsd = world.reserves.list.map(({ asset }) => at(state.assets, asset).marketUsd);
  const ownedUsdOf = marketUsd.map((priceUsd, reserve) => n.mul(priceUsd, covered(world, state, reserve)));
  const atMarket = (reserve: number): N => at(marketUsd, reserve);
  const atOwned = (reserve: number): N => at(ownedUsdOf, reserve);
  const found: UnderWater<N>[] = [];
  for (const position of mayBeUnderWater(world, state)) {
    const debtUsd = sideUsd(world, state, position, "debt", atMarket);
    const ownedUsd = sideUsd(world, state, position, "collateral", atOwned);
    if (!isPositive(n, n.sub(debtUsd, ownedUsd))) continue;
    found.push({ position, debtUsd, ownedUsd, collateralUsd: sideUsd(world, state, position, "collateral", atMarket) });
  }
  return found;
}

/** Accounts of populations whose debt exceeds what they own, at market prices, in rising order. */
export const underWater = <N>(world: World<N>, state: State<N>): readonly UnderWater<N>[] =>
  world.positions.count === world.positions.listed ? [] : valuation(world, state).underWater;

/** By group, what its accounts owe beyond what they own: their owners walk away from it, so that it is no loss of theirs. */
export function walkedAwayUsd<N>(world: World<N>, accounts: readonly UnderWater<N>[]): N[] {
  const { n, groups, positions } = world;
  const sums = new Map<number, Running<N>>();
  for (const { position, debtUsd, ownedUsd } of accounts) {
    const sum = kept(sums, at(groups.of, position - positions.listed), () => running(n));
    n.accumulate(sum, positivePart(n, n.sub(debtUsd, ownedUsd)));
  }
  return groups.list.map((_, group) => {
    const sum = sums.get(group);
    return sum === undefined ? n.zero : totalOfRunning(n, sum);
  });
}
