import { at } from "../numbers/arithmetic.js";
import { restoreVenues } from "./arbitrage.js";
import { together } from "./batch.js";
import { isPaused } from "./controls.js";
import { noteFailures } from "./failures.js";
import { screen } from "./health.js";
import { intervene } from "./interventions.js";
import { mark, rebase } from "./losses.js";
import { updateOracles } from "./observe.js";
import { passTime, settleExpired } from "./option-time.js";
import { positionOf } from "./order.js";
import { accrueFunding, closePerps } from "./perps.js";
import { policyOrders } from "./policies.js";
import { reprice } from "./prices.js";
import { withdrawProviders } from "./providers.js";
import { accrueInterest } from "./rates.js";
import type { Recorder } from "./recorder.js";
import { revalue } from "./revalue.js";
import { withdrawals } from "./runs.js";
import { trade } from "./sequence.js";
import { applyIssuerLosses, applyPriceShocks, shockSales } from "./shocks.js";
import { shortfallsUsd } from "./shortfall.js";
import { roundLosses, roundRecord } from "./snapshot.js";
import type { State } from "./state.js";
import { sufferBadDebt, writeOffs } from "./suffer.js";
import { takeClaimsBack } from "./take-back.js";
import { leaveWithProceeds } from "./take-back-settle.js";
import { protocolOffers, takeOverPositions } from "./takeovers.js";
import { tradeSoftly } from "./trade-softly.js";
import { liquityOrders } from "./trove-redeemers.js";
import { redeemBought } from "./trove-redemptions.js";
import type { World } from "./world.js";

/** What a round did, for the decision to stop. */
export interface Played {
  readonly liquidations: number;
  readonly declined: number;
  readonly filledOrders: number;
  readonly unfilledUsd: number;
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
  const atRisk = new Set(liquidatable.map(({ position }) => position));
  const others = [
    ...shockSales(world, state, log),
    ...takenBack.sales,
    ...policyOrders(
      world,
      state,
      log,
      owing.filter(
        ({ position }) => !atRisk.has(position) && !isPaused(state.controls, at(world.positions.market, position)),
      ),
    ),
  ];
  const { left, traded: takenOver } = takeOverPositions(world, state, recorder, liquidatable);
  const taken = new Set<number | undefined>(takenOver.liquidated);
  const stillOrdered = others.filter((order) => !taken.has(positionOf(order)));
  const ofTroves = liquityOrders(world, state, log);
  const offers = protocolOffers(world, state, recorder);
  const perps = closePerps(world, state, recorder);
  const ordered = [...stillOrdered, ...ofTroves, ...offers, ...perps.hedges];
  const inBatches = together(together(takenOver, perps.traded), trade(world, state, recorder, ordered, left));
  const traded = soft === undefined ? inBatches : together(soft, inBatches);
  const badDebtUsd = sufferBadDebt(world, state, recorder, traded.liquidated) + recorder.protocolLossUsd;

  redeemBought(world, state, recorder);

  const withdrawn = withdrawals(world, state, books, log, takenBack);
  leaveWithProceeds(world, state);
  rebase(world, state, losses);

  const played = { ...traded, ...withdrawn, badDebtUsd };
  const shortfalls = shortfallsUsd(world, state);
  noteFailures(world, state, recorder, owing, traded, shortfalls);
  const record = roundRecord(world, state, played, shortfalls);

  accrueInterest(world, state, log);
  accrueFunding(world, state);
  rebase(world, state, losses);
  restoreVenues(world, state, books, log);
  reprice(world, state);
  recorder.lossesOfRound.price.push(mark(world, state, losses, "price").totalUsd);
  recorder.rounds.push({ ...record, lossUsd: roundLosses(world, recorder) });
  return played;
}
