import { type BalanceSheet, type Cleared, clearClaims } from "../mechanics/claims/clearing.js";
import { at, isZero } from "../numbers/arithmetic.js";
import type { Books } from "./books.js";
import { moveReferences } from "./prices.js";
import type { State } from "./state.js";
import { vaultAssets } from "./vault-books.js";
import type { World } from "./world.js";

/**
 * Every issuer's and vault's balance sheet as it stands: issuers first, then vaults, in scenario order. Tokens that are claims on
 * another sheet are holdings; all others count as external, at market price.
 */
export function balanceSheets<N>(world: World<N>, state: State<N>): BalanceSheet<N>[] {
  const { n, scenario, places } = world;
  const sheetNames = [...scenario.issuers, ...scenario.vaults].map(({ id }) => id);
  const sheetOf = new Map(sheetNames.map((id, sheet) => [id, sheet]));
  const backing = (asset: number): number | undefined => sheetOf.get(at(scenario.assets, asset).issuer ?? "");
  const split = (balances: readonly { readonly asset: number; readonly units: N }[]) => ({
    holdings: balances.flatMap(({ asset, units }) => {
      const sheet = backing(asset);
      return sheet === undefined ? [] : [{ sheet, units }];
    }),
    tokensUsd: n.total(
      balances.flatMap(({ asset, units }) =>
        backing(asset) === undefined ? [n.mul(units, at(state.assets, asset).marketUsd)] : [],
      ),
    ),
  });
  const issuers = scenario.issuers.map((issuer, i): BalanceSheet<N> => {
    const held = split(
      issuer.holdings.map(({ asset, units }) => ({ asset: places.asset(asset), units: n.parse(units) })),
    );
    const debts = issuer.liabilities.map(({ to, valueUsd }) => ({
      sheet: sheetOf.get(to),
      valueUsd: n.parse(valueUsd),
    }));
    return {
      externalUsd: n.add(at(state.issuers, i).externalUsd, held.tokensUsd),
      holdings: held.holdings,
      owed: debts.flatMap(({ sheet, valueUsd }) => (sheet === undefined ? [] : [{ sheet, valueUsd }])),
      owedOutsideUsd: n.total(debts.flatMap(({ sheet, valueUsd }) => (sheet === undefined ? [valueUsd] : []))),
      supplyUnits: n.parse(issuer.supplyUnits),
      ...(issuer.parUsd === undefined ? {} : { parUsd: n.parse(issuer.parUsd) }),
      recoveryExternal: n.parse(issuer.recoveryExternal),
      recoveryClaims: n.parse(issuer.recoveryClaims),
    };
  });
  const vaults = state.vaults.map((vault, v): BalanceSheet<N> => {
    const asset = places.asset(at(scenario.vaults, v).asset);
    const held = split([{ asset, units: n.add(vaultAssets(world, state, vault), vault.lost) }]);
    return {
      externalUsd: held.tokensUsd,
      ...{ holdings: held.holdings, owed: [], owedOutsideUsd: n.zero, supplyUnits: vault.shares },
      ...{ recoveryExternal: n.one, recoveryClaims: n.one },
    };
  });
  return [...issuers, ...vaults];
}

/** Clears all claims on claims at the balance sheets as they stand. */
export const clear = <N>(world: World<N>, state: State<N>): Cleared<N> =>
  clearClaims(world.n, balanceSheets(world, state));

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
  const { n, scenario } = world;
  const cleared = clear(world, state);
  state.issuers.forEach((issuer, i) => {
    issuer.navUsd = at(cleared.navUsd, i);
    issuer.recovery = at(cleared.recovery, i);
  });
  const sheetOf = new Map([...scenario.issuers, ...scenario.vaults].map(({ id }, sheet) => [id, sheet]));
  const moved: Revaluation<N>[] = [];
  const factors = new Map<number, N>();
  scenario.assets.forEach(({ issuer }, asset) => {
    const sheet = sheetOf.get(issuer ?? "");
    const claim = at(state.assets, asset);
    if (sheet === undefined || claim.navUsd === undefined) return;
    const fromUsd = claim.navUsd;
    const toUsd = at(cleared.navUsd, sheet);
    claim.navUsd = toUsd;
    if (isZero(n, n.sub(toUsd, fromUsd))) return;
    moved.push({ asset, fromUsd, toUsd });
    if (!claim.quoted && !isZero(n, fromUsd)) factors.set(asset, n.div(toUsd, fromUsd));
  });
  moveReferences(world, state, books, factors);
  return { moved, residual: cleared.residual };
}
