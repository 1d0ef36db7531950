import { faultyPrice } from "../../mechanics/oracles/faults.js";
import { nodeKey } from "../../model/network.js";
import { oraclesRead } from "../../model/oracles.js";
import type { Id, OracleFault, OracleFaultShock } from "../../model/scenario.js";
import { at } from "../../numbers/arithmetic.js";
import type { EventLog } from "../books/log.js";
import type { State } from "../state.js";
import type { World } from "../world.js";

/** The faults that hold in this round. */
export function faultsNow<N>(world: World<N>, state: State<N>): readonly OracleFaultShock[] {
  return world.scenario.shocks.flatMap((shock) => {
    if (shock.kind !== "oracle-fault" || shock.round > state.round) return [];
    return shock.toRound === undefined || state.round <= shock.toRound ? [shock] : [];
  });
}

/** Whether a fault holds an oracle in this round, or let it go in this round. */
export const isFaulty = <N>(world: World<N>, { round }: State<N>, oracle: Id): boolean =>
  world.scenario.shocks.some(
    (shock) =>
      shock.kind === "oracle-fault" &&
      shock.oracle === oracle &&
      shock.round <= round &&
      (shock.toRound === undefined || round <= shock.toRound + 1),
  );

/** What an oracle reports of the price its rule has found, under these faults. */
export function reportedUsd<N>(
  world: World<N>,
  state: State<N>,
  faults: readonly OracleFaultShock[],
  oracle: number,
  trueUsd: N,
): N {
  if (faults.length === 0) return trueUsd;
  const { id } = at(world.scenario.oracles, oracle);
  const lastUsd = at(state.oracles, oracle).priceUsd;
  const own = faults.filter((fault) => fault.oracle === id);
  return own.reduce((priceUsd, { fault }) => faultyPrice(world.n, fault, { trueUsd: priceUsd, lastUsd }), trueUsd);
}

const FAULT_WORDS: Readonly<Record<OracleFault["kind"], (oracle: Id) => string>> = {
  freeze: (oracle) => `${oracle} stands at what it last reported`,
  "stale-pause": (oracle) => `${oracle} is stale`,
  floor: (oracle) => `${oracle} does not report less than a floor`,
  price: (oracle) => `${oracle} reports a price that is not the market's`,
};

/** Notes the faults that begin and end in this round, and pauses the markets that judge by a stale oracle. */
export function noteFaults<N>(
  world: World<N>,
  state: State<N>,
  faults: readonly OracleFaultShock[],
  log: EventLog,
): void {
  for (const shock of world.scenario.shocks) {
    if (shock.kind !== "oracle-fault") continue;
    const key = nodeKey("oracle", shock.oracle);
    if (shock.round === state.round) {
      const text = `Shock: ${FAULT_WORDS[shock.fault.kind](shock.oracle)}`;
      log.add({ kind: "shock", cause: 0, from: key, to: key, channel: "direct", text });
    }
    if (shock.toRound !== undefined && shock.toRound + 1 === state.round)
      log.add({ kind: "intervention", cause: log.latest(key), from: key, to: key, text: `${shock.oracle} is mended` });
  }
  if (faults.length + state.controls.stale.size > 0) pauseJudged(world, state, faults, log);
}

function pauseJudged<N>(world: World<N>, state: State<N>, faults: readonly OracleFaultShock[], log: EventLog): void {
  const { scenario, places, reserves } = world;
  const stale = new Map<number, Id>();
  for (const { oracle, fault } of faults) if (fault.kind === "stale-pause") stale.set(places.oracle(oracle), oracle);
  for (const oracle of world.oracleOrder) {
    const read = oraclesRead(at(scenario.oracles, oracle)).find((id) => stale.has(places.oracle(id)));
    if (read !== undefined && !stale.has(oracle)) stale.set(oracle, stale.get(places.oracle(read)) ?? read);
  }
  const { stale: paused } = state.controls;
  const before = new Set(paused);
  paused.clear();
  for (const { market, oracle } of reserves.list) {
    const broken = stale.get(oracle);
    if (broken === undefined || paused.has(market)) continue;
    paused.add(market);
    if (before.has(market)) continue;
    const { id } = at(scenario.markets, market);
    const text = `${id} neither liquidates nor pays out while ${broken} is stale`;
    log.add({ kind: "intervention", from: nodeKey("oracle", broken), to: nodeKey("market", id), text });
  }
  for (const market of before) {
    if (paused.has(market)) continue;
    const key = nodeKey("market", at(scenario.markets, market).id);
    const text = `${key.slice("market:".length)} acts again: what it judges by is mended`;
    log.add({ kind: "intervention", cause: causeOfMending(world, log, market), from: key, to: key, text });
  }
}

/** The latest thing that happened to an oracle that a market judges by. */
function causeOfMending<N>(world: World<N>, log: EventLog, market: number): number {
  const judges = world.reserves.list.filter((reserve) => reserve.market === market).map(({ oracle }) => oracle);
  const keys = judges.flatMap((oracle) => {
    const spec = at(world.scenario.oracles, oracle);
    return [spec.id, ...oraclesRead(spec)].map((id) => nodeKey("oracle", id));
  });
  return Math.max(0, ...keys.map((key) => log.latest(key)));
}
