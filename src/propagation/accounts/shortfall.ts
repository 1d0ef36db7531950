import { at, isPositive, positivePart, ratio, running, totalOfRunning } from "../../numbers/arithmetic.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import { forEachSlot, sideUsd, slotUnits } from "./account.js";
import { underWater } from "./walked-away.js";

/**
 * What listed debts exceed their collateral by at market prices, by reserve: max(0, D − C) of every position, spread over its debts
 * by value.
 */
export function shortfallsUsd<N>(world: World<N>, state: State<N>): N[] {
  const { n } = world;
  const sums = world.reserves.list.map(() => running(n));
  const priceUsd = (reserve: number): N => at(state.assets, at(world.reserves.list, reserve).asset).marketUsd;
  const spread = (position: number, debtUsd: N, collateralUsd: N): void => {
    const uncovered = positivePart(n, n.sub(debtUsd, collateralUsd));
    if (!isPositive(n, uncovered)) return;
    forEachSlot(world, position, "debt", (slot, reserve) => {
      const slotUsd = n.mul(slotUnits(world, state, "debt", slot), priceUsd(reserve));
      n.accumulate(at(sums, reserve), n.mul(uncovered, ratio(n, slotUsd, debtUsd, n.zero)));
    });
  };
  for (let position = 0; position < world.positions.listed; position += 1) {
    const debtUsd = sideUsd(world, state, position, "debt", priceUsd);
    if (isPositive(n, debtUsd)) spread(position, debtUsd, sideUsd(world, state, position, "collateral", priceUsd));
  }
  for (const { position, debtUsd, collateralUsd } of underWater(world, state)) spread(position, debtUsd, collateralUsd);
  return sums.map((sum) => totalOfRunning(n, sum));
}
