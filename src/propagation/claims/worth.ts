import { at, ratio } from "../../numbers/arithmetic.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import { backing } from "./supply-claims.js";

/** What one share of a vault is backed by, in units of its asset, whatever price it quotes. */
export function vaultClaim<N>(world: World<N>, state: State<N>, place: number): N {
  const { n } = world;
  const { idle, places, shares } = at(state.vaults, place);
  const supplied = places.map(({ reserve, scaled }) => n.mul(scaled, backing(world, state, reserve)));
  return ratio(n, n.total([idle, ...supplied]), shares, n.zero);
}

/** Net asset value of one claim on an issuer, USD. */
export const issuerClaimUsd = <N>(state: State<N>, place: number): N => at(state.issuers, place).navUsd;
