import { type NodeKey, nodeKey } from "../../model/network.js";
import { at, isPositive } from "../../numbers/arithmetic.js";
import type { Recorder } from "../books/recorder.js";
import { sharePrice } from "../claims/vault-books.js";
import type { State } from "../state.js";
import type { Traded } from "../trading/batch.js";
import type { World } from "../world.js";
import { forEachSlot, sideUsd } from "./account.js";
import type { Screened } from "./health.js";
import { keyOf } from "./who.js";

/** An asset or claim has failed when it has lost this share of its price at the start. */
const FALL = 0.05;

/** What failing means, for the result's conventions. */
export const FAILURE_CONVENTION =
  "A position fails when it is first liquidated or its debt exceeds its collateral at market prices; an asset or issuer when its price or net asset value is 5 % below the start, or it pays less than it owes; a market when listed debts exceed their collateral at market prices or bad debt is booked; a vault when its share price falls or a withdrawal is not paid; a venue when it cannot take a sale.";

/** Notes the first round in which each node failed, and each position's lowest health, as a round leaves them. */
export function noteFailures<N>(
  world: World<N>,
  state: State<N>,
  recorder: Recorder<N>,
  owing: readonly Screened<N>[],
  traded: Traded,
  shortfalls: readonly N[],
): void {
  const { n, scenario } = world;
  const fail = (key: NodeKey): void => {
    if (!recorder.failedRound.has(key)) recorder.failedRound.set(key, state.round);
  };
  const priceUsd = (reserve: number): N => at(state.assets, at(world.reserves.list, reserve).asset).marketUsd;

  for (const { position, health, account } of owing) {
    const now = n.toNumber(health);
    if (now < (recorder.lowest.get(position)?.health ?? Infinity)) {
      recorder.lowest.set(position, { health: now, round: state.round, account });
    }
    const debtUsd = sideUsd(world, state, position, "debt", priceUsd);
    const collateralUsd = sideUsd(world, state, position, "collateral", priceUsd);
    if (isPositive(n, n.sub(debtUsd, collateralUsd))) fail(keyOf(world, position));
    if (!owes(world, state, position)) recorder.closedRound.set(position, state.round);
  }
  for (const position of traded.liquidated) fail(keyOf(world, position));
  for (const venue of traded.exhaustedVenues) fail(venue);

  state.assets.forEach(({ marketUsd }, a) => {
    if (n.toNumber(marketUsd) < at(recorder.startPricesUsd, a) * (1 - FALL))
      fail(nodeKey("asset", at(scenario.assets, a).id));
  });
  state.issuers.forEach(({ navUsd, recovery }, i) => {
    const fell = n.toNumber(navUsd) < at(recorder.startNavsUsd, i) * (1 - FALL);
    if (fell || n.toNumber(recovery) < at(recorder.startRecoveries, i))
      fail(nodeKey("issuer", at(scenario.issuers, i).id));
  });
  shortfalls.forEach((shortfall, place) => {
    const booked = isPositive(n, at(state.reserves, place).deficit);
    if (isPositive(n, shortfall) || booked)
      fail(nodeKey("market", at(scenario.markets, at(world.reserves.list, place).market).id));
  });
  state.vaults.forEach((vault, v) => {
    const record = at(recorder.vaults, v);
    const price = n.toNumber(sharePrice(world, state, vault));
    record.high = Math.max(record.high, price);
    record.deepest = Math.min(record.deepest, record.high === 0 ? 0 : price / record.high - 1);
    if (record.deepest < -1e-9 || isPositive(n, vault.unmet)) fail(nodeKey("vault", at(scenario.vaults, v).id));
  });
}

function owes<N>(world: World<N>, state: State<N>, position: number): boolean {
  let any = false;
  forEachSlot(world, position, "debt", (slot) => {
    if (isPositive(world.n, at(state.debt, slot))) any = true;
  });
  return any;
}
