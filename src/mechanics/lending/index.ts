import type { Market } from "../../model/scenario.js";
import type { Arithmetic } from "../../numbers/arithmetic.js";
import { aaveV2 } from "./aave-v2.js";
import { aaveV3 } from "./aave-v3.js";
import { compoundV2 } from "./compound-v2.js";
import { euler } from "./euler.js";
import { morphoBlue } from "./morpho-blue.js";
import type { AssetIndex, LendingRule, LendingTerms } from "./rule.js";

interface Kinded {
  readonly kind: string;
}

/** One rule for every kind of market in `M`. */
export type LendingRules<M extends Kinded> = {
  readonly [Kind in M["kind"]]: LendingRule<Extract<M, { readonly kind: Kind }>>;
};

/** Every protocol's rule, by kind of market: a new protocol is one file and one line here. */
export const lendingRules: LendingRules<Market> = {
  "aave-v3": aaveV3,
  "aave-v2": aaveV2,
  "compound-v2": compoundV2,
  euler,
  "morpho-blue": morphoBlue,
};

/** The terms of a market in one number system, under the rule for its kind. Throws a `TypeError` when `rules` has none. */
export function lendingTerms<N>(
  n: Arithmetic<N>,
  market: Market,
  assetIndex: (id: string) => AssetIndex,
): LendingTerms<N>;
export function lendingTerms<N, M extends Kinded>(
  n: Arithmetic<N>,
  market: M,
  assetIndex: (id: string) => AssetIndex,
  rules: LendingRules<M>,
): LendingTerms<N>;
export function lendingTerms<N>(
  n: Arithmetic<N>,
  market: Kinded,
  assetIndex: (id: string) => AssetIndex,
  rules: Readonly<Record<string, LendingRule<Kinded>>> = lendingRules,
): LendingTerms<N> {
  const rule = Object.hasOwn(rules, market.kind) ? rules[market.kind] : undefined;
  if (rule === undefined) throw new TypeError(`no lending rule for markets of kind "${market.kind}"`);
  return rule.terms(n, market, assetIndex);
}
