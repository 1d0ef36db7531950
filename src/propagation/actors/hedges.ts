import { nodeKey } from "../../model/network.js";
import type { Policy } from "../../model/scenario.js";
import { at, isPositive, ratio } from "../../numbers/arithmetic.js";
import type { EventLog } from "../books/log.js";
import type { State } from "../state.js";
import type { ActorSale } from "../trading/order.js";
import type { World } from "../world.js";
import { hedgeNeeded } from "./options.js";

type DeltaHedge = Extract<Policy, { readonly kind: "delta-hedge" }>;

/**
 * The trade that leaves an actor's options and holding without delta at the market price: a sale of the underlying as far as it is
 * held, or a purchase of it, which is a sale of `into` as far as that is held, by its worth at market prices. `left`: units by asset
 * that earlier policies of the round leave.
 */
export function hedgeOrders<N>(
  world: World<N>,
  state: State<N>,
  log: EventLog,
  policy: DeltaHedge,
  actor: number,
  left: readonly N[],
): ActorSale<N>[] {
  const { n, places, scenario } = world;
  const [underlying, into] = [places.asset(policy.underlying), places.asset(policy.into)];
  const needed = hedgeNeeded(world, state, actor, underlying, at(left, underlying), n.parse(policy.bandUnits));
  if (needed === undefined) return [];
  const buys = isPositive(n, needed);
  const priceInto = ratio(n, at(state.assets, underlying).marketUsd, at(state.assets, into).marketUsd, n.zero);
  const [assetIn, want] = buys ? [into, underlying] : [underlying, into];
  const asked = buys ? n.mul(needed, priceInto) : n.sub(n.zero, needed);
  const units = n.min(asked, at(left, assetIn));
  if (!isPositive(n, units)) return [];
  const [from, to] = [nodeKey("asset", policy.underlying), nodeKey("actor", at(scenario.actors, actor).id)];
  const size = Math.abs(n.toNumber(needed)).toPrecision(6);
  const text = `${to.slice("actor:".length)} has to ${buys ? "buy" : "sell"} ${size} ${policy.underlying} to hedge its options`;
  const cause = log.add({
    kind: "hedge",
    from,
    to,
    asset: policy.underlying,
    units: Math.abs(n.toNumber(needed)),
    text,
  });
  return [{ kind: "hedge", assetIn, want, units, cause, actor }];
}
