import { clearRanks } from "../../mechanics/claims/ranks.js";
import { at, isPositive, positivePart, ratio } from "../../numbers/arithmetic.js";
import { type Marked, mark } from "../books/losses.js";
import { rebook } from "../books/rebook.js";
import type { Recorder } from "../books/recorder.js";
import { issuerValueUsd } from "../books/worth.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import { logClaims, type Worth } from "./claim-events.js";
import { balanceSheets, revalueClaims } from "./claims.js";

/**
 * Clears claims on claims and books what their holders lose: directly, what the shock to the issuer's own external assets would
 * have cost them had all other claims kept their value; through claims, the rest.
 */
export function revalue<N>(world: World<N>, state: State<N>, recorder: Recorder<N>): void {
  const { n, scenario } = world;
  const { books, losses, lossesOfRound } = recorder;
  if (world.sheets.debts.length === 0) {
    lossesOfRound.claim.push(mark(world, state, losses, "claim").totalUsd);
    return;
  }
  const before = state.issuers.map(({ navUsd, paid }): Worth<N> => ({ navUsd, paid }));
  const hit = new Set(
    scenario.issuers.flatMap((_, i) => (isPositive(n, at(state.issuers, i).unseenLossUsd) ? [i] : [])),
  );
  const directUsd = new Map([...hit].map((issuer) => [issuer, directLossUsd(world, state, before, issuer)]));
  const revalued = revalueClaims(world, state, books);
  recorder.clearingResidual = Math.max(recorder.clearingResidual, revalued.residual);
  logClaims(world, state, recorder, revalued.moved, before, hit);
  const marked = mark(world, state, losses, "claim");
  lossesOfRound.claim.push(marked.totalUsd);
  passToRun(world, state, recorder, marked);
  losses.bearers.forEach((bearer, b) => {
    if (bearer.kind !== "issuer" || !hit.has(bearer.place)) return;
    at(state.issuers, bearer.place).unseenLossUsd = n.zero;
    const lossUsd = n.min(directUsd.get(bearer.place) ?? n.zero, positivePart(n, at(marked.lossUsd, b)));
    rebook(world, recorder, b, "claim", "direct", lossUsd);
  });
}

/** Of what other holders of a claim have just lost, books as the run's what those who left were paid beyond net asset value. */
function passToRun<N>(world: World<N>, state: State<N>, recorder: Recorder<N>, marked: Marked<N>): void {
  const { n } = world;
  recorder.losses.bearers.forEach(({ kind, place }, b) => {
    if (kind !== "issuer") return;
    const issuer = at(state.issuers, place);
    if (!isPositive(n, issuer.overpaidUsd)) return;
    const own = n.mul(issuer.overpaidUsd, ratio(n, issuer.others, issuer.supply, n.zero));
    const lossUsd = n.min(own, positivePart(n, at(marked.lossUsd, b)));
    issuer.overpaidUsd = n.zero;
    rebook(world, recorder, b, "claim", "run", lossUsd);
  });
}

/**
 * What an issuer's outside holders and creditors lose by its own external assets alone: its sheet cleared by itself, with the
 * claims it holds and the debts it is owed at what they were worth before.
 */
function directLossUsd<N>(world: World<N>, state: State<N>, before: readonly Worth<N>[], issuer: number): N {
  const { n } = world;
  const sheets = balanceSheets(world, state);
  const sheet = at(sheets, issuer);
  const vaultNavUsd = (place: number): N => at(sheets, place).externalUsd;
  const heldUsd = sheet.holdings.map(({ sheet: place, units }) => {
    const issued = before[place];
    if (issued !== undefined) return n.mul(units, issued.navUsd);
    const { supplyUnits } = at(sheets, place);
    return isPositive(n, supplyUnits) ? n.mul(units, n.div(vaultNavUsd(place), supplyUnits)) : n.zero;
  });
  const { debts } = world.sheets;
  const owedUsd = debts.flatMap((list, debtor) =>
    list.flatMap(({ sheet: to, valueUsd }, k) =>
      to === issuer ? [n.mul(valueUsd, before[debtor]?.paid[k] ?? n.one)] : [],
    ),
  );
  const alone = clearRanks(
    n,
    [{ ...sheet, externalUsd: n.total([sheet.externalUsd, ...heldUsd, ...owedUsd]), holdings: [] }],
    [at(debts, issuer).map((debt) => ({ ...debt, sheet: undefined }))],
  );
  const thenUsd = issuerValueUsd(world, state, issuer, at(before, issuer));
  const nowUsd = issuerValueUsd(world, state, issuer, { navUsd: at(alone.navUsd, 0), paid: at(alone.paid, 0) });
  return positivePart(n, n.sub(thenUsd, nowUsd));
}
