import type { LiquidationSplit } from "../../mechanics/cdp/liquity/split.js";
import type { LiquityMarket } from "../../model/liquity.js";
import { type NodeKey, nodeKey } from "../../model/network.js";
import { at, isPositive, positivePart } from "../../numbers/arithmetic.js";
import type { Bearer } from "../books/bearers.js";
import type { Books } from "../books/books.js";
import type { Recorder } from "../books/recorder.js";
import type { Seizure } from "../protocols/seizure.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import { branchOf, setTrove, type Trove } from "./troves.js";

/** A trove that is liquidated, as it stood at that moment, and who gets what of it. */
export interface TakenTrove<N> {
  readonly trove: Trove<N>;
  readonly position: number;
  readonly split: LiquidationSplit<N>;
}

/** What one round liquidates in one market. */
export interface TakenTroves<N> {
  readonly troves: readonly TakenTrove<N>[];
  /** The troves that stay open, with what they have taken over. */
  readonly others: readonly Trove<N>[];
}

export interface TakenBranch<N> {
  readonly market: LiquityMarket;
  readonly place: number;
  readonly seizures: readonly Seizure<N>[];
  /** All of it together. */
  readonly split: LiquidationSplit<N>;
}

const PARTS = [
  "gasCompensation",
  "debtOffset",
  "collateralToPool",
  "debtRedistributed",
  "collateralRedistributed",
  "collateralSurplus",
] as const;

/** Moves debt and collateral of liquidated troves to the pool, to whoever called, and to the other troves. */
export function settleBranch<N>(
  world: World<N>,
  state: State<N>,
  books: Books<N>,
  market: LiquityMarket,
  place: number,
  { troves, others }: TakenTroves<N>,
): TakenBranch<N> {
  const { n } = world;
  const { liquity, coin, held, key, coinAsset, heldAsset } = branchOf(world, state, market, place);
  const sum = (part: (typeof PARTS)[number]): N => n.total(troves.map(({ split }) => split[part]));
  const split: LiquidationSplit<N> = {
    ...{ gasCompensation: sum("gasCompensation"), debtOffset: sum("debtOffset") },
    ...{ collateralToPool: sum("collateralToPool"), debtRedistributed: sum("debtRedistributed") },
    ...{ collateralRedistributed: sum("collateralRedistributed"), collateralSurplus: sum("collateralSurplus") },
  };
  for (const { position, split: own } of troves)
    setTrove(world, state, books, market, position, { debt: n.zero, collateral: own.collateralSurplus });
  const passesOn = isPositive(n, split.debtRedistributed) || isPositive(n, split.collateralRedistributed);
  let toUnlisted = n.zero;
  for (const trove of passesOn ? others : []) {
    if (trove.position === undefined) {
      toUnlisted = positivePart(n, n.sub(trove.collateral, liquity.unlisted.collateral));
      liquity.unlisted = trove;
    } else {
      setTrove(world, state, books, market, trove.position, trove);
      liquity.stakes.set(trove.position, trove);
    }
  }
  liquity.snapshot = {
    stakes: n.total(others.map(({ stake }) => stake)),
    collateral: n.total(others.map(({ collateral }) => collateral)),
  };
  const leaves = n.total([split.gasCompensation, split.collateralToPool, toUnlisted]);
  held.supplied = positivePart(n, n.sub(held.supplied, leaves));
  held.cash = positivePart(n, n.sub(held.cash, leaves));
  books.token(key, "liquidators", heldAsset, split.gasCompensation);
  books.token(key, "outside", heldAsset, toUnlisted);
  coin.borrowed = positivePart(n, n.sub(coin.borrowed, split.debtOffset));
  coin.supplied = positivePart(n, n.sub(coin.supplied, split.debtOffset));
  if (market.stabilityPool !== undefined && isPositive(n, split.debtOffset)) {
    const { depositors } = market.stabilityPool;
    const { holdings } = at(state.actors, world.places.actor(depositors));
    holdings[coinAsset] = positivePart(n, n.sub(at(holdings, coinAsset), split.debtOffset));
    holdings[heldAsset] = n.add(at(holdings, heldAsset), split.collateralToPool);
    books.token(nodeKey("actor", depositors), "outside", coinAsset, split.debtOffset);
    books.token(key, nodeKey("actor", depositors), heldAsset, split.collateralToPool);
    liquity.deposits = positivePart(n, n.sub(liquity.deposits, split.debtOffset));
    liquity.gains = n.add(liquity.gains, split.collateralToPool);
    liquity.gained = n.add(liquity.gained, split.collateralToPool);
  }
  return { market, place, seizures: troves.map((each) => seizureOf(world, state, market, each)), split };
}

function seizureOf<N>(
  world: World<N>,
  state: State<N>,
  market: LiquityMarket,
  { trove, position, split }: TakenTrove<N>,
): Seizure<N> {
  const { n, places } = world;
  const usd = (asset: string, units: N): N => n.mul(units, at(state.assets, places.asset(asset)).marketUsd);
  const seizedUsd = usd(market.collateral, n.sub(trove.collateral, split.collateralSurplus));
  const show = (units: N): string => n.toNumber(units).toPrecision(6);
  const { collateral, stablecoin } = market;
  const left = isPositive(n, split.collateralSurplus) ? `, ${show(split.collateralSurplus)} stay the owner's` : "";
  const passed = `${show(split.debtRedistributed)} pass to other troves`;
  return {
    ...{ position, seizedUsd, shortUsd: n.zero },
    penaltyUsd: positivePart(n, n.sub(seizedUsd, usd(stablecoin, trove.debt))),
    text: `${show(trove.collateral)} ${collateral}${left}; the pool cancels ${show(split.debtOffset)} ${stablecoin}, ${passed}`,
  };
}

/** Logs what the pool and the other troves have taken over. */
export function logBranch<N>(
  world: World<N>,
  state: State<N>,
  { log }: Recorder<N>,
  { market, split, seizures }: TakenBranch<N>,
): void {
  const { n, places } = world;
  const from = nodeKey("market", market.id);
  const cause = log.latest(from, (kind) => kind === "liquidation");
  const show = (units: N): string => n.toNumber(units).toPrecision(6);
  const usd = (asset: string, units: N): number =>
    n.toNumber(n.mul(units, at(state.assets, places.asset(asset)).marketUsd));
  const { collateral, stablecoin, stabilityPool } = market;
  const note = (kind: "stability-pool" | "redistribution", to: NodeKey, debt: N, got: N, text: string): void => {
    const [units, valueUsd] = [n.toNumber(debt), usd(stablecoin, debt)];
    const lossUsd = valueUsd - usd(collateral, got);
    log.add({ kind, cause, from, to, channel: "claim", asset: stablecoin, units, valueUsd, lossUsd, text });
  };
  if (stabilityPool !== undefined && isPositive(n, split.debtOffset)) {
    const text = `The stability pool of ${market.id} pays ${show(split.debtOffset)} ${stablecoin} for ${show(split.collateralToPool)} ${collateral}`;
    const depositors = nodeKey("actor", stabilityPool.depositors);
    note("stability-pool", depositors, split.debtOffset, split.collateralToPool, text);
  }
  if (!isPositive(n, split.debtRedistributed)) return;
  const text = `Of ${seizures.length} liquidated ${seizures.length === 1 ? "trove" : "troves"}, ${show(split.debtRedistributed)} ${stablecoin} of debt and ${show(split.collateralRedistributed)} ${collateral} pass to the others of ${market.id}`;
  note("redistribution", from, split.debtRedistributed, split.collateralRedistributed, text);
}

/** The Liquity market that a bearer took part of liquidated troves over from: as another trove, or as depositor of its pool. */
export function tookOverFrom<N>(
  world: World<N>,
  taken: readonly TakenBranch<N>[],
  { kind, place }: Bearer,
): NodeKey | undefined {
  const found = taken.find(({ market, place: of }) => {
    if (kind === "position") return at(world.positions.market, place) === of;
    return kind === "actor" && market.stabilityPool?.depositors === at(world.scenario.actors, place).id;
  });
  return found && nodeKey("market", found.market.id);
}
