import { type NodeKey, nodeKey } from "../model/network.js";
import { at, isPositive } from "../numbers/arithmetic.js";
import { revalueClaims } from "./claims.js";
import { carry, mark, shift } from "./losses.js";
import { hasMoved } from "./moved.js";
import type { Recorder } from "./recorder.js";
import type { IssuerState, State } from "./state.js";
import type { World } from "./world.js";

type Worth<N> = Pick<IssuerState<N>, "navUsd" | "recovery">;

/**
 * Clears claims on claims and books what their holders lose: directly, as far as the issuer's own external assets were shocked;
 * through claims, for the rest.
 */
export function revalue<N>(world: World<N>, state: State<N>, recorder: Recorder<N>): void {
  const { n, scenario } = world;
  const { log, books, losses, lossesOfRound } = recorder;
  const before = state.issuers.map(({ navUsd, recovery }): Worth<N> => ({ navUsd, recovery }));
  const revalued = revalueClaims(world, state, books);
  recorder.clearingResidual = Math.max(recorder.clearingResidual, revalued.residual);
  for (const { asset, fromUsd, toUsd } of revalued.moved) {
    if (!hasMoved(n.toNumber(fromUsd), n.toNumber(toUsd))) continue;
    const { id } = at(scenario.assets, asset);
    const text = `A claim of ${id} is worth ${n.toNumber(toUsd).toPrecision(6)} USD (was ${n.toNumber(fromUsd).toPrecision(6)})`;
    const from = backer(world, asset) ?? nodeKey("asset", id);
    log.add({ kind: "claim-revalued", from, to: nodeKey("asset", id), channel: "claim", asset: id, text });
  }
  const marked = mark(world, state, losses, "claim");
  lossesOfRound.claim.push(marked.totalUsd);
  losses.bearers.forEach((bearer, b) => {
    if (bearer.kind !== "issuer") return;
    const issuer = at(state.issuers, bearer.place);
    const directUsd = n.min(issuer.unseenLossUsd, at(marked.lossUsd, b));
    issuer.unseenLossUsd = n.zero;
    if (!isPositive(n, directUsd)) return;
    shift(world, losses, b, "claim", "direct", directUsd);
    lossesOfRound.claim.push(n.sub(n.zero, directUsd));
    lossesOfRound.direct.push(directUsd);
  });
  passOnBetweenIssuers(world, state, recorder, before);
}

/** The issuer or vault behind a claim. */
function backer<N>(world: World<N>, asset: number): NodeKey | undefined {
  const { issuer } = at(world.scenario.assets, asset);
  if (issuer === undefined) return undefined;
  return nodeKey(world.scenario.vaults.some(({ id }) => id === issuer) ? "vault" : "issuer", issuer);
}

/** Notes on the edges between issuers what the holders of claims and debts lost by them. */
function passOnBetweenIssuers<N>(
  world: World<N>,
  state: State<N>,
  recorder: Recorder<N>,
  before: readonly Worth<N>[],
): void {
  const { n, scenario, places } = world;
  const passOn = (from: number, to: NodeKey, valueUsd: N, lossUsd: N, what: string): void => {
    if (!isPositive(n, lossUsd)) return;
    const key = nodeKey("issuer", at(scenario.issuers, from).id);
    carry(recorder.losses, state.round, key, to, "claim", lossUsd);
    const amounts = { valueUsd: n.toNumber(valueUsd), lossUsd: n.toNumber(lossUsd) };
    const text = `${to.slice("issuer:".length)} loses ${Math.round(amounts.lossUsd)} USD on ${what} ${key.slice("issuer:".length)}`;
    recorder.log.add({ kind: "loss-passed-on", from: key, to, channel: "claim", ...amounts, text });
  };
  scenario.issuers.forEach(({ liabilities }, i) => {
    const [then, now] = [at(before, i).recovery, at(state.issuers, i).recovery];
    if (!hasMoved(n.toNumber(then), n.toNumber(now))) return;
    const fall = n.sub(then, now);
    for (const { to, valueUsd } of liabilities) {
      const isListed = scenario.issuers.some(({ id }) => id === to);
      const owed = n.parse(valueUsd);
      if (isListed) passOn(i, nodeKey("issuer", to), owed, n.mul(owed, fall), "what it is owed by");
    }
  });
  scenario.issuers.forEach(({ id, holdings }) => {
    for (const { asset, units } of holdings) {
      const issuer = scenario.issuers.findIndex(
        (other) => other.id === at(scenario.assets, places.asset(asset)).issuer,
      );
      if (issuer < 0) continue;
      const held = n.parse(units);
      const [then, now] = [at(before, issuer).navUsd, at(state.issuers, issuer).navUsd];
      if (!hasMoved(n.toNumber(then), n.toNumber(now))) continue;
      passOn(issuer, nodeKey("issuer", id), n.mul(held, then), n.mul(held, n.sub(then, now)), "claims on");
    }
  });
}
