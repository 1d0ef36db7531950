import type { PowerLawVenue } from "../../model/scenario.js";
import { type Arithmetic, isPositive, positivePart } from "../../numbers/arithmetic.js";
import { type ImpactCurve, quotedTerms } from "./quoted.js";
import type { VenueRule } from "./rule.js";

export interface PowerLaw<N> {
  readonly prefactor: N;
  readonly dailyVolatility: N;
  readonly dailyVolumeUnits: N;
  readonly exponent: N;
}

/** Relative price fall after selling Q units: Y·σ·(Q/V)^δ. Source: the square-root law of market impact, δ = 1/2. */
export const powerLawImpact = <N>(n: Arithmetic<N>, law: PowerLaw<N>, units: N): N =>
  n.mul(n.mul(law.prefactor, law.dailyVolatility), n.pow(n.div(units, law.dailyVolumeUnits), law.exponent));

/** The law as a curve: A(Q) = Y·σ·(Q/V)^δ/(1 + δ), up to V·(Yσ)^(−1/δ), where the price reaches 0. */
export function powerLawCurve<N>(n: Arithmetic<N>, law: PowerLaw<N>): ImpactCurve<N> {
  const strength = n.mul(law.prefactor, law.dailyVolatility);
  const sizeWithFall = (fall: N): N =>
    n.mul(law.dailyVolumeUnits, n.pow(n.div(fall, strength), n.div(n.one, law.exponent)));
  const averaging = n.add(n.one, law.exponent);
  const hasImpact = isPositive(n, strength);
  return {
    ...(hasImpact ? { limitUnits: sizeWithFall(n.one) } : {}),
    average: (units) => (hasImpact ? n.div(powerLawImpact(n, law, units), averaging) : n.zero),
    last: (units) => (hasImpact ? positivePart(n, n.sub(n.one, powerLawImpact(n, law, units))) : n.one),
    sizeAt: (relativePrice) => {
      const fall = n.sub(n.one, relativePrice);
      if (!hasImpact) return n.sign(fall) >= 0 ? n.parse("Infinity") : n.zero;
      return sizeWithFall(positivePart(n, fall));
    },
  };
}

/** A venue known by a power law of impact, for exchanges and aggregated routes. */
export const powerLaw: VenueRule<PowerLawVenue> = {
  kind: "power-law",
  terms: (n, venue) =>
    quotedTerms(
      n,
      venue,
      powerLawCurve(n, {
        prefactor: n.parse(venue.prefactor),
        dailyVolatility: n.parse(venue.dailyVolatility),
        dailyVolumeUnits: n.parse(venue.dailyVolumeUnits),
        exponent: n.parse(venue.exponent),
      }),
    ),
};
