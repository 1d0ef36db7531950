import { at, positivePart, running, totalOfRunning } from "../../numbers/arithmetic.js";
import { forEachAuctioned } from "../books/exposures.js";
import type { UnderWater } from "../books/valuation.js";
import { backing } from "../claims/supply-claims.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import { valuation, walkedAwayUsd } from "./walked-away.js";

/**
 * What the accounts of each group own together: the sum over accounts of max(0, collateral − debt), at market prices, which is that of
 * the group's totals and what owners walk away from.
 */
export function groupValuesUsd<N>(world: World<N>, state: State<N>): readonly N[] {
  if (world.groups.list.length === 0) return [];
  const latest = valuation(world, state);
  if (state.auctions.size > 0) return workOut(world, state, latest.underWater, auctionedUsd(world, state));
  latest.groupsUsd ??= workOut(world, state, latest.underWater, new Map());
  return latest.groupsUsd;
}

/** Indexed without `at`, which reads lists of all kinds and is slow in a loop over all groups. */
function workOut<N>(
  world: World<N>,
  state: State<N>,
  accounts: readonly UnderWater<N>[],
  onAuctionUsd: ReadonlyMap<number, readonly N[]>,
): N[] {
  const { n, groups, reserves } = world;
  const walkedAway = walkedAwayUsd(world, accounts);
  const marketUsd = reserves.list.map(({ asset }) => at(state.assets, asset).marketUsd);
  const ownedUsd = marketUsd.map((priceUsd, place) => n.mul(priceUsd, backing(world, state, place)));
  const owedUsd = marketUsd.map((priceUsd, place) =>
    n.sub(n.zero, n.mul(priceUsd, at(state.reserves, place).debtIndex)),
  );
  return groups.list.map((_, group) => {
    const sum = running(n);
    n.accumulate(sum, walkedAway[group] as N);
    for (const partUsd of onAuctionUsd.get(group) ?? []) n.accumulate(sum, partUsd);
    for (const { reserve, scaled } of state.groups.collateral[group] ?? [])
      n.accumulate(sum, n.mul(scaled, ownedUsd[reserve] as N));
    for (const { reserve, scaled } of state.groups.debt[group] ?? [])
      n.accumulate(sum, n.mul(scaled, owedUsd[reserve] as N));
    return positivePart(n, totalOfRunning(n, sum));
  });
}

/** What auctions of accounts of populations are worth to them, by group. */
function auctionedUsd<N>(world: World<N>, state: State<N>): ReadonlyMap<number, N[]> {
  const { n, groups, positions } = world;
  const parts = new Map<number, N[]>();
  for (const position of state.auctions.keys()) {
    const group = groups.of[position - positions.listed];
    if (group === undefined) continue;
    const ofGroup = parts.get(group) ?? [];
    parts.set(group, ofGroup);
    forEachAuctioned(world, state, position, (asset, units) =>
      ofGroup.push(n.mul(units, at(state.assets, asset).marketUsd)),
    );
  }
  return parts;
}
