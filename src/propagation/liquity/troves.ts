import { type StakedTrove, stakeOf } from "../../mechanics/cdp/liquity/redistribution.js";
import { isLiquity, type LiquityMarket } from "../../model/liquity.js";
import { nodeKey } from "../../model/network.js";
import type { Reserve } from "../../network/compile-reserves.js";
import { at, isPositive, isZero } from "../../numbers/arithmetic.js";
import { findSlot, slotUnits } from "../accounts/account.js";
import { noteSlot } from "../accounts/groups.js";
import { who } from "../accounts/who.js";
import type { Books } from "../books/books.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import type { Liquity } from "./liquity-state.js";

/** An account that owes. */
export interface Trove<N> extends StakedTrove<N> {
  /** Absent: all troves that are not listed. */
  readonly position?: number;
}

/** Liquity markets by place, before anything has happened. */
export function openLiquity<N>(world: World<N>): Map<number, Liquity<N>> {
  const { n, scenario, positions } = world;
  const all = scenario.markets.flatMap((market, place): [number, Liquity<N>][] => {
    if (!isLiquity(market)) return [];
    const collateral = n.parse(market.otherCollateralUnits);
    const of: number[] = [];
    positions.market.forEach((each, position) => {
      if (each === place) of.push(position);
    });
    const none = { gains: n.zero, gained: n.zero, redeemedSeconds: n.zero, bought: n.zero, toSell: n.zero };
    const opened: Liquity<N> = {
      ...{ positions: of, unlisted: { stake: collateral, debt: n.parse(market.otherBorrowedUnits), collateral } },
      ...{
        stakes: openingStakes(world, market, of),
        snapshot: { stakes: n.zero, collateral: n.zero },
        isShutDown: false,
      },
      ...{ deposits: n.parse(market.stabilityPool?.units ?? "0"), ...none },
      baseRate: n.parse(market.redeemers?.baseRate ?? "0"),
    };
    return [[place, opened]];
  });
  return new Map(all);
}

/** Before any liquidation, the stake of a trove is its collateral. */
function openingStakes<N>(world: World<N>, market: LiquityMarket, troves: readonly number[]): Liquity<N>["stakes"] {
  const { openingUnits } = world.positions.collateral;
  const stakes: Liquity<N>["stakes"] = new Map();
  for (const position of troves) {
    const slot = troveSlots(world, market, position).collateral;
    if (slot !== undefined) stakes.set(position, { stake: at(openingUnits, slot), collateral: at(openingUnits, slot) });
  }
  return stakes;
}

/** A market's troves, what it calls its reserves, and its oracle's price now. */
export function branchOf<N>(world: World<N>, state: State<N>, market: LiquityMarket, place: number) {
  const { reserves, places } = world;
  const [coinPlace, heldPlace] = [reserves.of(place, market.stablecoin), reserves.of(place, market.collateral)];
  const liquity = state.liquity.get(place);
  if (liquity === undefined) throw new Error(`Market ${market.id} was not opened as a Liquity market`);
  return {
    ...{ liquity, place, coinPlace, heldPlace, key: nodeKey("market", market.id) },
    ...{ coin: at(state.reserves, coinPlace), held: at(state.reserves, heldPlace) },
    ...{ coinAsset: places.asset(market.stablecoin), heldAsset: places.asset(market.collateral) },
    priceUsd: at(state.oracles, at(reserves.list, heldPlace).oracle).priceUsd,
  };
}

/** Slots of a trove's collateral and debt; a trove that was opened with one of them alone has no other. */
function troveSlots<N>(world: World<N>, market: LiquityMarket, position: number) {
  const { places } = world;
  return {
    collateral: findSlot(world, position, "collateral", places.asset(market.collateral)),
    debt: findSlot(world, position, "debt", places.asset(market.stablecoin)),
  };
}

/** Open troves of a market: accounts that owe, in scenario order, then those not listed, as one. */
export function openTroves<N>(world: World<N>, state: State<N>, market: LiquityMarket, place: number): Trove<N>[] {
  const { n } = world;
  const { liquity } = branchOf(world, state, market, place);
  const troves = liquity.positions.flatMap((position): Trove<N>[] => {
    const slots = troveSlots(world, market, position);
    if (slots.debt === undefined || !isPositive(n, at(state.debt, slots.debt))) return [];
    const debt = slotUnits(world, state, "debt", slots.debt);
    if (slots.collateral === undefined) return [{ position, debt, collateral: n.zero, stake: n.zero }];
    const collateral = slotUnits(world, state, "collateral", slots.collateral);
    const known = liquity.stakes.get(position);
    const isUntouched = known !== undefined && isZero(n, n.sub(collateral, known.collateral));
    return [
      { position, debt, collateral, stake: isUntouched ? known.stake : stakeOf(n, collateral, liquity.snapshot) },
    ];
  });
  return isPositive(n, liquity.unlisted.debt) ? [...troves, liquity.unlisted] : troves;
}

/** Debt and collateral of all open troves, in units. */
export function troveTotals<N>(
  world: World<N>,
  state: State<N>,
  market: LiquityMarket,
  place: number,
): { readonly debt: N; readonly collateral: N } {
  const { n } = world;
  const { unlisted, positions } = branchOf(world, state, market, place).liquity;
  const debts = [unlisted.debt];
  const collaterals = [isPositive(n, unlisted.debt) ? unlisted.collateral : n.zero];
  for (const position of positions) {
    const slots = troveSlots(world, market, position);
    if (slots.debt === undefined || !isPositive(n, at(state.debt, slots.debt))) continue;
    debts.push(slotUnits(world, state, "debt", slots.debt));
    if (slots.collateral !== undefined) collaterals.push(slotUnits(world, state, "collateral", slots.collateral));
  }
  return { debt: n.total(debts), collateral: n.total(collaterals) };
}

/** Gives a listed trove new amounts and posts the differences. Nothing accrues here: indices of both reserves stay at one. */
export function setTrove<N>(
  world: World<N>,
  state: State<N>,
  books: Books<N>,
  market: LiquityMarket,
  position: number,
  after: { readonly debt: N; readonly collateral: N },
): void {
  const { n, positions } = world;
  const [owner, key] = [who(world, position).key, nodeKey("market", market.id)];
  const slots = troveSlots(world, market, position);
  for (const side of ["collateral", "debt"] as const) {
    const slot = slots[side];
    if (slot === undefined) continue;
    const post = side === "debt" ? books.debt : books.supply;
    const reserve = at(positions[side].reserve, slot);
    const before = at(state[side], slot);
    const more = n.sub(after[side], before);
    if (isPositive(n, more)) post(key, owner, reserve, more);
    else post(owner, key, reserve, n.sub(n.zero, more));
    state[side][slot] = after[side];
    noteSlot(world, state, side, slot, before);
  }
}

/** By collateral ratio, lowest first; of equals the larger debt; then by id, those that are not listed last. */
export function riskiestFirst<N>(world: World<N>, troves: readonly Trove<N>[]): Trove<N>[] {
  const { n } = world;
  const ratio = ({ collateral, debt }: Trove<N>): N => n.div(collateral, debt);
  const isAfter = (a: Trove<N>, b: Trove<N>): boolean => {
    if (a.position === undefined || b.position === undefined) return a.position === undefined;
    return who(world, a.position).id > who(world, b.position).id;
  };
  return [...troves].sort(
    (a, b) => n.sign(n.sub(ratio(a), ratio(b))) || n.sign(n.sub(b.debt, a.debt)) || (isAfter(a, b) ? 1 : -1),
  );
}

/** What a stability pool holds: no more than its depositors have of the stablecoin. */
export function depositsOf<N>(
  { n, places }: World<N>,
  state: State<N>,
  { stabilityPool, stablecoin }: LiquityMarket,
  { deposits }: Liquity<N>,
): N {
  if (stabilityPool === undefined) return n.zero;
  const { holdings } = at(state.actors, places.actor(stabilityPool.depositors));
  return n.min(deposits, at(holdings, places.asset(stablecoin)));
}

/** Stablecoin of a reserve that lies in its market's stability pool at the start. */
export function poolDeposits<N>({ n, scenario }: World<N>, { market, lends }: Reserve): N {
  const spec = at(scenario.markets, market);
  return lends && isLiquity(spec) ? n.parse(spec.stabilityPool?.units ?? "0") : n.zero;
}
