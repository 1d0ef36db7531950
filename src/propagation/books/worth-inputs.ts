import { at } from "../../numbers/arithmetic.js";
import type { State } from "../state.js";
import type { World } from "../world.js";

/**
 * Everything that goes into the values of bearers and into what outside holders own of them, in a fixed order; undefined while lots are
 * on auction, which change in ways that are not listed here. What a bearer's value is made of is for `forEachExposure` to say.
 */
export function worthInputs<N>(world: World<N>, state: State<N>): readonly unknown[] | undefined {
  if (state.auctions.size > 0) return undefined;
  const inputs: unknown[] = [state.accountChanges];
  if (world.options.some((held) => held.length > 0)) inputs.push(state.round, ...state.settledOptions.values());
  for (const { marketUsd } of state.assets) inputs.push(marketUsd);
  for (const { supplied, deficit, treasury, supplyIndex, debtIndex, others } of state.reserves)
    inputs.push(supplied, deficit, treasury, supplyIndex, debtIndex, others);
  for (const side of ["collateral", "debt"] as const) {
    const listed = at(world.positions[side].start, world.positions.listed);
    for (let slot = 0; slot < listed; slot += 1) inputs.push(state[side][slot]);
  }
  for (const { idle, shares, places } of state.vaults) {
    inputs.push(idle, shares);
    for (const { scaled } of places) inputs.push(scaled);
  }
  for (const { navUsd, paid, supply, others, proceedsUsd, queue, holdings } of state.issuers) {
    inputs.push(navUsd, supply, others, proceedsUsd, queue);
    for (const { units } of queue) inputs.push(units);
    for (const share of paid) inputs.push(share);
    for (const units of holdings) inputs.push(units);
  }
  for (const { holdings } of state.actors) for (const units of holdings) inputs.push(units);
  for (const { scaled } of state.stakes) inputs.push(scaled);
  for (const { unlisted } of state.liquity.values()) inputs.push(unlisted.collateral, unlisted.debt);
  for (const { size, entryPriceUsd, accruedUsd } of state.perps.byPosition.values())
    inputs.push(size, entryPriceUsd, accruedUsd);
  for (const { vaultSize, vaultQuoteUsd } of state.perps.venues.values()) inputs.push(vaultSize, vaultQuoteUsd);
  return inputs;
}
