import type { BalanceSheet } from "../../mechanics/claims/clearing.js";
import { type ClearedRanks, clearRanks } from "../../mechanics/claims/ranks.js";
import { type Arithmetic, at, isZero, running, totalOfRunning } from "../../numbers/arithmetic.js";
import { lift, lower } from "../../numbers/decide.js";
import type { Decimal } from "../../numbers/decimal.js";
import type { Books } from "../books/books.js";
import { moveReferences } from "../prices/prices.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import { noteFollowed, undoDrift } from "./drift.js";
import { vaultAssets } from "./vault-books.js";

/**
 * Every issuer's and vault's balance sheet as it stands: issuers first, then vaults, in scenario order. Tokens that are claims on
 * another sheet are holdings; all others count as external, at market price.
 */
export function balanceSheets<N>(world: World<N>, state: State<N>): BalanceSheet<N>[] {
  const { n, scenario, places, sheets } = world;
  const issuers = sheets.issuers.map(({ claims, tokens, stated }, i): BalanceSheet<N> => {
    const { externalUsd, holdings, supply } = at(state.issuers, i);
    const tokensUsd = running(n);
    for (const { holding, asset } of tokens)
      n.accumulate(tokensUsd, n.mul(at(holdings, holding), at(state.assets, asset).marketUsd));
    return {
      externalUsd: n.add(externalUsd, totalOfRunning(n, tokensUsd)),
      holdings: claims.map(({ holding, sheet }) => ({ sheet, units: at(holdings, holding) })),
      supplyUnits: supply,
      ...stated,
    };
  });
  const vaults = state.vaults.map((vault, v): BalanceSheet<N> => {
    const asset = places.asset(at(scenario.vaults, v).asset);
    const units = n.add(vaultAssets(world, state, vault), vault.lost);
    const sheet = sheets.ofAsset[asset];
    return {
      externalUsd: sheet === undefined ? n.mul(units, at(state.assets, asset).marketUsd) : n.zero,
      holdings: sheet === undefined ? [] : [{ sheet, units }],
      supplyUnits: vault.shares,
      ...sheets.ofVaults,
    };
  });
  return [...issuers, ...vaults];
}

/** Clears all claims on claims at the balance sheets as they stand; where a default was a near tie, again in decimal. */
export function clear<N>(world: World<N>, state: State<N>): ClearedRanks<N> {
  const { n, watched, ties, exact } = world;
  const { debts } = world.sheets;
  const sheets = balanceSheets(world, state);
  watched.tookNearTie(); // forgets ties of earlier rules, which are not clearing's
  const cleared = clearRanks(watched.n, sheets, debts);
  if (!watched.tookNearTie()) return cleared;
  const again = clearRanks(
    exact.n,
    sheets.map((sheet) => liftSheet(n, sheet)),
    debts.map((list) => list.map((debt) => ({ ...debt, valueUsd: lift(n, debt.valueUsd) }))),
  );
  ties.nearTies += 1;
  const changed = again.recovery.some((paid, place) => paid.eq(1) !== lift(n, at(cleared.recovery, place)).eq(1));
  if (changed) ties.overturned += 1;
  return {
    navUsd: again.navUsd.map((value) => lower(n, value)),
    recovery: again.recovery.map((value) => lower(n, value)),
    paid: again.paid.map((shares) => shares.map((value) => lower(n, value))),
    residual: again.residual,
  };
}

function liftSheet<N>(n: Arithmetic<N>, sheet: BalanceSheet<N>): BalanceSheet<Decimal> {
  return {
    externalUsd: lift(n, sheet.externalUsd),
    holdings: sheet.holdings.map((held) => ({ ...held, units: lift(n, held.units) })),
    owed: sheet.owed.map((debt) => ({ ...debt, valueUsd: lift(n, debt.valueUsd) })),
    owedOutsideUsd: lift(n, sheet.owedOutsideUsd),
    supplyUnits: lift(n, sheet.supplyUnits),
    ...(sheet.parUsd === undefined ? {} : { parUsd: lift(n, sheet.parUsd) }),
    recoveryExternal: lift(n, sheet.recoveryExternal),
    recoveryClaims: lift(n, sheet.recoveryClaims),
  };
}

/** Of an issuer that has taken all its claims back nothing is left to be worth anything. */
const isAllRedeemed = <N>({ n }: World<N>, state: State<N>, sheet: number): boolean => {
  const issuer = state.issuers[sheet];
  return issuer !== undefined && isZero(n, issuer.supply);
};

export interface Revaluation<N> {
  readonly asset: number;
  readonly fromUsd: N;
  readonly toUsd: N;
}

export interface Revalued<N> {
  readonly moved: readonly Revaluation<N>[];
  readonly residual: number;
}

/**
 * Works out net asset values anew and lets the market follow: a claim's reference price moves by the factor its net asset value
 * moved, unless a price shock has taken its price out of the issuer's hands.
 */
export function revalueClaims<N>(world: World<N>, state: State<N>, books: Books<N>): Revalued<N> {
  const { n } = world;
  const cleared = clear(world, state);
  state.issuers.forEach((issuer, i) => {
    issuer.navUsd = at(cleared.navUsd, i);
    issuer.recovery = at(cleared.recovery, i);
    issuer.paid = at(cleared.paid, i);
  });
  const moved: Revaluation<N>[] = [];
  const factors = new Map<number, N>();
  world.sheets.ofAsset.forEach((sheet, asset) => {
    const claim = at(state.assets, asset);
    if (sheet === undefined || claim.navUsd === undefined || isAllRedeemed(world, state, sheet)) return;
    const fromUsd = claim.navUsd;
    const toUsd = at(cleared.navUsd, sheet);
    claim.navUsd = toUsd;
    if (isZero(n, n.sub(toUsd, fromUsd))) return;
    moved.push({ asset, fromUsd, toUsd });
    if (!claim.quoted && !isZero(n, fromUsd)) factors.set(asset, n.div(toUsd, fromUsd));
  });
  undoDrift(world, state, books);
  moveReferences(world, state, books, factors);
  noteFollowed(world, state);
  return { moved, residual: cleared.residual };
}
