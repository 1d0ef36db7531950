import { type NodeKey, nodeKey } from "../../model/network.js";
import { at, isPositive } from "../../numbers/arithmetic.js";
import { carry } from "../books/losses.js";
import type { Recorder } from "../books/recorder.js";
import { hasMoved } from "../prices/moved.js";
import type { IssuerState, State } from "../state.js";
import type { World } from "../world.js";
import type { Revaluation } from "./claims.js";

/** What an issuer's claims were worth and what its debts paid, before clearing. */
export type Worth<N> = Pick<IssuerState<N>, "navUsd" | "paid">;

/** A loss of one issuer on another's claims or debts. */
interface PassedOn<N> {
  readonly from: number;
  readonly to: number;
  readonly valueUsd: N;
  readonly lossUsd: N;
  readonly what: string;
}

function passedOn<N>(world: World<N>, state: State<N>, before: readonly Worth<N>[]): PassedOn<N>[] {
  const { n, scenario, places } = world;
  const issuerOf = (id: string | undefined): number => scenario.issuers.findIndex((issuer) => issuer.id === id);
  const byDebts = scenario.issuers.flatMap(({ liabilities }, from) => {
    return liabilities.flatMap(({ to, valueUsd }, k): PassedOn<N>[] => {
      const [then, now] = [at(at(before, from).paid, k), at(at(state.issuers, from).paid, k)];
      if (!hasMoved(n.toNumber(then), n.toNumber(now))) return [];
      const owed = n.parse(valueUsd);
      const lossUsd = n.mul(owed, n.sub(then, now));
      return [{ from, to: issuerOf(to), valueUsd: owed, lossUsd, what: "what it is owed by" }];
    });
  });
  const byClaims = scenario.issuers.flatMap(({ holdings }, to) =>
    holdings.flatMap(({ asset }, h): PassedOn<N>[] => {
      const from = issuerOf(at(scenario.assets, places.asset(asset)).issuer);
      if (from < 0) return [];
      const [then, now] = [at(before, from).navUsd, at(state.issuers, from).navUsd];
      if (!hasMoved(n.toNumber(then), n.toNumber(now))) return [];
      const held = at(at(state.issuers, to).holdings, h);
      return [{ from, to, valueUsd: n.mul(held, then), lossUsd: n.mul(held, n.sub(then, now)), what: "claims on" }];
    }),
  );
  return [...byDebts, ...byClaims].filter(({ to, lossUsd }) => to >= 0 && isPositive(n, lossUsd));
}

/** Notes the way that a loss took from the tokens an issuer holds to the issuer, and from there to its own token. */
function carryThroughBacking<N>(
  world: World<N>,
  state: State<N>,
  recorder: Recorder<N>,
  before: readonly Worth<N>[],
): void {
  const { n, scenario, places } = world;
  const pass = (from: NodeKey, to: NodeKey, lossUsd: N): void => {
    if (isPositive(n, lossUsd)) carry(recorder.losses, state.round, from, to, "claim", lossUsd);
  };
  scenario.issuers.forEach(({ id, holdings }, issuer) => {
    const { holdings: held, supply } = at(state.issuers, issuer);
    const [then, now] = [at(before, issuer).navUsd, at(state.issuers, issuer).navUsd];
    if (!hasMoved(n.toNumber(then), n.toNumber(now))) return;
    for (const [h, { asset }] of holdings.entries()) {
      const place = places.asset(asset);
      if (at(scenario.assets, place).issuer !== undefined) continue;
      const fall = n.sub(n.fromNumber(at(recorder.pricesAtRoundStart, place)), at(state.assets, place).marketUsd);
      pass(nodeKey("asset", asset), nodeKey("issuer", id), n.mul(at(held, h), fall));
    }
    const claim = scenario.assets.find((asset) => asset.issuer === id);
    const fallen = n.mul(supply, n.sub(then, now));
    if (claim !== undefined) pass(nodeKey("issuer", id), nodeKey("asset", claim.id), fallen);
  });
}

/**
 * Logs revaluations and the losses between issuers in the order in which they follow from one another: first the issuers that
 * something happened to, then those that hold their claims or are owed by them, and so on.
 */
export function logClaims<N>(
  world: World<N>,
  state: State<N>,
  recorder: Recorder<N>,
  moved: readonly Revaluation<N>[],
  before: readonly Worth<N>[],
  hit: ReadonlySet<number>,
): void {
  const { n, scenario } = world;
  const { log, losses } = recorder;
  const keyOf = (issuer: number): NodeKey => nodeKey("issuer", at(scenario.issuers, issuer).id);
  const logRevaluations = (backer: NodeKey, id: string, cause: number): number =>
    moved.reduce((last, { asset, fromUsd, toUsd }) => {
      const claim = at(scenario.assets, asset);
      if (claim.issuer !== id || !hasMoved(n.toNumber(fromUsd), n.toNumber(toUsd))) return last;
      const text = (): string =>
        `A claim of ${claim.id} is worth ${n.toNumber(toUsd).toPrecision(6)} USD (was ${n.toNumber(fromUsd).toPrecision(6)})`;
      const to = nodeKey("asset", claim.id);
      return log.add({ kind: "claim-revalued", cause, from: backer, to, channel: "claim", asset: claim.id, text });
    }, cause);

  if (losses.carried !== undefined) carryThroughBacking(world, state, recorder, before);
  const losing = passedOn(world, state, before);
  const causes = new Map([...hit].map((issuer) => [issuer, log.latest(keyOf(issuer))]));
  const queue = [...hit];
  const enqueue = (issuer: number, cause: number): void => {
    if (causes.has(issuer)) return;
    causes.set(issuer, cause);
    queue.push(issuer);
  };
  const spread = (): void => {
    for (let issuer = queue.shift(); issuer !== undefined; issuer = queue.shift()) {
      const from = keyOf(issuer);
      const cause = logRevaluations(from, at(scenario.issuers, issuer).id, causes.get(issuer) ?? 0);
      for (const loss of losing) {
        if (loss.from !== issuer) continue;
        const to = keyOf(loss.to);
        carry(losses, state.round, from, to, "claim", loss.lossUsd);
        const amounts = { valueUsd: n.toNumber(loss.valueUsd), lossUsd: n.toNumber(loss.lossUsd) };
        const text = (): string =>
          `${to.slice("issuer:".length)} loses ${Math.round(amounts.lossUsd)} USD on ${loss.what} ${from.slice("issuer:".length)}`;
        enqueue(loss.to, log.add({ kind: "loss-passed-on", cause, from, to, channel: "claim", ...amounts, text }));
      }
    }
  };
  spread();
  scenario.issuers.forEach(({ holdings }, issuer) => {
    const heard = [keyOf(issuer), ...holdings.map(({ asset }) => nodeKey("asset", asset))];
    enqueue(issuer, Math.max(...heard.map((key) => log.latest(key))));
    spread();
  });
  for (const { id, asset } of scenario.vaults) {
    const key = nodeKey("vault", id);
    logRevaluations(key, id, Math.max(log.latest(key), log.latest(nodeKey("asset", asset))));
  }
}
