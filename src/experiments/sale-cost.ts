import { venueTerms } from "../mechanics/venues/index.js";
import type { VenueState, VenueTerms } from "../mechanics/venues/rule.js";
import type { Id, Scenario } from "../model/scenario.js";
import { float } from "../numbers/float.js";
import { neumaierTotal } from "../numbers/sums.js";

/** What selling one asset for another costs against market prices, over the shortest way of listed venues. */
export interface SaleCost {
  /** Collateral sold at once until `proceedsUsd` have come in, at market price, less those; undefined where the venues cannot give as much. */
  atOnceUsd(proceedsUsd: number): number | undefined;
  /** The same lot by lot, every venue as it opened before each. */
  inLotsUsd(lotsUsd: readonly number[]): number | undefined;
}

interface Leg {
  readonly terms: VenueTerms<number>;
  readonly tokenIn: number;
  readonly tokenOut: number;
  readonly outsideUsd: readonly number[];
  readonly opening: VenueState<number>;
}

const HALVINGS = 60;

/** The cost of selling `from` for `to`; undefined where no way of venues leads there. Prices in USD at the start. */
export function saleCost(scenario: Scenario, priceUsd: (asset: Id) => number, from: Id, to: Id): SaleCost | undefined {
  if (from === to) return { atOnceUsd: () => 0, inLotsUsd: () => 0 };
  const legs = shortestWay(scenario, priceUsd, from, to);
  if (legs === undefined) return undefined;
  const proceedsOf = (soldUsd: number): number | undefined => {
    let units = soldUsd / priceUsd(from);
    for (const { terms, tokenIn, tokenOut, outsideUsd, opening } of legs) {
      const { out, unfilled } = terms.sell(opening, tokenIn, tokenOut, units, outsideUsd);
      if (unfilled > 0) return undefined;
      units = out;
    }
    return units * priceUsd(to);
  };
  const costOf = (wantedUsd: number): number | undefined => {
    const enough = (soldUsd: number): boolean => (proceedsOf(soldUsd) ?? Infinity) >= wantedUsd;
    let low = wantedUsd / 2;
    let high = wantedUsd;
    // A pool never gives its last unit: past a hundred times the amount nobody would sell.
    while (!enough(high)) {
      if (high > 100 * wantedUsd) return undefined;
      low = high;
      high *= 2;
    }
    for (let i = 0; i < HALVINGS; i += 1) {
      const middle = (low + high) / 2;
      if (enough(middle)) high = middle;
      else low = middle;
    }
    const proceeds = proceedsOf(high);
    return proceeds === undefined ? undefined : high - proceeds;
  };
  return {
    atOnceUsd: costOf,
    inLotsUsd: (lots) => {
      const costs = lots.map(costOf);
      const known = costs.flatMap((cost) => cost ?? []);
      return known.length < costs.length ? undefined : neumaierTotal(known);
    },
  };
}

/** The way with fewest venues, the first listed among equals. */
function shortestWay(
  scenario: Scenario,
  priceUsd: (asset: Id) => number,
  from: Id,
  to: Id,
): readonly Leg[] | undefined {
  const venues = scenario.venues.map((venue) => venueTerms(float, venue));
  const seen = new Set([from]);
  let frontier: readonly { readonly end: Id; readonly legs: readonly Leg[] }[] = [{ end: from, legs: [] }];
  while (frontier.length > 0) {
    const next: { end: Id; legs: readonly Leg[] }[] = [];
    for (const { end, legs } of frontier) {
      if (end === to) return legs;
      for (const terms of venues) {
        const tokenIn = terms.tokens.indexOf(end);
        if (tokenIn < 0) continue;
        const outsideUsd = terms.tokens.map(priceUsd);
        terms.tokens.forEach((token, tokenOut) => {
          if (seen.has(token)) return;
          seen.add(token);
          next.push({ end: token, legs: [...legs, { terms, tokenIn, tokenOut, outsideUsd, opening: terms.opening }] });
        });
      }
    }
    frontier = next;
  }
  return undefined;
}
