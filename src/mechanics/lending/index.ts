import type { CustomMarket, Market } from "../../model/scenario.js";
import type { Arithmetic } from "../../numbers/arithmetic.js";
import { aaveV2 } from "./aave-v2.js";
import { aaveV3 } from "./aave-v3.js";
import { compoundV2 } from "./compound-v2.js";
import { compoundV3 } from "./compound-v3-rule.js";
import { euler } from "./euler.js";
import { liquityV1, liquityV2 } from "./liquity.js";
import { llamma } from "./llamma.js";
import { maker } from "./maker.js";
import { morphoBlue } from "./morpho-blue.js";
import { perpetuals } from "./perps.js";
import type { AssetIndex, LendingRule, LendingTerms } from "./rule.js";

interface Kinded {
  readonly kind: string;
}

/** One rule for every kind of market in `M`. */
export type LendingRules<M extends Kinded> = {
  readonly [Kind in M["kind"]]: LendingRule<Extract<M, { readonly kind: Kind }>>;
};

/** The kinds of market whose rules are written here. */
export type BuiltInMarket = Exclude<Market, CustomMarket>;

/** Rules that a caller brings along, by name. */
export type CustomRules = Readonly<Record<string, LendingRule<CustomMarket>>>;

/** Every protocol's rule, by kind of market: a new protocol is one file and one line here. */
export const lendingRules: LendingRules<BuiltInMarket> = {
  "aave-v3": aaveV3,
  "aave-v2": aaveV2,
  "compound-v2": compoundV2,
  "compound-v3": compoundV3,
  euler,
  "liquity-v1": liquityV1,
  "liquity-v2": liquityV2,
  llamma,
  maker,
  "morpho-blue": morphoBlue,
  ...perpetuals,
};

/** The terms of a market in one number system, under the rule for its kind. Throws a `TypeError` when `rules` has none. */
export function lendingTerms<N>(
  n: Arithmetic<N>,
  market: BuiltInMarket,
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

/** The terms of any market: under the rule for its kind, or the custom one that it names. Throws a `TypeError` when there is none. */
export function marketTerms<N>(
  n: Arithmetic<N>,
  market: Market,
  assetIndex: (id: string) => AssetIndex,
  customRules: CustomRules,
): LendingTerms<N> {
  if (market.kind !== "custom") return lendingTerms(n, market, assetIndex);
  const rule = Object.hasOwn(customRules, market.rule) ? customRules[market.rule] : undefined;
  if (rule === undefined) throw new TypeError(`no lending rule called "${market.rule}" was given`);
  return rule.terms(n, market, assetIndex);
}
