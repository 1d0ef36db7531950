import { addSurplus } from "../../mechanics/cdp/maker/vow.js";
import { nodeKey } from "../../model/network.js";
import type { CapitalInjection, Gate, Id, Intervention, Literal } from "../../model/scenario.js";
import { at } from "../../numbers/arithmetic.js";
import type { EventLog } from "../books/log.js";
import { mark } from "../books/losses.js";
import type { Recorder } from "../books/recorder.js";
import { enter } from "../maker/debt-books.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import { watchVenues } from "./breakers.js";
import { describeTerms } from "./terms.js";

/**
 * Carries out and logs what is decided in this round. New terms and oracles are in the world already (`worldAtRound`); a gain from
 * outside money counts against earlier losses through claims.
 */
export function intervene<N>(world: World<N>, state: State<N>, recorder: Recorder<N>): void {
  const { n } = world;
  const { log, losses, lossesOfRound } = recorder;
  let paidIn = false;
  for (const shock of world.scenario.shocks) {
    if (shock.round !== state.round) continue;
    switch (shock.kind) {
      case "pause":
        state.controls.paused.add(world.places.market(shock.market));
        announce(log, shock, `${shock.market} is paused: it neither liquidates nor pays out`);
        break;
      case "unpause":
        state.controls.paused.delete(world.places.market(shock.market));
        announce(log, shock, `${shock.market} is no longer paused`);
        break;
      case "set-terms":
        announce(log, shock, `${shock.market} sets new terms: ${describeTerms(shock)}`);
        break;
      case "oracle-switch":
        announce(log, shock, `${shock.market} judges ${shock.asset} by ${shock.oracle} from now on`);
        break;
      case "freeze":
      case "cap-to-zero":
      case "ltv-to-zero": {
        const what = shock.asset === undefined ? shock.market : `${shock.asset} in ${shock.market}`;
        announce(log, shock, `${what}: ${shock.kind}; nobody borrows more in a run, so that nothing changes`);
        break;
      }
      case "redemption-gate": {
        const key = nodeKey("issuer", shock.issuer);
        at(state.issuers, world.places.issuer(shock.issuer)).gate = shock.gate;
        const text = `Intervention: redemption of ${shock.issuer} is ${describeGate(shock.gate)}`;
        log.add({ kind: "intervention", cause: 0, from: key, to: key, text });
        break;
      }
      case "capital-injection":
        if ("issuer" in shock.into) endow(world, state, log, shock.into.issuer, n.parse(shock.units));
        else inject(world, state, recorder, shock.units, shock.into);
        paidIn = true;
    }
  }
  if (paidIn) lossesOfRound.claim.push(mark(world, state, losses, "claim", () => undefined).totalUsd);
  watchVenues(world, state, log);
}

const describeGate = (gate: Gate): string => (gate.kind === "queue" ? `paid after ${gate.days} days` : gate.kind);

/** Money from outside becomes external assets of an issuer; its claims feel it when they are next cleared. */
function endow<N>({ n, places }: World<N>, state: State<N>, log: EventLog, id: Id, addedUsd: N): void {
  const issuer = at(state.issuers, places.issuer(id));
  issuer.externalUsd = n.add(issuer.externalUsd, addedUsd);
  const key = nodeKey("issuer", id);
  const valueUsd = n.toNumber(addedUsd);
  const text = `Intervention: ${Math.round(valueUsd)} USD are paid into ${id} from outside`;
  log.add({ kind: "intervention", cause: 0, from: key, to: key, valueUsd, text });
}

type OfMarket = Extract<Intervention, { readonly market: string }>;

function announce(log: EventLog, shock: OfMarket, what: string): void {
  const key = nodeKey("market", shock.market);
  const to = shock.kind === "oracle-switch" ? nodeKey("oracle", shock.oracle) : key;
  const asset = "asset" in shock && shock.asset !== undefined ? { asset: shock.asset } : {};
  log.add({ kind: "intervention", cause: 0, from: key, to, ...asset, text: `Intervention: ${what}` });
}

/**
 * Money from outside. A reserve: its deficit is covered first, the rest is cash that belongs to the protocol. A vault: what it has
 * lost without passing it on is made good, and all of it is idle money that belongs to its depositors.
 */
function inject<N>(
  world: World<N>,
  state: State<N>,
  { books, log }: Recorder<N>,
  paid: Literal,
  into: Exclude<CapitalInjection["into"], { readonly issuer: Id }>,
): void {
  const { n, places, scenario } = world;
  const units = n.parse(paid);
  const key = "vault" in into ? nodeKey("vault", into.vault) : nodeKey("market", into.market);
  const asset = "vault" in into ? at(scenario.vaults, places.vault(into.vault)).asset : into.asset;
  if ("vault" in into) {
    const vault = at(state.vaults, places.vault(into.vault));
    vault.idle = n.add(vault.idle, units);
    vault.lost = n.sub(vault.lost, n.min(vault.lost, units));
  } else {
    const reserve = at(state.reserves, world.reserves.of(places.market(into.market), into.asset));
    const covered = n.min(reserve.deficit, units);
    reserve.deficit = n.sub(reserve.deficit, covered);
    reserve.cash = n.add(reserve.cash, units);
    reserve.treasury = n.add(reserve.treasury, n.sub(units, covered));
    const market = at(scenario.markets, places.market(into.market));
    if (market.kind === "maker") enter(world, state, market, (vow) => addSurplus(n, vow, units));
  }
  books.token("outside", key, places.asset(asset), units);
  const valueUsd = n.toNumber(n.mul(units, at(state.assets, places.asset(asset)).marketUsd));
  const text = `Intervention: ${paid} ${asset} are paid into ${key.slice(key.indexOf(":") + 1)} from outside`;
  const what = { asset, units: n.toNumber(units), valueUsd };
  log.add({ kind: "intervention", cause: 0, from: key, to: key, ...what, text });
}
