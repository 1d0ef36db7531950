import { fillWithdrawals, type WithdrawalFill, type WithdrawalRequest } from "../../mechanics/vaults/withdrawals.js";
import { type NodeKey, nodeKey } from "../../model/network.js";
import { at, isPositive, ratio } from "../../numbers/arithmetic.js";
import { scaledOf } from "../accounts/account.js";
import { beyondRounding, payableCash } from "../accounts/cash.js";
import type { Books } from "../books/books.js";
import { type EventLog, isNews } from "../books/log.js";
import { heldUnits } from "../claims/held.js";
import { backing, otherLendersUnits } from "../claims/supply-claims.js";
import { sharePrice, vaultAssets } from "../claims/vault-books.js";
import { vaultClaim } from "../claims/worth.js";
import { hasMoved } from "../prices/moved.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import { type ClassAsk, payClasses } from "./depositors.js";
import type { Watched } from "./triggers.js";
import { type RunOn, wanted } from "./wanted.js";

/** Money that people ask back in this round, from a vault or straight from a reserve. */
interface Withdrawal<N> {
  readonly from: { readonly kind: "vault" | "reserve"; readonly place: number };
  readonly key: NodeKey;
  readonly request: WithdrawalRequest<N>;
  /** Who asks, where the run is stated by classes, and what a claim of theirs is paid. */
  readonly asks: readonly ClassAsk<N>[];
  readonly unitsPerClaim: N;
}

export interface Withdrawn {
  readonly withdrawnUsd: number;
  readonly unmetUsd: number;
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
    const watched: Watched<N> = {
      reserves: vault.places.map(({ reserve }) => reserve),
      worth: () => vaultClaim(world, state, place),
      worthAtStart: ratio(n, vault.assetsAtStart, vault.sharesAtStart, n.zero),
    };
    const unitsPerClaim = sharePrice(world, state, vault);
    const on: RunOn<N> = {
      kind: "vault",
      place,
      name: key,
      total,
      claim,
      claimAtStart: vault.assetsAtStart,
      unitsPerClaim,
      watched,
    };
    const { units: wantedUnits, asks } = wanted(world, state, run, on);
    const queue = vault.places.map(({ reserve, scaled }) => ({
      market: reserve,
      mostUnits: n.mul(scaled, at(state.reserves, reserve).supplyIndex),
    }));
    const request = { wantedUnits, idleUnits: vault.idle, queue };
    return [{ from: { kind: "vault", place }, key, request, asks, unitsPerClaim }];
  });
  const lenders: Withdrawal<N>[] = [];
  world.reserves.list.forEach(({ run, market, asset }, place) => {
    if (run === undefined) return;
    const key = nodeKey("market", at(scenario.markets, market).id);
    const claim = otherLendersUnits(world, state, place);
    const { supplied, othersAtStart, supplyIndex } = at(state.reserves, place);
    const name: NodeKey = `${key}/${at(scenario.assets, asset).id}`;
    const worth = () => backing(world, state, place);
    const watched: Watched<N> = { reserves: [place], worth, worthAtStart: n.one };
    const on: RunOn<N> = {
      kind: "reserve",
      place,
      name,
      total: supplied,
      claim,
      claimAtStart: othersAtStart,
      unitsPerClaim: supplyIndex,
      watched,
    };
    const { units: wantedUnits, asks } = wanted(world, state, run, on);
    const request = { wantedUnits, idleUnits: n.zero, queue: [{ market: place, mostUnits: claim }] };
    lenders.push({ from: { kind: "reserve", place }, key, request, asks, unitsPerClaim: supplyIndex });
  });
  return [...vaults, ...lenders].filter(({ request }) => isPositive(n, request.wantedUnits));
}

/** Lets people withdraw, all at once, as far as idle money and the markets' cash go; adds it to what issuers have taken back. */
export function withdrawals<N>(
  world: World<N>,
  state: State<N>,
  books: Books<N>,
  log: EventLog,
  takenBack: Withdrawn,
): Withdrawn {
  const { n } = world;
  for (const vault of state.vaults) vault.unmet = n.zero;
  const asked = collect(world, state);
  if (asked.length === 0) return takenBack;
  const cash = state.reserves.map((_, place) => payableCash(world, state, place));
  const { fills } = fillWithdrawals(
    n,
    asked.map(({ request }) => request),
    cash,
  );
  let { withdrawnUsd, unmetUsd } = takenBack;
  asked.forEach((withdrawal, k) => {
    const fill = at(fills, k);
    const paid = settle(world, state, books, withdrawal, fill);
    const asset = loanAsset(world, withdrawal.from);
    const { marketUsd } = at(state.assets, asset);
    const { asks, unitsPerClaim } = withdrawal;
    payClasses(world, asks, ratio(n, paid, unitsPerClaim, n.zero), n.mul(unitsPerClaim, marketUsd));
    const priceUsd = n.toNumber(marketUsd);
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
