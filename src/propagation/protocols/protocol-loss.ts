import { nodeKey } from "../../model/network.js";
import { at, isPositive } from "../../numbers/arithmetic.js";
import { who } from "../accounts/who.js";
import { carry, type Marked } from "../books/losses.js";
import { rebook } from "../books/rebook.js";
import type { Recorder } from "../books/recorder.js";
import { kept } from "../nested.js";
import type { State } from "../state.js";
import type { Filled } from "../trading/order.js";
import type { World } from "../world.js";

/** Logs what a market loses by collateral that it has taken over from a position and that does not cover the debt. */
export function logProtocolLoss<N>(
  world: World<N>,
  state: State<N>,
  recorder: Recorder<N>,
  position: number,
  lossUsd: N,
): void {
  const { key: from, id, market } = who(world, position);
  const to = nodeKey("market", market);
  const valueUsd = world.n.toNumber(lossUsd);
  const text = `The collateral of ${id} leaves ${market} ${Math.round(valueUsd)} USD short`;
  recorder.log.add({ kind: "bad-debt", from, to, channel: "claim", valueUsd, lossUsd: valueUsd, text });
  carry(recorder.losses, state.round, from, to, "claim", lossUsd);
  recorder.protocolLossUsd += valueUsd;
  if (!recorder.failedRound.has(to)) recorder.failedRound.set(to, state.round);
}

/**
 * Of what settling took from markets, books as bad debt what purchases have left unpaid for good, less what they have paid back of
 * debt that was booked so before.
 */
export function bookUnpaid<N>(
  world: World<N>,
  state: State<N>,
  recorder: Recorder<N>,
  filled: readonly Filled<N>[],
  marked: Marked<N>,
): void {
  const { n } = world;
  const unpaidUsd = new Map<number, N[]>();
  for (const { order } of filled) {
    if (order.kind !== "offer") continue;
    const { formerOwner, unpaidUnits, recoveredUnits = n.zero } = order;
    const usd = (units: N): N => n.mul(units, at(state.assets, order.want).marketUsd);
    const note = (lossUsd: N): number => kept(unpaidUsd, order.market, () => []).push(lossUsd);
    if (isPositive(n, recoveredUnits)) note(n.sub(n.zero, usd(recoveredUnits)));
    if (formerOwner === undefined || !isPositive(n, unpaidUnits)) continue;
    note(usd(unpaidUnits));
    logProtocolLoss(world, state, recorder, formerOwner, usd(unpaidUnits));
  }
  recorder.losses.bearers.forEach(({ kind, place }, b) => {
    const unpaid = kind === "market" ? unpaidUsd.get(place) : undefined;
    if (unpaid === undefined) return;
    const totalUsd = n.total(unpaid);
    const isLoss = isPositive(n, totalUsd);
    const lossUsd = isLoss ? n.min(totalUsd, at(marked.lossUsd, b)) : totalUsd;
    if (isLoss && !isPositive(n, lossUsd)) return;
    rebook(world, recorder, b, "price", "claim", lossUsd);
  });
}
