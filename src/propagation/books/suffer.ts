import { type NodeKey, nodeKey } from "../../model/network.js";
import { at, isPositive, positivePart, ratio } from "../../numbers/arithmetic.js";
import { keyOf } from "../accounts/who.js";
import type { Slashed } from "../claims/backstops.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import type { Bearer } from "./bearers.js";
import { carry, type Marked, mark } from "./losses.js";
import { rebook } from "./rebook.js";
import type { Recorder } from "./recorder.js";
import { type BadDebt, bookBadDebt } from "./waterfall.js";

/**
 * The part of a loss that those who stayed bear for those who left: of a loss L that falls on the claims still there, those claims
 * would have borne L · (claims now / claims at the start) had everybody stayed; the rest is the run's.
 */
function runPart<N>(world: World<N>, state: State<N>, bearer: Bearer, lossUsd: N): N {
  const { n } = world;
  const stayed = (): N => {
    if (bearer.kind === "vault") {
      const { shares, sharesAtStart } = at(state.vaults, bearer.place);
      return ratio(n, shares, sharesAtStart, n.one);
    }
    const claimsUsd = (scaled: "others" | "othersAtStart"): N =>
      n.total(
        world.reserves.list.flatMap(({ market, asset }, place) => {
          const usd = n.mul(at(state.reserves, place)[scaled], at(state.assets, asset).marketUsd);
          return market === bearer.place ? [usd] : [];
        }),
      );
    return ratio(n, claimsUsd("others"), claimsUsd("othersAtStart"), n.one);
  };
  return n.mul(lossUsd, positivePart(n, n.sub(n.one, stayed())));
}

/** Books losses of lenders and depositors, split into what reached them through claims and what the run left them with. */
function bookSplit<N>(
  world: World<N>,
  state: State<N>,
  recorder: Recorder<N>,
  source: (bearer: Bearer) => NodeKey | undefined,
): Marked<N> {
  const marked = mark(world, state, recorder.losses, "claim", source);
  recorder.lossesOfRound.claim.push(marked.totalUsd);
  splitOffRun(world, state, recorder, marked);
  return marked;
}

/** Of what was just booked as lost through claims by lenders and depositors, books what the run left them with as the run's. */
export function splitOffRun<N>(world: World<N>, state: State<N>, recorder: Recorder<N>, marked: Marked<N>): void {
  const { n } = world;
  recorder.losses.bearers.forEach((bearer, b) => {
    const lossUsd = at(marked.lossUsd, b);
    if ((bearer.kind !== "vault" && bearer.kind !== "market") || !isPositive(n, lossUsd)) return;
    const byRun = runPart(world, state, bearer, lossUsd);
    if (!isPositive(n, byRun)) return;
    rebook(world, recorder, b, "claim", "run", byRun);
  });
}

/** Reports what each vault lost to a market. */
function logVaultLosses<N>(
  world: World<N>,
  recorder: Recorder<N>,
  marked: Marked<N>,
  source: (bearer: Bearer) => NodeKey | undefined,
): void {
  const { n } = world;
  recorder.losses.bearers.forEach((bearer, b) => {
    const lossUsd = n.toNumber(at(marked.lossUsd, b));
    const from = source(bearer);
    if (bearer.kind !== "vault" || lossUsd <= 0 || from === undefined) return;
    const text = `${bearer.key.slice("vault:".length)} loses ${Math.round(lossUsd)} USD in ${from.slice(from.indexOf(":") + 1)}`;
    recorder.log.add({
      kind: "loss-passed-on",
      from,
      to: bearer.key,
      channel: "claim",
      valueUsd: lossUsd,
      lossUsd,
      text,
    });
  });
}

/** Reports what an actor's stake gave for the bad debt of a market. */
function logSlashed<N>(
  { n, scenario }: World<N>,
  state: State<N>,
  { log, losses }: Recorder<N>,
  market: NodeKey,
  asset: number,
  { actor, units }: Slashed<N>,
): void {
  const to = nodeKey("actor", at(scenario.actors, actor).id);
  const paidUsd = n.mul(units, at(state.assets, asset).marketUsd);
  const what = { asset: at(scenario.assets, asset).id, units: n.toNumber(units) };
  const [valueUsd, lossUsd] = [n.toNumber(paidUsd), n.toNumber(paidUsd)];
  const text = `${what.units.toPrecision(6)} ${what.asset} that ${to.slice("actor:".length)} has staked are slashed`;
  log.add({ kind: "loss-passed-on", from: market, to, channel: "claim", ...what, valueUsd, lossUsd, text });
  carry(losses, state.round, market, to, "claim", paidUsd);
}

/** Books the bad debt of positions that have lost all collateral, and passes it on to lenders and vaults. Returns it in USD. */
export function sufferBadDebt<N>(
  world: World<N>,
  state: State<N>,
  recorder: Recorder<N>,
  positions: readonly number[],
): number {
  const { n, scenario } = world;
  const booked = positions.flatMap((position) => bookBadDebt(world, state, recorder.books, position));
  if (booked.length === 0) return 0;
  const valueUsd = ({ reserve, units }: BadDebt<N>): N =>
    n.mul(units, at(state.assets, at(world.reserves.list, reserve).asset).marketUsd);
  for (const debt of booked) {
    const { asset, market } = at(world.reserves.list, debt.reserve);
    const from = keyOf(world, debt.position);
    const to = nodeKey("market", at(scenario.markets, market).id);
    const lossUsd = n.toNumber(valueUsd(debt));
    const units = n.toNumber(debt.units);
    const borne = debt.treatment === "deficit" ? "booked as a deficit of the reserve" : "cut from what suppliers own";
    const text = () => `${units.toPrecision(6)} ${at(scenario.assets, asset).id} of bad debt are ${borne}`;
    recorder.log.add({
      kind: "bad-debt",
      from,
      to,
      channel: "claim",
      asset: at(scenario.assets, asset).id,
      units,
      valueUsd: lossUsd,
      lossUsd,
      text,
    });
    carry(recorder.losses, state.round, from, to, "claim", valueUsd(debt));
    if (!recorder.failedRound.has(to)) recorder.failedRound.set(to, state.round);
    for (const each of debt.slashed) logSlashed(world, state, recorder, to, asset, each);
  }
  const hit = new Set(booked.map(({ reserve }) => reserve));
  const source = (bearer: Bearer): NodeKey | undefined => {
    if (bearer.kind !== "vault") return undefined;
    const place = at(state.vaults, bearer.place).places.find(({ reserve }) => hit.has(reserve));
    return place && nodeKey("market", at(scenario.markets, at(world.reserves.list, place.reserve).market).id);
  };
  logVaultLosses(world, recorder, bookSplit(world, state, recorder, source), source);
  return n.toNumber(n.total(booked.map(valueUsd)));
}

/** Write-offs by curators that are due: the vault gives its claim on the market up. */
export function writeOffs<N>(world: World<N>, state: State<N>, recorder: Recorder<N>): void {
  const { scenario, places, reserves } = world;
  for (const shock of scenario.shocks) {
    if (shock.kind !== "vault-write-off" || shock.round !== state.round) continue;
    const v = places.vault(shock.vault);
    const { asset } = at(scenario.vaults, v);
    const reserve = reserves.of(places.market(shock.market), asset);
    const market = nodeKey("market", shock.market);
    for (const place of at(state.vaults, v).places) {
      if (place.reserve !== reserve) continue;
      const written = at(state.reserves, reserve);
      written.abandoned = world.n.add(written.abandoned, place.scaled);
      recorder.books.supply(nodeKey("vault", shock.vault), "written-off", reserve, place.scaled);
      place.scaled = world.n.zero;
    }
    const text = `Shock: ${shock.vault} writes its position in ${shock.market} off`;
    recorder.log.add({
      kind: "shock",
      cause: 0,
      from: nodeKey("vault", shock.vault),
      to: market,
      channel: "claim",
      text,
    });
    const source = (bearer: Bearer): NodeKey | undefined =>
      bearer.kind === "vault" && bearer.place === v ? market : undefined;
    logVaultLosses(world, recorder, bookSplit(world, state, recorder, source), source);
  }
}
