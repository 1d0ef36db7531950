import type { World } from "../world.js";
import { liquidationOrder } from "./liquidate.js";
import type { OptionalOrder, Order } from "./order.js";

export const isOptional = <N>(order: Order<N>): order is OptionalOrder<N> =>
  order.kind === "liquidation" || order.kind === "offer";

/** What a liquidator or buyer pays, in units of `order.want`. */
export const paidUnits = <N>(order: OptionalOrder<N>): N =>
  order.kind === "offer" ? order.paidUnits : order.call.repaidUnits;

/** The same order for a share of its units, 0–1; undefined where the protocol admits no such part. */
export const partOf = <N>(world: World<N>, order: OptionalOrder<N>, share: N): OptionalOrder<N> | undefined =>
  order.kind === "offer"
    ? order.part(share)
    : liquidationOrder(world, order.screened, world.n.mul(share, order.share), order.cause, order.call);
