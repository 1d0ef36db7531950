import type { RateModel } from "../../model/scenario.js";
import type { Arithmetic } from "../../numbers/arithmetic.js";
import { adaptiveCurve } from "./adaptive-curve.js";
import { jump } from "./jump.js";
import { kink } from "./kink.js";
import type { RateRule, RateTerms } from "./rule.js";

interface Kinded {
  readonly kind: string;
}

/** One rule for every kind of rate model in `M`. */
export type RateRules<M extends Kinded> = {
  readonly [Kind in M["kind"]]: RateRule<Extract<M, { readonly kind: Kind }>>;
};

/** Every rate model, by kind: a new one is one file and one line here. */
export const rateRules: RateRules<RateModel> = { kink, jump, "adaptive-curve": adaptiveCurve };

/** A rate model in one number system, under the rule for its kind. Throws a `TypeError` when `rules` has none. */
export function rateTerms<N>(n: Arithmetic<N>, model: RateModel): RateTerms<N>;
export function rateTerms<N, M extends Kinded>(n: Arithmetic<N>, model: M, rules: RateRules<M>): RateTerms<N>;
export function rateTerms<N>(
  n: Arithmetic<N>,
  model: Kinded,
  rules: Readonly<Record<string, RateRule<Kinded>>> = rateRules,
): RateTerms<N> {
  const rule = Object.hasOwn(rules, model.kind) ? rules[model.kind] : undefined;
  if (rule === undefined) throw new TypeError(`no rate rule of kind "${model.kind}"`);
  return rule.terms(n, model);
}
