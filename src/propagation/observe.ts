import type { Observation } from "../mechanics/oracles/rule.js";
import { nodeKey } from "../model/network.js";
import { at } from "../numbers/arithmetic.js";
import type { EventLog } from "./log.js";
import { hasMoved } from "./moved.js";
import type { State } from "./state.js";
import type { World } from "./world.js";

/** What one oracle sees. An exchange-rate oracle sees the market price of its underlying. */
export function observation<N>(world: World<N>, state: State<N>, oracle: number, elapsedSeconds: N): Observation<N> {
  const spec = at(world.scenario.oracles, oracle);
  const asset = at(state.assets, world.places.asset(spec.asset));
  const underlying = spec.kind === "exchange-rate" ? at(state.assets, world.places.asset(spec.underlying)) : asset;
  return {
    marketUsd: asset.marketUsd,
    heldUsd: asset.heldUsd,
    elapsedSeconds,
    underlyingUsd: underlying.marketUsd,
    navUsd: asset.navUsd ?? asset.marketUsd,
  };
}

/** Lets every oracle look at the market and logs those that changed what they report. */
export function updateOracles<N>(world: World<N>, state: State<N>, log: EventLog): void {
  const { n, scenario } = world;
  const elapsed = state.round === 0 ? n.zero : world.secondsPerRound;
  state.oracles.forEach((oracle, o) => {
    const terms = at(world.oracles, o);
    const fromUsd = n.toNumber(oracle.priceUsd);
    oracle.state = terms.step(oracle.state, observation(world, state, o, elapsed));
    oracle.priceUsd = terms.priceUsd(oracle.state);
    const toUsd = n.toNumber(oracle.priceUsd);
    if (!hasMoved(fromUsd, toUsd)) return;
    const { id, asset } = at(scenario.oracles, o);
    const text = `${id} reports ${asset} at ${toUsd.toPrecision(6)} USD (was ${fromUsd.toPrecision(6)})`;
    log.add({ kind: "oracle-update", from: nodeKey("asset", asset), to: nodeKey("oracle", id), asset, text });
  });
}

const LONG_SECONDS = "1e9";

/** Whether an oracle would still move if the market stood still: a feed that waits for its heartbeat, an average that lags. */
export function oraclesAreSettled<N>(world: World<N>, state: State<N>): boolean {
  const { n, scenario } = world;
  const tolerance = Number(scenario.clock.priceTolerance);
  return state.oracles.every((oracle, o) => {
    const terms = at(world.oracles, o);
    const seen = observation(world, state, o, n.parse(LONG_SECONDS));
    const settled = n.toNumber(terms.priceUsd(terms.step(oracle.state, { ...seen, heldUsd: seen.marketUsd })));
    const now = n.toNumber(oracle.priceUsd);
    return Math.abs(settled - now) <= tolerance * Math.max(Math.abs(settled), Math.abs(now));
  });
}
