import { nodeKey } from "../../model/network.js";
import { CHANNELS, type LossByChannel, type NodeOutcome, type Result, type VaultOutcome } from "../../model/result.js";
import { scenarioHash } from "../../network/scenario-hash.js";
import { at, isZero, totalOfRunning } from "../../numbers/arithmetic.js";
import { closestCall } from "../accounts/closest-call.js";
import { sharePrice } from "../claims/vault-books.js";
import { depositorOutcomes } from "../runs/depositors.js";
import type { State } from "../state.js";
import type { StopReason } from "../stop.js";
import { largerGap } from "../trading/flows.js";
import type { World } from "../world.js";
import { conventionsOf } from "./conventions.js";
import { balances, poolValueUsd, type Recorder } from "./recorder.js";
import { transmissions } from "./transmissions.js";
import { worthNow } from "./worth.js";

/** Everything a run leaves behind, in doubles. */
export function summarise<N>(world: World<N>, state: State<N>, recorder: Recorder<N>, reason: StopReason): Result {
  const { n, scenario } = world;
  const { startsAt } = scenario.clock;
  const depositors = depositorOutcomes(world, state);
  const closest = closestCall(world, recorder);
  return {
    provenance: {
      ...{ title: scenario.title, scenarioHash: scenarioHash(scenario), seed: scenario.seed, numbers: n.name },
      ...{ sequencing: scenario.sequencing, secondsPerRound: n.toNumber(world.secondsPerRound) },
      ...(startsAt === undefined ? {} : { startsAt }),
      conventions: conventionsOf(scenario, recorder.log.summary),
    },
    stop: { reason, round: recorder.rounds.at(-1)?.round ?? 0 },
    rounds: recorder.rounds,
    events: recorder.log.events,
    ...(recorder.log.summary === undefined ? {} : { log: recorder.log.summary }),
    nodes: outcomes(world, state, recorder),
    transmissions: transmissions(world, recorder),
    vaults: scenario.vaults.map((_, v) => vaultOutcome(world, state, recorder, v)),
    ...(depositors.length === 0 ? {} : { depositors }),
    ...(closest === undefined ? {} : { closestCall: closest }),
    audit: {
      ...auditOf(world, state, recorder),
      reserveResidual: reserveResidual(world, state),
      clearingResidual: recorder.clearingResidual,
      ...world.ties,
      ...largerGap(recorder.routingGap),
    },
  };
}

function auditOf<N>(
  world: World<N>,
  state: State<N>,
  recorder: Recorder<N>,
): { readonly postings: number; readonly residual: number } {
  const { postings, residual } = recorder.books.ledger.audit(balances(world, state));
  return { postings, residual };
}

function outcomes<N>(world: World<N>, state: State<N>, recorder: Recorder<N>): NodeOutcome[] {
  const { n, scenario } = world;
  const { losses, failedRound, lowest, closedRound } = recorder;
  const nothing: LossByChannel = { direct: 0, price: 0, claim: 0, run: 0 };
  const failed = (key: NodeOutcome["key"]) => {
    const round = failedRound.get(key);
    return round === undefined ? {} : { failedRound: round };
  };
  const endUsd = worthNow(world, state).valuesUsd;
  const ofBearers = losses.bearers.map((bearer, b): NodeOutcome => {
    const byChannel = CHANNELS.map((channel) => [
      channel,
      n.toNumber(totalOfRunning(n, at(losses.byChannel[channel], b))),
    ]);
    const health = bearer.kind === "position" ? lowest.get(bearer.place)?.health : undefined;
    const closed = bearer.kind === "position" ? closedRound.get(bearer.place) : undefined;
    return {
      ...{
        key: bearer.key,
        startUsd: n.toNumber(at(losses.startValues, b)),
        endUsd: n.toNumber(at(endUsd, b)),
      },
      ...{ lossUsd: { ...nothing, ...Object.fromEntries(byChannel) }, ...failed(bearer.key) },
      ...(health === undefined ? {} : { lowestHealth: health }),
      ...(closed === undefined ? {} : { closedRound: closed }),
    };
  });
  const ofAssets = scenario.assets.map(({ id }, a): NodeOutcome => {
    const key = nodeKey("asset", id);
    const endUsd = n.toNumber(at(state.assets, a).marketUsd);
    return { key, startUsd: at(recorder.startPricesUsd, a), endUsd, lossUsd: nothing, ...failed(key) };
  });
  const ofVenues = scenario.venues.map(({ id }, v): NodeOutcome => {
    const key = nodeKey("venue", id);
    const endUsd = poolValueUsd(world, state, v);
    return { key, startUsd: at(recorder.startPoolsUsd, v), endUsd, lossUsd: nothing, ...failed(key) };
  });
  return [...ofAssets, ...ofVenues, ...ofBearers];
}

function vaultOutcome<N>(world: World<N>, state: State<N>, recorder: Recorder<N>, v: number): VaultOutcome {
  const { n, scenario, places } = world;
  const { id, asset } = at(scenario.vaults, v);
  const vault = at(state.vaults, v);
  const { start, deepest } = at(recorder.vaults, v);
  const b = recorder.losses.bearers.findIndex(({ kind, place }) => kind === "vault" && place === v);
  const inChannels = CHANNELS.map((channel) => at(recorder.losses.byChannel[channel], b));
  const priceUsd = n.toNumber(at(state.assets, places.asset(asset)).marketUsd);
  return {
    ...{ id, startSharePrice: start, endSharePrice: n.toNumber(sharePrice(world, state, vault)), writeDown: deepest },
    lossUsd: n.toNumber(n.total(inChannels.flatMap(({ sum, lost }) => [sum, lost]))),
    ...{ withdrawnUsd: n.toNumber(vault.withdrawn) * priceUsd, unmetUsd: n.toNumber(vault.unmet) * priceUsd },
  };
}

/** cash + loans, those on auction included, + deficit = supply claims + the protocol's own, for every reserve, as a share of what it owes or owed at the start. */
function reserveResidual<N>(world: World<N>, state: State<N>): number {
  const { n } = world;
  const residuals = state.reserves.map(({ cash, borrowed, onAuction, deficit, supplied, treasury, owedAtStart }) => {
    const owned = n.total([cash, borrowed, onAuction, deficit]);
    const owed = n.add(supplied, treasury);
    const scale = n.max(n.max(owned, owed), owedAtStart);
    return isZero(n, scale) ? 0 : Math.abs(n.toNumber(n.div(n.sub(owned, owed), scale)));
  });
  return Math.max(0, ...residuals);
}
