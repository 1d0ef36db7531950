import type { RankedDebt } from "../../mechanics/claims/ranks.js";
import type { BalanceSheet } from "../../mechanics/claims/sheet.js";
import type { Scenario } from "../../model/scenario.js";
import type { Places } from "../../network/compile-ids.js";
import type { Arithmetic } from "../../numbers/arithmetic.js";

/** The part of a balance sheet that stays as the scenario states it. */
type Stated<N> = Omit<BalanceSheet<N>, "externalUsd" | "holdings" | "supplyUnits">;

/** What a scenario says of one issuer's balance sheet. */
export interface IssuerSheet<N> {
  readonly stated: Stated<N>;
  /** Places in its list of holdings: of claims on other sheets, and of all other tokens. */
  readonly claims: readonly { readonly holding: number; readonly sheet: number }[];
  readonly tokens: readonly { readonly holding: number; readonly asset: number }[];
}

/** Balance sheets are numbered issuers first, then vaults, in scenario order. */
export interface Sheets<N> {
  readonly issuers: readonly IssuerSheet<N>[];
  /** Vaults owe nothing. */
  readonly ofVaults: Stated<N>;
  /** By asset: the sheet that it is a claim on. */
  readonly ofAsset: readonly (number | undefined)[];
  /** What every sheet owes, in the order of the scenario's lists. */
  readonly debts: readonly (readonly RankedDebt<N>[])[];
}

export function compileSheets<N>(n: Arithmetic<N>, scenario: Scenario, places: Places): Sheets<N> {
  const sheetOf = new Map([...scenario.issuers, ...scenario.vaults].map(({ id }, sheet) => [id, sheet]));
  const ofAsset = scenario.assets.map(({ issuer }) => (issuer === undefined ? undefined : sheetOf.get(issuer)));
  const ofIssuers = scenario.issuers.map(({ liabilities }) =>
    liabilities.map(({ to, valueUsd, rank = 1 }) => ({ sheet: sheetOf.get(to), valueUsd: n.parse(valueUsd), rank })),
  );
  const issuers = scenario.issuers.map(({ holdings, ...issuer }, i): IssuerSheet<N> => {
    const held = holdings.map(({ asset: id }, holding) => {
      const asset = places.asset(id);
      return { holding, asset, sheet: ofAsset[asset] };
    });
    const debts = ofIssuers[i] ?? [];
    return {
      claims: held.flatMap(({ holding, sheet }) => (sheet === undefined ? [] : [{ holding, sheet }])),
      tokens: held.flatMap(({ holding, asset, sheet }) => (sheet === undefined ? [{ holding, asset }] : [])),
      stated: {
        owed: debts.flatMap(({ sheet, valueUsd }) => (sheet === undefined ? [] : [{ sheet, valueUsd }])),
        owedOutsideUsd: n.total(debts.flatMap(({ sheet, valueUsd }) => (sheet === undefined ? [valueUsd] : []))),
        ...(issuer.parUsd === undefined ? {} : { parUsd: n.parse(issuer.parUsd) }),
        recoveryExternal: n.parse(issuer.recoveryExternal),
        recoveryClaims: n.parse(issuer.recoveryClaims),
      },
    };
  });
  const ofVaults = { owed: [], owedOutsideUsd: n.zero, recoveryExternal: n.one, recoveryClaims: n.one };
  return { issuers, ofVaults, ofAsset, debts: [...ofIssuers, ...scenario.vaults.map(() => [])] };
}
