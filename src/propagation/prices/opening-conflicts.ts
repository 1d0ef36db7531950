import type { Id, Scenario } from "../../model/scenario.js";
import { at } from "../../numbers/arithmetic.js";
import { float } from "../../numbers/float.js";
import { openWorld } from "../open.js";
import type { SimulateOptions } from "../simulate.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import type { Leg } from "./pricing.js";

/** A part of a scenario that contradicts another. */
export interface OpeningConflict {
  /** From the top of the scenario: keys. */
  readonly path: readonly string[];
  readonly found: string;
  readonly expected: string;
  readonly fix: string;
}

type OpeningOptions = Pick<SimulateOptions, "rules">;

/** Further apart than this, relative to the stated price, two prices of one thing are no rounding of one another. */
const TOLERATED = 0.02;

const priceText = (priceUsd: number): string => String(Number(priceUsd.toPrecision(6)));

/**
 * The venues whose opening price of an asset is more than 2 % away from what the scenario states for it, which is its `priceUsd` or,
 * without one, its net asset value.
 *
 * Price of a venue: marginal price in the quote × stated price of the quote, USD per unit. Venues with `openPriceMayDiffer` are left
 * out. Throws `PriceCycleError` when prices are stated in one another.
 */
export function openingConflicts(scenario: Scenario, options: OpeningOptions = {}): readonly OpeningConflict[] {
  // Prices open alike whoever has borrowed: of a million accounts none needs to be compiled for them.
  const { populations: _, ...priced } = scenario;
  const { world, state } = openWorld(float, priced, options.rules);
  return world.pricing.pricedAt.flatMap((legs, asset) =>
    legs.flatMap((leg) => {
      const { id, openPriceMayDiffer } = at(scenario.venues, leg.venue);
      const statedUsd = at(state.assets, asset).referenceUsd;
      const openUsd = openingUsd(world, state, leg);
      // Of what is worth nothing no venue has a price: NaN is far from nothing.
      const isFar = Math.abs(openUsd - statedUsd) > TOLERATED * statedUsd;
      return isFar && !openPriceMayDiffer ? [conflict(scenario, id, asset, { openUsd, statedUsd })] : [];
    }),
  );
}

function openingUsd(world: World<number>, state: State<number>, { venue, tokenIn, tokenOut }: Leg): number {
  const terms = at(world.venues, venue);
  const tokens = at(world.pricing.tokens, venue);
  const outside = tokens.map((token) => at(state.assets, token).referenceUsd);
  return terms.marginalPrice(at(state.venues, venue), tokenIn, tokenOut, outside) * at(outside, tokenOut);
}

function conflict(
  scenario: Scenario,
  venue: Id,
  asset: number,
  { openUsd, statedUsd }: { readonly openUsd: number; readonly statedUsd: number },
): OpeningConflict {
  const { id, priceUsd } = at(scenario.assets, asset);
  const stated = `${priceText(statedUsd)} USD`;
  const isStated = priceUsd !== undefined;
  return {
    path: ["venues", venue],
    found: `"${id}" opens here at ${priceText(openUsd)} USD`,
    expected: `within 2 % of ${stated}, ${isStated ? `as assets.${id}.priceUsd states` : "its net asset value"}`,
    fix: isStated
      ? `State ${priceText(openUsd)} as priceUsd, or change what the venue holds or quotes; if the gap is meant, say openPriceMayDiffer: true.`
      : "Change what the venue holds or quotes; if the gap is meant, say openPriceMayDiffer: true.",
  };
}
