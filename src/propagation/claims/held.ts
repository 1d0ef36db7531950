import type { Id } from "../../model/scenario.js";
import { at } from "../../numbers/arithmetic.js";
import { slotUnits } from "../accounts/account.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import { isAtRisk, otherLendersUnits } from "./supply-claims.js";
import { vaultAssets } from "./vault-books.js";

/** Units of the claim on an issuer or vault that some node of the scenario holds. */
export function heldUnits<N>(world: World<N>, state: State<N>, issuer: Id): N {
  const { n } = world;
  const where = world.claims.get(issuer);
  if (where === undefined) return n.zero;
  const held = where.slots.map((slot) => slotUnits(world, state, "collateral", slot));
  for (const { holdings } of state.actors) held.push(...where.assets.map((asset) => at(holdings, asset)));
  for (const { issuer: holder, holding } of where.holdings) held.push(at(at(state.issuers, holder).holdings, holding));
  for (const { reserve, scaled } of state.stakes)
    if (where.reserves.includes(reserve)) held.push(n.mul(scaled, at(state.reserves, reserve).supplyIndex));
  for (const v of where.vaults) held.push(vaultAssets(world, state, at(state.vaults, v)));
  for (const place of where.reserves) {
    const { treasury, supplyIndex } = at(state.reserves, place);
    if (at(world.reserves.list, place).lends) held.push(otherLendersUnits(world, state, place));
    if (isAtRisk(world, place)) held.push(treasury);
    held.push(n.mul(at(state.pledged, place), supplyIndex));
  }
  return n.total(held);
}
