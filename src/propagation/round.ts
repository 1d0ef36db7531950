import { at } from "../numbers/arithmetic.js";
import { noteFailures } from "./accounts/failures.js";
import { type Screened, screen } from "./accounts/health.js";
import { shortfallsUsd } from "./accounts/shortfall.js";
import { passTime, settleExpired } from "./actors/option-time.js";
import { policyOrders } from "./actors/policies.js";
import { tradeSoftly } from "./bands/trade-softly.js";
import { mark, rebase } from "./books/losses.js";
import type { Recorder } from "./books/recorder.js";
import { roundLosses, roundRecord } from "./books/snapshot.js";
import { sufferBadDebt, writeOffs } from "./books/suffer.js";
import { revalue } from "./claims/revalue.js";
import { takeClaimsBack } from "./claims/take-back.js";
import { leaveWithProceeds } from "./claims/take-back-settle.js";
import { liquityOrders } from "./liquity/trove-redeemers.js";
import { redeemBought } from "./liquity/trove-redemptions.js";
import { isPaused } from "./news/controls.js";
import { intervene } from "./news/interventions.js";
import { updateOracles } from "./news/observe.js";
import { accrueInterest } from "./news/rates.js";
import { applyIssuerLosses, applyPriceShocks, shockSales } from "./news/shocks.js";
import { accrueFunding, closePerps } from "./perps/perps.js";
import { restoreVenues } from "./prices/arbitrage.js";
import { reprice } from "./prices/prices.js";
import { withdrawProviders } from "./prices/providers.js";
import { protocolOffers, takeOverPositions } from "./protocols/takeovers.js";
import { withdrawals } from "./runs/runs.js";
import type { State } from "./state.js";
import { type Traded, together } from "./trading/batch.js";
import { positionOf } from "./trading/order.js";
import { trade } from "./trading/sequence.js";
import type { World } from "./world.js";

/** What a round did, for the decision to stop. */
export interface Played {
  readonly traded: Traded;
  readonly withdrawnUsd: number;
}

/** Plays one round: the nine steps of docs/model.md, in order. */
export function playRound<N>(world: World<N>, state: State<N>, recorder: Recorder<N>): Played {
  const { log, books, losses } = recorder;
  log.beginRound(state.round);
  recorder.pricesAtRoundStart = state.assets.map(({ marketUsd }) => world.n.toNumber(marketUsd));
  recorder.protocolLossUsd = 0;
  recorder.lossesOfRound = { direct: [], price: [], claim: [], run: [] };

  passTime(world, state, losses);
  applyPriceShocks(world, state, books, log);
  applyIssuerLosses(world, state, log);
  recorder.lossesOfRound.direct.push(mark(world, state, losses, "direct").totalUsd);
  settleExpired(world, state, log);
  writeOffs(world, state, recorder);
  intervene(world, state, recorder);
  withdrawProviders(world, state, books, log);

  updateOracles(world, state, log);
  revalue(world, state, recorder);
  const soft = tradeSoftly(world, state, recorder);
  const takenBack = takeClaimsBack(world, state, recorder);

  const { owing, liquidatable } = screen(world, state);
  const others = [
    ...shockSales(world, state, log),
    ...takenBack.sales,
    ...policyOrders(world, state, log, leftToOwners(world, state, owing, liquidatable)),
  ];
  const { left, traded: takenOver } = takeOverPositions(world, state, recorder, liquidatable);
  const taken = new Set<number | undefined>(others.length === 0 ? [] : takenOver?.liquidated);
  const stillOrdered = others.filter((order) => !taken.has(positionOf(order)));
  const ofTroves = liquityOrders(world, state, log);
  const offers = protocolOffers(world, state, recorder);
  const perps = closePerps(world, state, recorder);
  const ordered = [...stillOrdered, ...ofTroves, ...offers, ...perps.hedges];
  const closed = together(takenOver, perps.traded);
  const batch = trade(world, state, recorder, ordered, left);
  const traded = together(soft, together(closed, batch));
  const badDebtUsd = sufferBadDebt(world, state, recorder, traded.liquidated) + recorder.protocolLossUsd;

  redeemBought(world, state, recorder);

  const withdrawn = withdrawals(world, state, books, log, takenBack);
  leaveWithProceeds(world, state);
  rebase(world, state, losses);

  const shortfalls = shortfallsUsd(world, state);
  if (world.keeps === "everything") noteFailures(world, state, recorder, owing, traded, shortfalls);
  const record = roundRecord(world, state, { traded, withdrawn, badDebtUsd }, shortfalls);

  accrueInterest(world, state, log);
  accrueFunding(world, state);
  rebase(world, state, losses);
  restoreVenues(world, state, books, log);
  reprice(world, state);
  recorder.lossesOfRound.price.push(mark(world, state, losses, "price").totalUsd);
  recorder.rounds.push(Object.assign(record, { lossUsd: roundLosses(world, recorder) }));
  return { traded, withdrawnUsd: withdrawn.withdrawnUsd };
}

/** Listed positions that owe and that their owners may act on: no liquidator is at them, and no market paused. */
function leftToOwners<N>(
  world: World<N>,
  state: State<N>,
  owing: readonly Screened<N>[],
  liquidatable: readonly Screened<N>[],
): readonly Screened<N>[] {
  if (owing.length === 0) return owing;
  const atRisk = new Set(liquidatable.map(({ position }) => position));
  return owing.filter(
    ({ position }) => !atRisk.has(position) && !isPaused(state.controls, at(world.positions.market, position)),
  );
}
