import { dueLiquidation } from "../../mechanics/cdp/liquity/liquidate.js";
import { collateralRatio } from "../../mechanics/cdp/liquity/mode.js";
import type { LiquidationSplit } from "../../mechanics/cdp/liquity/split.js";
import { shutsDown } from "../../mechanics/cdp/liquity/v2-branch.js";
import { poolForOffsets, splitBranchTrove } from "../../mechanics/cdp/liquity/v2-liquidation.js";
import { isLiquity, type LiquityMarket } from "../../model/liquity.js";
import { nodeKey } from "../../model/network.js";
import { type Arithmetic, at, isPositive, isZero, ratio } from "../../numbers/arithmetic.js";
import type { Screened } from "../accounts/health.js";
import type { Recorder } from "../books/recorder.js";
import { type Decision, decided } from "../decided.js";
import { isPaused } from "../news/controls.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import { settleBranch, type TakenBranch, type TakenTrove, type TakenTroves } from "./trove-settlement.js";
import { branchOf, depositsOf, openTroves, riskiestFirst, type Trove, troveTotals } from "./troves.js";

/** Amounts that are the same to all who are judged at one moment, in units. */
interface Standing<N> {
  readonly debt: N;
  readonly collateral: N;
  readonly poolDebt: N;
  readonly isLastTrove: boolean;
  readonly priceUsd: N;
}

/**
 * Liquidates what is due in every Liquity market, the lowest ratio first and one after another, since each changes the system's
 * ratio, the pool and what the others owe. A trove that has been passed over and then falls below, by what it takes over, is seen in
 * the next round.
 */
export function liquidateTroves<N>(
  world: World<N>,
  state: State<N>,
  recorder: Recorder<N>,
  liquidatable: readonly Screened<N>[],
): TakenBranch<N>[] {
  const unsafe = new Set(liquidatable.map(({ position }) => at(world.positions.market, position)));
  return world.scenario.markets.flatMap((market, place) => {
    if (!isLiquity(market) || isPaused(state.controls, place)) return [];
    const level = market.kind === "liquity-v1" ? market.criticalRatio : market.shutdownRatio;
    const isBelow = isSystemBelow(world, state, market, place, level);
    if (isBelow && market.kind === "liquity-v2") shutDown(world, state, recorder, market, place);
    const isAnyDue = unsafe.has(place) || (isBelow && market.kind === "liquity-v1");
    if (!isAnyDue) return [];
    const taken = takeTroves(world, state, market, place);
    return taken.troves.length === 0 ? [] : [settleBranch(world, state, recorder.books, market, place, taken)];
  });
}

/** Whether the collateral of all open troves is worth less than `level` times their debt, strictly. */
export function isSystemBelow<N>(
  world: World<N>,
  state: State<N>,
  market: LiquityMarket,
  place: number,
  level: string,
): boolean {
  const total = troveTotals(world, state, market, place);
  if (!isPositive(world.n, total.debt)) return false;
  const { priceUsd } = branchOf(world, state, market, place);
  const low = decided(world, (m, of) => {
    const ratio = collateralRatio(m, { collateral: of(total.collateral), debt: of(total.debt) }, of(priceUsd));
    return shutsDown(m, ratio, m.parse(level)) ? { ratio } : undefined;
  });
  return low !== undefined;
}

function shutDown<N>(
  world: World<N>,
  state: State<N>,
  { log }: Recorder<N>,
  market: LiquityMarket,
  place: number,
): void {
  const { liquity, heldPlace, key } = branchOf(world, state, market, place);
  if (liquity.isShutDown) return;
  liquity.isShutDown = true;
  const oracle = nodeKey("oracle", at(world.scenario.oracles, at(world.reserves.list, heldPlace).oracle).id);
  const text = `${market.id} shuts down: its collateral no longer covers its debt as it must`;
  log.add({ kind: "shutdown", cause: log.latest(oracle), from: oracle, to: key, text });
}

/** The rule of a market for one trove; undefined where it is not due. */
function splitOf<N>(
  market: LiquityMarket,
  trove: Trove<N>,
  system: Standing<N>,
): Decision<N, keyof LiquidationSplit<N>> {
  return <M>(m: Arithmetic<M>, of: (value: N) => M) => {
    const [priceUsd, mcr] = [of(system.priceUsd), m.parse(market.minimumRatio)];
    const own = { debt: of(trove.debt), collateral: of(trove.collateral) };
    const [gasShare, poolDebt] = [m.parse(market.gasShare), of(system.poolDebt)];
    if (market.kind === "liquity-v1") {
      const all = { debt: of(system.debt), collateral: of(system.collateral), poolDebt };
      const terms = { priceUsd, mcr, ccr: m.parse(market.criticalRatio), gasShare };
      const due = dueLiquidation(m, own, { ...all, isLastTrove: system.isLastTrove }, terms);
      return due && { ...due.split };
    }
    if (system.isLastTrove || !m.less(collateralRatio(m, own, priceUsd), mcr)) return undefined;
    const penalties = { pool: m.parse(market.poolPenalty), redistribution: m.parse(market.redistributionPenalty) };
    const gasCapUnits = m.parse(market.gasCapUnits);
    return { ...splitBranchTrove(m, { ...own, priceUsd, poolDebt }, { ...penalties, gasShare, gasCapUnits }) };
  };
}

/** What redistributions of this round have passed on to every unit of stake. */
interface PerStake<N> {
  readonly debt: N;
  readonly collateral: N;
}

/** A trove with what it has taken over. */
const grown = <N>(n: Arithmetic<N>, trove: Trove<N>, perStake: PerStake<N>): Trove<N> => ({
  ...trove,
  debt: n.add(trove.debt, n.mul(trove.stake, perStake.debt)),
  collateral: n.add(trove.collateral, n.mul(trove.stake, perStake.collateral)),
});

/** Goes through a market's troves and says who gets what of those that are due, and what the others take over. Moves nothing. */
function takeTroves<N>(world: World<N>, state: State<N>, market: LiquityMarket, place: number): TakenTroves<N> {
  const { n } = world;
  const { liquity, priceUsd } = branchOf(world, state, market, place);
  const open = new Set(openTroves(world, state, market, place));
  let { debt, collateral } = troveTotals(world, state, market, place);
  let deposits = depositsOf(world, state, market, liquity);
  let perStake: PerStake<N> = { debt: n.zero, collateral: n.zero };
  const troves: TakenTrove<N>[] = [];
  for (const trove of riskiestFirst(world, [...open])) {
    if (trove.position === undefined) continue;
    const now = grown(n, trove, perStake);
    const poolDebt = market.kind === "liquity-v1" ? deposits : poolForOffsets(n, deposits);
    const standing = { debt, collateral, poolDebt, isLastTrove: open.size <= 1, priceUsd };
    const split = decided(world, splitOf(market, now, standing));
    if (split === undefined) continue;
    const stakes = n.total([...open].flatMap((each) => (each === trove ? [] : [each.stake])));
    if (isPositive(n, split.debtRedistributed) && isZero(n, stakes)) continue;
    open.delete(trove);
    troves.push({ trove: now, position: trove.position, split });
    deposits = n.sub(deposits, split.debtOffset);
    debt = n.sub(debt, split.debtOffset);
    collateral = n.add(n.sub(collateral, now.collateral), split.collateralRedistributed);
    perStake = {
      debt: n.add(perStake.debt, ratio(n, split.debtRedistributed, stakes, n.zero)),
      collateral: n.add(perStake.collateral, ratio(n, split.collateralRedistributed, stakes, n.zero)),
    };
  }
  return { troves, others: [...open].map((trove) => grown(n, trove, perStake)) };
}
