import type { Venue, VenueKind } from "../../model/scenario.js";
import type { Arithmetic } from "../../numbers/arithmetic.js";
import { constantProduct } from "./constant-product.js";
import { depthCurveVenue } from "./depth-curve.js";
import { gmxSwap } from "./gmx-swap.js";
import { llammaVenue } from "./llamma.js";
import { orderBook } from "./order-book.js";
import { powerLaw } from "./power-law.js";
import type { VenueRule, VenueTerms } from "./rule.js";
import { stableswap } from "./stableswap.js";
import { uniswapV3 } from "./uniswap-v3.js";
import { weighted } from "./weighted.js";
import { withdrawable } from "./withdrawable.js";

type VenueByKind = { readonly [V in Venue as V["kind"]]: V };

/** One rule for every kind of venue. */
export type VenueRules = { readonly [Kind in VenueKind]: VenueRule<VenueByKind[Kind]> };

/** The rules of the venues we know. A new venue is one file and one line here. */
export const venueRules: VenueRules = {
  "constant-product": constantProduct,
  weighted,
  stableswap,
  "uniswap-v3": uniswapV3,
  "order-book": orderBook,
  "depth-curve": depthCurveVenue,
  "power-law": powerLaw,
  llamma: llammaVenue,
  "gmx-pool": gmxSwap,
};

/** The terms of a venue in one number system; its providers can leave where it says so. */
export function venueTerms<N>(n: Arithmetic<N>, venue: Venue, rules: VenueRules = venueRules): VenueTerms<N> {
  const whole = termsOf(n, venue.kind, venue, rules);
  return "providers" in venue && venue.providers !== undefined ? withdrawable(n, whole) : whole;
}

const termsOf = <N, Kind extends VenueKind>(
  n: Arithmetic<N>,
  kind: Kind,
  venue: VenueByKind[Kind],
  rules: VenueRules,
): VenueTerms<N> => rules[kind].terms(n, venue);
