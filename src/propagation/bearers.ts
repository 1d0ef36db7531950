import type { Auction } from "../mechanics/cdp/maker/auction.js";
import { isLiquity } from "../model/liquity.js";
import { type NodeKey, nodeKey } from "../model/network.js";
import { takesOver } from "../model/reserves.js";
import { at, positivePart, ratio } from "../numbers/arithmetic.js";
import { forEachSlot, slotUnits } from "./account.js";
import { forEachPerpExposure, forEachVenueExposure } from "./perp-exposures.js";
import type { State } from "./state.js";
import { vaultAssets } from "./vault-books.js";
import type { World } from "./world.js";

/** A node at which losses stop. Values are what its owners hold at market prices. */
export type Bearer = {
  readonly kind: "position" | "group" | "market" | "vault" | "actor" | "issuer";
  readonly place: number;
  readonly key: NodeKey;
};

/** All bearers, in a fixed order. */
export function bearersOf<N>({ scenario, groups }: World<N>): Bearer[] {
  const listed = scenario.positions.map(
    ({ id }, place): Bearer => ({ kind: "position", place, key: nodeKey("position", id) }),
  );
  const grouped = groups.list.map(({ key }, place): Bearer => ({ kind: "group", place, key }));
  const kinds = [
    ["market", scenario.markets],
    ["vault", scenario.vaults],
    ["actor", scenario.actors],
    ["issuer", scenario.issuers],
  ] as const;
  const others = kinds.flatMap(([kind, list]) =>
    list.map(({ id }, place): Bearer => ({ kind, place, key: nodeKey(kind, id) })),
  );
  return [...listed, ...grouped, ...others];
}

type Visit<N> = (asset: number, units: N) => void;

/**
 * Visits what a bearer's value is made of, in signed units of assets.
 *
 * position, and the accounts of a group together: collateral less debt, and lots on auction less what they are to raise; market: supply claims of lenders that are not listed and, where the protocol itself takes collateral
 * over, what it owns; vault: its assets, as far as its shares are
 * held outside; every supply claim on a reserve bears its part of the reserve's deficit; actor: holdings, stakes behind reserves, and what
 * issuers that took its claims back still owe it. An issuer's value is its net asset value, besides what it owes other holders likewise.
 */
export function forEachExposure<N>(world: World<N>, state: State<N>, bearer: Bearer, visit: Visit<N>): void {
  const { n } = world;
  switch (bearer.kind) {
    case "position":
      forEachSlot(world, bearer.place, "collateral", (slot, reserve) => {
        const units = slotUnits(world, state, "collateral", slot);
        visit(at(world.reserves.list, reserve).asset, n.mul(units, covered(world, state, reserve)));
      });
      forEachSlot(world, bearer.place, "debt", (slot, reserve) =>
        visit(at(world.reserves.list, reserve).asset, n.sub(n.zero, slotUnits(world, state, "debt", slot))),
      );
      for (const { market, auction } of state.auctions.get(bearer.place) ?? [])
        forEachOnAuction(world, market, auction, visit);
      forEachPerpExposure(world, state, bearer.place, visit);
      return;
    case "group":
      forEachOfGroup(world, state, bearer.place, visit);
      return;
    case "market":
      world.reserves.list.forEach((reserve, place) => {
        if (reserve.market !== bearer.place) return;
        if (reserve.lends)
          visit(reserve.asset, n.mul(otherLendersUnits(world, state, place), covered(world, state, place)));
        if (isAtRisk(world, place)) visit(reserve.asset, at(state.reserves, place).treasury);
      });
      forEachUnlisted(world, state, bearer.place, visit);
      forEachVenueExposure(world, state, bearer.place, visit);
      return;
    case "vault": {
      const vault = at(state.vaults, bearer.place);
      const { id, asset } = at(world.scenario.vaults, bearer.place);
      const outside = n.sub(n.one, n.min(n.one, ratio(n, heldUnits(world, state, id), vault.shares, n.zero)));
      const supplied = vault.places.map(({ reserve, scaled }) =>
        n.mul(n.mul(scaled, at(state.reserves, reserve).supplyIndex), covered(world, state, reserve)),
      );
      visit(world.places.asset(asset), n.mul(n.total([vault.idle, ...supplied]), outside));
      return;
    }
    case "actor":
      at(state.actors, bearer.place).holdings.forEach((units, asset) => {
        visit(asset, units);
      });
      for (const { asset, units, actor } of state.issuers.flatMap(({ queue }) => queue))
        if (actor === bearer.place) visit(asset, units);
      for (const { actor, reserve, scaled } of state.stakes)
        if (actor === bearer.place)
          visit(at(world.reserves.list, reserve).asset, n.mul(scaled, backing(world, state, reserve)));
      return;
    case "issuer":
      for (const { asset, units, actor } of at(state.issuers, bearer.place).queue)
        if (actor === undefined) visit(asset, units);
      return;
  }
}

function forEachOfGroup<N>(world: World<N>, state: State<N>, group: number, visit: Visit<N>): void {
  const { n } = world;
  for (const [place, { scaled }] of at(state.groups.collateral, group)) {
    const units = n.mul(scaled, at(state.reserves, place).supplyIndex);
    visit(at(world.reserves.list, place).asset, n.mul(units, covered(world, state, place)));
  }
  for (const [place, { scaled }] of at(state.groups.debt, group)) {
    const units = n.mul(scaled, at(state.reserves, place).debtIndex);
    visit(at(world.reserves.list, place).asset, n.sub(n.zero, units));
  }
  for (const [position, auctions] of state.auctions) {
    if (world.groups.of[position - world.positions.listed] !== group) continue;
    for (const { market, auction } of auctions) forEachOnAuction(world, market, auction, visit);
  }
}

/** Troves that are not listed are their market's. */
function forEachUnlisted<N>(world: World<N>, state: State<N>, place: number, visit: Visit<N>): void {
  const market = at(world.scenario.markets, place);
  const unlisted = state.liquity.get(place)?.unlisted;
  if (!isLiquity(market) || unlisted === undefined) return;
  visit(world.places.asset(market.collateral), unlisted.collateral);
  visit(world.places.asset(market.stablecoin), world.n.sub(world.n.zero, unlisted.debt));
}

/** Whether what a protocol owns of a reserve stands behind its loans: it takes collateral over. */
const isAtRisk = <N>({ reserves, scenario }: World<N>, place: number): boolean =>
  takesOver(at(scenario.markets, at(reserves.list, place).market));

/** The share of supply claims on a reserve that its deficit leaves covered: 1 − deficit / supplied. */
export function covered<N>(world: World<N>, state: State<N>, place: number): N {
  const { n } = world;
  const { deficit, supplied } = at(state.reserves, place);
  return positivePart(n, n.sub(n.one, ratio(n, deficit, supplied, n.zero)));
}

/** An auction is still its former owner's: the lot, less what is to be raised by it. */
function forEachOnAuction<N>(world: World<N>, market: number, { lot, tabDai }: Auction<N>, visit: Visit<N>): void {
  const spec = at(world.scenario.markets, market);
  if (spec.kind !== "maker") return;
  visit(world.places.asset(spec.collateral), lot);
  visit(world.places.asset(spec.dai), world.n.sub(world.n.zero, tabDai));
}

/** What one scaled claim on a reserve is backed by, in units: its index, as far as a deficit leaves it covered. */
export const backing = <N>(world: World<N>, state: State<N>, place: number): N =>
  world.n.mul(at(state.reserves, place).supplyIndex, covered(world, state, place));

/** Supply claims on a reserve that no listed position or vault owns, in units. */
export function otherLendersUnits<N>(world: World<N>, state: State<N>, place: number): N {
  const { others, supplyIndex } = at(state.reserves, place);
  return world.n.mul(others, supplyIndex);
}

/** Units of the claim on an issuer or vault that some node of the scenario holds. */
export function heldUnits<N>(world: World<N>, state: State<N>, issuer: string): N {
  const { n, scenario, places } = world;
  if (!scenario.assets.some((asset) => asset.issuer === issuer)) return n.zero;
  const isClaim = (asset: number): boolean => at(scenario.assets, asset).issuer === issuer;
  const held: N[] = [];
  const { reserve, start } = world.positions.collateral;
  const isGrouped = world.groups.list.length > 0;
  const slots = isGrouped ? at(start, world.positions.listed) : reserve.length;
  for (let slot = 0; slot < slots; slot += 1) {
    if (isClaim(at(world.reserves.list, at(reserve, slot)).asset))
      held.push(slotUnits(world, state, "collateral", slot));
  }
  for (const group of state.groups.collateral) {
    for (const [place, { scaled }] of group)
      if (isClaim(at(world.reserves.list, place).asset))
        held.push(n.mul(scaled, at(state.reserves, place).supplyIndex));
  }
  for (const { holdings } of state.actors) {
    holdings.forEach((units, asset) => {
      if (isClaim(asset)) held.push(units);
    });
  }
  scenario.issuers.forEach(({ holdings }, i) => {
    holdings.forEach(({ asset }, h) => {
      if (isClaim(places.asset(asset))) held.push(at(at(state.issuers, i).holdings, h));
    });
  });
  for (const { reserve, scaled } of state.stakes) {
    if (isClaim(at(world.reserves.list, reserve).asset)) held.push(n.mul(scaled, at(state.reserves, reserve).supplyIndex));
  }
  scenario.vaults.forEach(({ asset }, v) => {
    if (isClaim(places.asset(asset))) held.push(vaultAssets(world, state, at(state.vaults, v)));
  });
  world.reserves.list.forEach(({ asset, lends }, place) => {
    if (!isClaim(asset)) return;
    if (lends) held.push(otherLendersUnits(world, state, place));
    if (isAtRisk(world, place)) held.push(at(state.reserves, place).treasury);
  });
  return n.total(held);
}
