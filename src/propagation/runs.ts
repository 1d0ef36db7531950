import { fillWithdrawals, type WithdrawalFill, type WithdrawalRequest } from "../mechanics/vaults/withdrawals.js";
import { type NodeKey, nodeKey } from "../model/network.js";
import type { Run, RunTrigger } from "../model/scenario.js";
import { at, isPositive, positivePart, ratio } from "../numbers/arithmetic.js";
import { scaledOf } from "./account.js";
import { heldUnits, otherLendersUnits } from "./bearers.js";
import type { Books } from "./books.js";
import { beyondRounding, payableCash } from "./cash.js";
import { isLess } from "./less.js";
import { type EventLog, isNews } from "./log.js";
import { hasMoved } from "./moved.js";
import { interpolate } from "./shocks.js";
import type { State } from "./state.js";
import { sharePrice, vaultAssets } from "./vault-books.js";
import type { World } from "./world.js";

/** Money that people ask back in this round, from a vault or straight from a reserve. */
interface Withdrawal<N> {
  readonly from: { readonly kind: "vault" | "reserve"; readonly place: number };
  readonly key: NodeKey;
  readonly request: WithdrawalRequest<N>;
}

export interface Withdrawn {
  readonly withdrawnUsd: number;
  readonly unmetUsd: number;
}

export const utilisation = <N>(world: World<N>, state: State<N>, reserve: number): N => {
  const { borrowed, cash } = at(state.reserves, reserve);
  return ratio(world.n, borrowed, world.n.add(cash, borrowed), world.n.zero);
};

function hasStarted<N>(
  world: World<N>,
  state: State<N>,
  key: NodeKey,
  trigger: RunTrigger,
  reserves: readonly number[],
): boolean {
  const { n, places } = world;
  if (state.runsStarted.has(key)) return true;
  const goesOff = (): boolean => {
    switch (trigger.kind) {
      case "round":
        return state.round >= trigger.round;
      case "price-below":
        return isLess(world, at(state.assets, places.asset(trigger.asset)).marketUsd, n.parse(trigger.priceUsd));
      case "utilisation-above":
        return reserves.some((reserve) =>
          isLess(world, n.parse(trigger.utilisation), utilisation(world, state, reserve)),
        );
    }
  };
  if (!goesOff()) return false;
  state.runsStarted.add(key);
  return true;
}

/** Total that a path leaves in place, linear between its points; undefined before the first, the last value after the last. */
function pathTotal<N>(
  world: World<N>,
  path: Extract<Run, { kind: "path" }>["totalUnits"],
  round: number,
): N | undefined {
  const { n } = world;
  const nextPlace = path.findIndex((point) => point.round > round);
  const before = nextPlace < 0 ? path.at(-1) : path[nextPlace - 1];
  if (before === undefined) return undefined;
  const next = nextPlace < 0 ? undefined : path[nextPlace];
  if (next === undefined) return n.parse(before.units);
  return interpolate(n, before.round, n.parse(before.units), next.round, n.parse(next.units), round);
}

/** A proportional run ends: the last part of this size, of what there was at the start, leaves at once. */
const LAST_LEAVERS = "1e-9";

/** Units people want out. `total` is what a path is a path of; `claim` is what those who may leave own. */
function wanted<N>(
  world: World<N>,
  state: State<N>,
  key: NodeKey,
  run: Run,
  reserves: readonly number[],
  total: N,
  claim: N,
  claimAtStart: N,
): N {
  const { n } = world;
  if (run.kind === "path") {
    const target = pathTotal(world, run.totalUnits, state.round);
    return target === undefined ? n.zero : n.min(beyondRounding(n, n.sub(total, target), total), claim);
  }
  if (!hasStarted(world, state, key, run.trigger, reserves)) return n.zero;
  const mayLeave = positivePart(n, n.sub(claim, n.mul(n.parse(run.stayShare), claimAtStart)));
  const least = n.mul(n.parse(LAST_LEAVERS), claimAtStart);
  return n.min(mayLeave, n.max(n.mul(n.parse(run.sharePerRound), mayLeave), least));
}

function collect<N>(world: World<N>, state: State<N>): Withdrawal<N>[] {
  const { n, scenario } = world;
  const vaults = scenario.vaults.flatMap(({ id, run }, place): Withdrawal<N>[] => {
    if (run === undefined) return [];
    const vault = at(state.vaults, place);
    const key = nodeKey("vault", id);
    const total = n.add(vaultAssets(world, state, vault), vault.lost);
    const pledged = n.mul(heldUnits(world, state, id), sharePrice(world, state, vault));
    const claim = beyondRounding(n, n.sub(total, pledged), total);
    const reserves = vault.places.map(({ reserve }) => reserve);
    const wantedUnits = wanted(world, state, key, run, reserves, total, claim, vault.assetsAtStart);
    const queue = vault.places.map(({ reserve, scaled }) => ({
      market: reserve,
      mostUnits: n.mul(scaled, at(state.reserves, reserve).supplyIndex),
    }));
    return [{ from: { kind: "vault", place }, key, request: { wantedUnits, idleUnits: vault.idle, queue } }];
  });
  const lenders = world.reserves.list.flatMap(({ run, market, asset }, place): Withdrawal<N>[] => {
    if (run === undefined) return [];
    const key = nodeKey("market", at(scenario.markets, market).id);
    const claim = otherLendersUnits(world, state, place);
    const { supplied, othersAtStart } = at(state.reserves, place);
    const name: NodeKey = `${key}/${at(scenario.assets, asset).id}`;
    const wantedUnits = wanted(world, state, name, run, [place], supplied, claim, othersAtStart);
    const request = { wantedUnits, idleUnits: n.zero, queue: [{ market: place, mostUnits: claim }] };
    return [{ from: { kind: "reserve", place }, key, request }];
  });
  return [...vaults, ...lenders].filter(({ request }) => isPositive(n, request.wantedUnits));
}

/** Lets people withdraw, all at once, as far as idle money and the markets' cash go. */
export function withdrawals<N>(world: World<N>, state: State<N>, books: Books<N>, log: EventLog): Withdrawn {
  const { n } = world;
  for (const vault of state.vaults) vault.unmet = n.zero;
  const asked = collect(world, state);
  const cash = state.reserves.map((_, place) => payableCash(world, state, place));
  const { fills } = fillWithdrawals(
    n,
    asked.map(({ request }) => request),
    cash,
  );
  let withdrawnUsd = 0;
  let unmetUsd = 0;
  asked.forEach((withdrawal, k) => {
    const fill = at(fills, k);
    const paid = settle(world, state, books, withdrawal, fill);
    const asset = loanAsset(world, withdrawal.from);
    const priceUsd = n.toNumber(at(state.assets, asset).marketUsd);
    withdrawnUsd += n.toNumber(paid) * priceUsd;
    unmetUsd += n.toNumber(fill.unmetUnits) * priceUsd;
    report(world, log, withdrawal, fill, n.toNumber(paid), priceUsd);
  });
  return { withdrawnUsd, unmetUsd };
}

function loanAsset<N>(world: World<N>, from: Withdrawal<N>["from"]): number {
  if (from.kind === "reserve") return at(world.reserves.list, from.place).asset;
  return world.places.asset(at(world.scenario.vaults, from.place).asset);
}

function settle<N>(
  world: World<N>,
  state: State<N>,
  books: Books<N>,
  { from, key }: Withdrawal<N>,
  fill: WithdrawalFill<N>,
): N {
  const { n, scenario } = world;
  const paid = n.add(fill.fromIdleUnits, n.total(fill.fromMarkets.map(({ units }) => units)));
  const vault = from.kind === "vault" ? at(state.vaults, from.place) : undefined;
  if (vault !== undefined) {
    const burned = n.min(ratio(n, paid, sharePrice(world, state, vault), n.zero), vault.shares);
    vault.shares = n.sub(vault.shares, burned);
    vault.idle = n.sub(vault.idle, fill.fromIdleUnits);
    vault.withdrawn = n.add(vault.withdrawn, paid);
    vault.unmet = fill.unmetUnits;
    books.token(key, "outside", loanAsset(world, from), fill.fromIdleUnits);
  }
  fill.fromMarkets.forEach(({ market: place, units }, step) => {
    const reserve = at(state.reserves, place);
    const { market, asset } = at(world.reserves.list, place);
    if (!isPositive(n, units)) return;
    const queued = vault?.places[step];
    const scaled = scaledOf(n, queued?.scaled ?? reserve.others, reserve.supplyIndex, units);
    reserve.supplied = n.max(n.sub(reserve.supplied, units), n.zero);
    reserve.cash = n.max(n.sub(reserve.cash, units), n.zero);
    if (queued === undefined) reserve.others = n.sub(reserve.others, scaled);
    else queued.scaled = n.sub(queued.scaled, scaled);
    const marketKey = nodeKey("market", at(scenario.markets, market).id);
    books.supply(queued === undefined ? "outside" : key, marketKey, place, scaled);
    books.token(marketKey, "outside", asset, units);
  });
  return paid;
}

function report<N>(
  world: World<N>,
  log: EventLog,
  { from, key }: Withdrawal<N>,
  fill: WithdrawalFill<N>,
  paid: number,
  priceUsd: number,
): void {
  const { n, scenario } = world;
  const unmet = n.toNumber(fill.unmetUnits);
  const asset = at(scenario.assets, loanAsset(world, from)).id;
  const refused = unmet > 0 ? `; ${Math.round(unmet)} more are asked for and cannot be paid` : "";
  log.add({
    ...{ kind: "withdrawal", cause: reason(world, log, key, fill), from: key, to: paidBy(world, key, fill), asset },
    ...{ channel: "run", units: paid, valueUsd: paid * priceUsd },
    text: `${Math.round(paid)} ${asset} are withdrawn from ${key.slice(key.indexOf(":") + 1)}${refused}`,
  });
}

/** Where most of the money came from: a market, or the vault's own idle money. */
function paidBy<N>(world: World<N>, key: NodeKey, fill: WithdrawalFill<N>): NodeKey {
  const { n, scenario, reserves } = world;
  const asked = n.toNumber(
    n.total([fill.fromIdleUnits, fill.unmetUnits, ...fill.fromMarkets.map(({ units }) => units)]),
  );
  let most = { key, units: n.toNumber(fill.fromIdleUnits) };
  for (const { market, units } of fill.fromMarkets) {
    const from = nodeKey("market", at(scenario.markets, at(reserves.list, market).market).id);
    const paid = n.toNumber(units);
    if (paid > most.units && hasMoved(asked, asked + paid - most.units)) most = { key: from, units: paid };
  }
  return most.key;
}

/** What people run from: the latest news of the node, its markets, or what those lend against. */
function reason<N>(world: World<N>, log: EventLog, key: NodeKey, fill: WithdrawalFill<N>): number {
  const { scenario, reserves } = world;
  const near = fill.fromMarkets.flatMap(({ market: place }) => {
    const { market } = at(reserves.list, place);
    const judged = reserves.list.filter((reserve) => reserve.market === market);
    return [
      nodeKey("market", at(scenario.markets, market).id),
      ...judged.map(({ asset }) => nodeKey("asset", at(scenario.assets, asset).id)),
    ];
  });
  return Math.max(...[key, ...near].map((node) => log.latest(node, isNews)));
}
