import { at, ratio } from "../../numbers/arithmetic.js";
import type { State, VaultState } from "../state.js";
import type { World } from "../world.js";

/** Units of a vault's loan asset that its supply claims stand for now. */
export function suppliedByVault<N>(world: World<N>, state: State<N>, vault: VaultState<N>): N {
  const { n } = world;
  return n.total(vault.places.map(({ reserve, scaled }) => n.mul(scaled, at(state.reserves, reserve).supplyIndex)));
}

/** Idle units and supply claims: what the vault's assets really are, in units of its loan asset. */
export function vaultAssets<N>(world: World<N>, state: State<N>, vault: VaultState<N>): N {
  return world.n.add(vault.idle, suppliedByVault(world, state, vault));
}

/** Units of the loan asset that one share is quoted at: lost assets still count where bad debt is not passed on. */
export function sharePrice<N>(world: World<N>, state: State<N>, vault: VaultState<N>): N {
  const { n } = world;
  return ratio(n, n.add(vaultAssets(world, state, vault), vault.lost), vault.shares, n.zero);
}
