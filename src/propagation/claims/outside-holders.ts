import { at, positivePart, ratio } from "../../numbers/arithmetic.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import { heldUnits } from "./held.js";
import { covered } from "./supply-claims.js";

/** Units of the claim on an issuer that nobody in the scenario holds; those of one that takes claims back are counted as such. */
export function outsideUnits<N>(world: World<N>, state: State<N>, issuer: number): N {
  const { n, scenario } = world;
  const { id, redemption } = at(scenario.issuers, issuer);
  const { supply, others } = at(state.issuers, issuer);
  return redemption === undefined ? positivePart(n, n.sub(supply, heldUnits(world, state, id))) : others;
}

/** The part of a vault's shares that nobody in the scenario holds, 0–1. */
export function outsideShare<N>(world: World<N>, state: State<N>, vault: number): N {
  const { n, scenario } = world;
  const { shares } = at(state.vaults, vault);
  const held = heldUnits(world, state, at(scenario.vaults, vault).id);
  return n.sub(n.one, n.min(n.one, ratio(n, held, shares, n.zero)));
}

/** What backs all shares of a vault, in units of its asset. */
export function vaultBacking<N>(world: World<N>, state: State<N>, vault: number): N {
  const { n } = world;
  const { idle, places } = at(state.vaults, vault);
  const supplied = places.map(({ reserve, scaled }) =>
    n.mul(n.mul(scaled, at(state.reserves, reserve).supplyIndex), covered(world, state, reserve)),
  );
  return n.total([idle, ...supplied]);
}

/** An issuer or vault among other nodes. */
interface Node {
  readonly kind: string;
  readonly place: number;
}

/**
 * How much of an issuer or vault belongs to outside holders: their units, or their share. Of others nothing, and of issuers that take
 * claims back: what their holders pay and get is booked as it happens.
 */
export function outsideHolding<N>(world: World<N>, state: State<N>, { kind, place }: Node): N {
  if (kind === "vault") return outsideShare(world, state, place);
  const isCounted = kind === "issuer" && at(world.scenario.issuers, place).redemption === undefined;
  return isCounted ? outsideUnits(world, state, place) : world.n.zero;
}

/** What one more unit, or the whole as a share, would be worth to outside holders, in USD. */
export function outsideWorthUsd<N>(world: World<N>, state: State<N>, { kind, place }: Node): N {
  const { n, scenario, places } = world;
  if (kind === "issuer") return at(state.issuers, place).navUsd;
  if (kind !== "vault") return n.zero;
  const { marketUsd } = at(state.assets, places.asset(at(scenario.vaults, place).asset));
  return n.mul(vaultBacking(world, state, place), marketUsd);
}
