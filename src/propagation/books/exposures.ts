import type { Auction } from "../../mechanics/cdp/maker/auction.js";
import { isLiquity } from "../../model/liquity.js";
import { at } from "../../numbers/arithmetic.js";
import { forEachSlot, slotUnits } from "../accounts/account.js";
import { outsideShare, vaultBacking } from "../claims/outside-holders.js";
import { backing, covered, isAtRisk, otherLendersUnits } from "../claims/supply-claims.js";
import { forEachPerpExposure, forEachVenueExposure } from "../perps/perp-exposures.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import type { Bearer } from "./bearers.js";

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
      forEachAuctioned(world, state, bearer.place, visit);
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
      const asset = world.places.asset(at(world.scenario.vaults, bearer.place).asset);
      visit(asset, n.mul(vaultBacking(world, state, bearer.place), outsideShare(world, state, bearer.place)));
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
  for (const { reserve: place, scaled } of at(state.groups.collateral, group)) {
    const units = n.mul(scaled, at(state.reserves, place).supplyIndex);
    visit(at(world.reserves.list, place).asset, n.mul(units, covered(world, state, place)));
  }
  for (const { reserve: place, scaled } of at(state.groups.debt, group)) {
    const units = n.mul(scaled, at(state.reserves, place).debtIndex);
    visit(at(world.reserves.list, place).asset, n.sub(n.zero, units));
  }
  for (const position of state.auctions.keys()) {
    if (world.groups.of[position - world.positions.listed] === group) forEachAuctioned(world, state, position, visit);
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

/** Visits what is on auction of a position. */
export function forEachAuctioned<N>(world: World<N>, state: State<N>, position: number, visit: Visit<N>): void {
  for (const { market, auction } of state.auctions.get(position) ?? []) forEachOnAuction(world, market, auction, visit);
}

/** An auction is still its former owner's: the lot, less what is to be raised by it. */
function forEachOnAuction<N>(world: World<N>, market: number, { lot, tabDai }: Auction<N>, visit: Visit<N>): void {
  const spec = at(world.scenario.markets, market);
  if (spec.kind !== "maker") return;
  visit(world.places.asset(spec.collateral), lot);
  visit(world.places.asset(spec.dai), world.n.sub(world.n.zero, tabDai));
}
