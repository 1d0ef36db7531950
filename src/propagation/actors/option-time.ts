import { nodeKey } from "../../model/network.js";
import { at } from "../../numbers/arithmetic.js";
import type { EventLog } from "../books/log.js";
import type { LossBook } from "../books/losses.js";
import { valueUsd } from "../books/worth.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import { eachUsd } from "./options.js";

/** Lets the round's time pass for options: what that takes from their value, or adds to it, is no loss. */
export function passTime<N>(world: World<N>, state: State<N>, book: LossBook<N>): void {
  if (world.options.every((held) => held.length === 0)) return;
  book.valuesUsd = book.valuesUsd.map((before, b) => {
    const bearer = at(book.bearers, b);
    const hasOptions = bearer.kind === "actor" && at(world.options, bearer.place).length > 0;
    return hasOptions ? valueUsd(world, state, bearer) : before;
  });
}

/** Settles in cash, at the market price, the options whose time is up. */
export function settleExpired<N>(world: World<N>, state: State<N>, log: EventLog): void {
  const { n, scenario } = world;
  const elapsed = n.mul(n.fromNumber(state.round), world.secondsPerRound);
  world.options.forEach((options, actor) => {
    for (const option of options) {
      const isDue = n.sign(n.sub(option.expirySeconds, elapsed)) <= 0;
      if (!isDue || option.isMirror || state.settledOptions.has(option.number)) continue;
      const each = eachUsd(world, state, option);
      state.settledOptions.set(option.number, each);
      const asset = at(scenario.assets, option.underlying).id;
      const [from, to] = [nodeKey("asset", asset), nodeKey("actor", at(scenario.actors, actor).id)];
      const text = `Options on ${asset} of ${to.slice("actor:".length)} expire, worth ${n.toNumber(each).toPrecision(6)} USD each`;
      log.add({ kind: "expiry", from, to, asset, text });
    }
  });
}
