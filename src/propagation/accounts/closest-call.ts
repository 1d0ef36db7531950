import type { Account, Holding } from "../../mechanics/lending/rule.js";
import type { ClosestCall } from "../../model/result.js";
import { at, isPositive, ratio } from "../../numbers/arithmetic.js";
import { bandTriggerUsd } from "../bands/band-trigger.js";
import type { Recorder } from "../books/recorder.js";
import type { World } from "../world.js";
import { who } from "./who.js";

/** The position that came closest to liquidation, among those that were never liquidated, as it stood at that moment. */
export function closestCall<N>(world: World<N>, recorder: Recorder<N>): ClosestCall | undefined {
  const { n, scenario } = world;
  const spared = [...recorder.lowest].filter(([position]) => !recorder.liquidated.has(position));
  const [first, ...rest] = spared;
  if (first === undefined) return undefined;
  const [position, { account, health, round }] = rest.reduce(
    (best, each) => (each[1].health < best[1].health ? each : best),
    first,
  );
  const valueUsd = (held: Holding<N>): N => n.mul(held.units, held.oraclePriceUsd);
  const [some, ...others] = account.collateral;
  if (some === undefined) return undefined;
  // Of price bands it is what was posted, however much of it has been sold.
  const main = (account.bands === undefined ? others : []).reduce(
    (best, held) => (isPositive(n, n.sub(valueUsd(held), valueUsd(best))) ? held : best),
    some,
  );
  const { id, market } = who(world, position);
  return {
    ...{ position: id, market, round, health },
    triggerUsd: triggerUsd(world, position, account, main),
    collateral: at(scenario.assets, main.asset).id,
  };
}

/** Price of one collateral at which capacity equals debt: capacity is linear in it, so p* = p·(D − rest)/(capacity − rest). */
function triggerUsd<N>(world: World<N>, position: number, account: Account<N>, main: Holding<N>): number {
  const { n } = world;
  const terms = at(world.lending, at(world.positions.market, position));
  if (account.bands !== undefined) return bandTriggerUsd(world, terms, account, main);
  const { capacityUsd, debtUsd } = terms.health(account);
  const others = account.collateral.map((held) =>
    held.asset === main.asset ? { ...held, oraclePriceUsd: n.zero } : held,
  );
  const rest = terms.health({ ...account, collateral: others }).capacityUsd;
  const own = n.sub(capacityUsd, rest);
  return n.toNumber(n.mul(main.oraclePriceUsd, ratio(n, n.sub(debtUsd, rest), own, n.zero)));
}
