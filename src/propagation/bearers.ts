import { type NodeKey, nodeKey } from "../model/network.js";
import type { Scenario } from "../model/scenario.js";
import { at, ratio } from "../numbers/arithmetic.js";
import { forEachSlot, slotUnits } from "./account.js";
import type { State } from "./state.js";
import { vaultAssets } from "./vault-books.js";
import type { World } from "./world.js";

/** A node at which losses stop. Values are what its owners hold at market prices. */
export type Bearer = {
  readonly kind: "position" | "market" | "vault" | "actor" | "issuer";
  readonly place: number;
  readonly key: NodeKey;
};

/** All bearers, in a fixed order. */
export function bearersOf(scenario: Scenario): Bearer[] {
  const kinds = [
    ["position", scenario.positions],
    ["market", scenario.markets],
    ["vault", scenario.vaults],
    ["actor", scenario.actors],
    ["issuer", scenario.issuers],
  ] as const;
  return kinds.flatMap(([kind, list]) => list.map(({ id }, place) => ({ kind, place, key: nodeKey(kind, id) })));
}

type Visit<N> = (asset: number, units: N) => void;

/**
 * Visits what a bearer's value is made of, in signed units of assets.
 *
 * position: collateral less debt; market: supply claims of lenders that are not listed, less deficits; vault: its assets, as
 * far as its shares are held outside; actor: holdings. An issuer's value is its net asset value.
 */
export function forEachExposure<N>(world: World<N>, state: State<N>, bearer: Bearer, visit: Visit<N>): void {
  const { n } = world;
  switch (bearer.kind) {
    case "position":
      forEachSlot(world, bearer.place, "collateral", (slot, reserve) =>
        visit(at(world.reserves.list, reserve).asset, slotUnits(world, state, "collateral", slot)),
      );
      forEachSlot(world, bearer.place, "debt", (slot, reserve) =>
        visit(at(world.reserves.list, reserve).asset, n.sub(n.zero, slotUnits(world, state, "debt", slot))),
      );
      return;
    case "market":
      world.reserves.list.forEach((reserve, place) => {
        if (reserve.market !== bearer.place || !reserve.lends) return;
        visit(reserve.asset, n.sub(otherLendersUnits(world, state, place), at(state.reserves, place).deficit));
      });
      return;
    case "vault": {
      const vault = at(state.vaults, bearer.place);
      const { id, asset } = at(world.scenario.vaults, bearer.place);
      const outside = n.sub(n.one, n.min(n.one, ratio(n, heldUnits(world, state, id), vault.shares, n.zero)));
      visit(world.places.asset(asset), n.mul(vaultAssets(world, state, vault), outside));
      return;
    }
    case "actor":
      at(state.actors, bearer.place).holdings.forEach((units, asset) => {
        visit(asset, units);
      });
      return;
    case "issuer":
      return;
  }
}

/** Supply claims on a reserve that no listed position or vault owns, in units. */
export function otherLendersUnits<N>(world: World<N>, state: State<N>, place: number): N {
  const { others, supplyIndex } = at(state.reserves, place);
  return world.n.mul(others, supplyIndex);
}

/** Units of the claim on an issuer or vault that listed positions, actors and issuers hold. */
export function heldUnits<N>(world: World<N>, state: State<N>, issuer: string): N {
  const { n, scenario, places } = world;
  if (!scenario.assets.some((asset) => asset.issuer === issuer)) return n.zero;
  const isClaim = (asset: number): boolean => at(scenario.assets, asset).issuer === issuer;
  const held: N[] = [];
  world.positions.collateral.reserve.forEach((reserve, slot) => {
    if (isClaim(at(world.reserves.list, reserve).asset)) held.push(slotUnits(world, state, "collateral", slot));
  });
  for (const { holdings } of state.actors) {
    holdings.forEach((units, asset) => {
      if (isClaim(asset)) held.push(units);
    });
  }
  for (const { holdings } of scenario.issuers) {
    for (const { asset, units } of holdings) if (isClaim(places.asset(asset))) held.push(n.parse(units));
  }
  return n.total(held);
}
