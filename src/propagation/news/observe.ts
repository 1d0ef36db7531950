import type { Observation } from "../../mechanics/oracles/rule.js";
import { type NodeKey, nodeKey } from "../../model/network.js";
import { oraclesRead } from "../../model/oracles.js";
import { at } from "../../numbers/arithmetic.js";
import type { EventLog } from "../books/log.js";
import { poolShareFairUsd } from "../claims/pool-shares.js";
import { hasMoved } from "../prices/moved.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import { faultsNow, isFaulty, noteFaults, reportedUsd } from "./faults.js";
import { stepOracle } from "./step-oracle.js";

/** How long ago an oracle last looked, and what every oracle said while that time went by. */
interface Since<N> {
  readonly elapsedSeconds: N;
  readonly heldUsd: (oracle: number) => N;
}

/** What one oracle sees: markets, and the oracles it reads as they report now. */
function observation<N>(world: World<N>, state: State<N>, oracle: number, since: Since<N>): Observation<N> {
  const { n, scenario, places } = world;
  const spec = at(scenario.oracles, oracle);
  const asset = at(state.assets, places.asset(spec.asset));
  const reported = (id: string): N => at(state.oracles, places.oracle(id)).priceUsd;
  const followed = "reads" in spec ? spec.reads : undefined;
  const marketUsd = followed === undefined ? asset.marketUsd : reported(followed);
  const underlyingUsd = (): N => {
    if (!("underlying" in spec)) return marketUsd;
    const { underlying, underlyingOracle } = spec;
    return underlyingOracle === undefined
      ? at(state.assets, places.asset(underlying)).marketUsd
      : reported(underlyingOracle);
  };
  return {
    marketUsd,
    heldUsd: followed === undefined ? asset.heldUsd : since.heldUsd(places.oracle(followed)),
    elapsedSeconds: since.elapsedSeconds,
    clockSeconds: n.mul(n.fromNumber(state.round), world.secondsPerRound),
    underlyingUsd: underlyingUsd(),
    navUsd: poolShareFairUsd(world, state, places.asset(spec.asset)) ?? asset.navUsd ?? asset.marketUsd,
    readUsd: oraclesRead(spec).map(reported),
  };
}

/** The oracles before anything has happened. */
export function openOracles<N>(world: World<N>, state: State<N>): void {
  const { n } = world;
  const since: Since<N> = { elapsedSeconds: n.zero, heldUsd: (oracle) => at(state.oracles, oracle).priceUsd };
  for (const oracle of world.oracleOrder) {
    const terms = at(world.oracles, oracle);
    const opening = terms.opening(observation(world, state, oracle, since));
    state.oracles[oracle] = { state: opening, priceUsd: terms.priceUsd(opening) };
  }
}

/** Lets every oracle look at the market, each after those it reads, and logs those that changed what they report. */
export function updateOracles<N>(world: World<N>, state: State<N>, log: EventLog): void {
  const { n, scenario } = world;
  const faults = faultsNow(world, state);
  noteFaults(world, state, faults, log);
  const before = state.oracles.map(({ priceUsd }) => priceUsd);
  const elapsedSeconds = state.round === 0 ? n.zero : world.secondsPerRound;
  for (const o of world.oracleOrder) {
    const oracle = at(state.oracles, o);
    const terms = at(world.oracles, o);
    const seen = observation(world, state, o, { elapsedSeconds, heldUsd: (read) => at(before, read) });
    oracle.state = stepOracle(world, o, oracle.state, seen);
    oracle.priceUsd = reportedUsd(world, state, faults, o, terms.priceUsd(oracle.state));
    const [fromUsd, toUsd] = [n.toNumber(at(before, o)), n.toNumber(oracle.priceUsd)];
    if (!hasMoved(fromUsd, toUsd)) continue;
    const { id, asset } = at(scenario.oracles, o);
    const text = (): string => `${id} reports ${asset} at ${toUsd.toPrecision(6)} USD (was ${fromUsd.toPrecision(6)})`;
    log.add({ kind: "oracle-update", from: seenAt(world, state, log, o), to: at(world.keys.oracles, o), asset, text });
  }
}

/** What moved an oracle: its own fault, of the oracles it reads the one that something happened to last, its underlying or its asset. */
function seenAt<N>(world: World<N>, state: State<N>, log: EventLog, oracle: number): NodeKey {
  const spec = at(world.scenario.oracles, oracle);
  if (isFaulty(world, state, spec.id)) return nodeKey("oracle", spec.id);
  const read = oraclesRead(spec).map((id) => nodeKey("oracle", id));
  const [first, ...rest] = read;
  if (first !== undefined) return rest.reduce((last, key) => (log.latest(key) > log.latest(last) ? key : last), first);
  const followsUnderlying = "underlying" in spec && !(spec.kind === "exchange-rate" && spec.rate === undefined);
  return nodeKey("asset", followsUnderlying ? spec.underlying : spec.asset);
}

const LONG_SECONDS = "1e9";

/**
 * Whether an oracle would still move if the market and the calendar stood still: a feed that waits for its heartbeat, an average that
 * lags. Of oracles that read others, each is asked with the others as they are: if those are settled, so is the question.
 */
export function oraclesAreSettled<N>(world: World<N>, state: State<N>): boolean {
  const { n, scenario } = world;
  const tolerance = Number(scenario.clock.priceTolerance);
  const faults = faultsNow(world, state);
  const since: Since<N> = {
    elapsedSeconds: n.parse(LONG_SECONDS),
    heldUsd: (oracle) => at(state.oracles, oracle).priceUsd,
  };
  return state.oracles.every((oracle, o) => {
    const terms = at(world.oracles, o);
    const seen = observation(world, state, o, since);
    const later = terms.step(oracle.state, { ...seen, heldUsd: seen.marketUsd });
    const settled = n.toNumber(reportedUsd(world, state, faults, o, terms.priceUsd(later)));
    const now = n.toNumber(oracle.priceUsd);
    return Math.abs(settled - now) <= tolerance * Math.max(Math.abs(settled), Math.abs(now));
  });
}
