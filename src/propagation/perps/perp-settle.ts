import { nodeKey } from "../../model/network.js";
import { at, isPositive, isZero, positivePart } from "../../numbers/arithmetic.js";
import { reduceSlot, slotUnits } from "../accounts/account.js";
import { beyondRounding } from "../accounts/cash.js";
import type { PerpRound } from "./perp-round.js";
import { marginSlot } from "./perp-state.js";
import type { OpenPerp } from "./perp-venue.js";

/** A part of a position, with its sign, is closed at a price; the fund is paid so much by its owner (under 0: pays). */
export interface PerpClosing<N> {
  readonly size: N;
  readonly priceUsd: N;
  readonly toFundUsd: N;
}

/**
 * Settles a closing in the margin asset: margin += s·(price − entry) + funding accrued − what the fund is paid. The other side is
 * traders that are not listed: their gain leaves the venue, their loss comes in.
 */
export function settleClosing<N>(round: PerpRound<N>, open: OpenPerp<N>, closing: PerpClosing<N>): void {
  const { n } = round.world;
  const { size, priceUsd, toFundUsd } = closing;
  const share = n.div(size, open.size);
  const accruedUsd = n.mul(open.accruedUsd, share);
  const pnlUsd = n.mul(size, n.sub(priceUsd, open.entryPriceUsd));
  open.size = n.sub(open.size, size);
  open.accruedUsd = n.sub(open.accruedUsd, accruedUsd);
  const movedUsd = moveMargin(round, open, n.sub(n.add(pnlUsd, accruedUsd), toFundUsd));
  moveFund(round, toFundUsd);
  moveCash(round, n.add(movedUsd, toFundUsd));
}

/** The same against a pool of liquidity providers, who pay what the owner gains as far as they can; returns what nobody pays for. */
export function settleAgainstPool<N>(round: PerpRound<N>, open: OpenPerp<N>, size: N, gainUsd: N): N {
  const { n } = round.world;
  const { treasury } = round.reserve;
  open.size = n.sub(open.size, size);
  const movedUsd = moveMargin(round, open, n.min(gainUsd, treasury));
  moveFund(round, n.sub(n.zero, movedUsd));
  return positivePart(n, n.sub(movedUsd, gainUsd));
}

/** Changes a margin, which is never below 0, and returns by how much. */
export function moveMargin<N>(
  { world, state, recorder, reserve, reservePlace, key }: PerpRound<N>,
  open: OpenPerp<N>,
  byUsd: N,
): N {
  const { n } = world;
  const slot = marginSlot(world, open.position);
  if (slot === undefined || isZero(n, byUsd)) return n.zero;
  const owner = nodeKey("position", at(world.scenario.positions, open.position).id);
  if (isPositive(n, byUsd)) {
    const scaled = n.div(byUsd, reserve.supplyIndex);
    state.collateral[slot] = n.add(at(state.collateral, slot), scaled);
    reserve.supplied = n.add(reserve.supplied, byUsd);
    recorder.books.supply(key, owner, reservePlace, scaled);
    return byUsd;
  }
  const held = slotUnits(world, state, "collateral", slot);
  const left = beyondRounding(n, positivePart(n, n.add(held, byUsd)), held);
  const taken = n.sub(held, left);
  recorder.books.supply(owner, key, reservePlace, reduceSlot(world, state, "collateral", slot, taken));
  reserve.supplied = positivePart(n, n.sub(reserve.supplied, taken));
  return n.sub(n.zero, taken);
}

/** Changes what the venue owns of the margin asset. */
export function moveFund<N>({ world, reserve }: PerpRound<N>, byUsd: N): void {
  reserve.treasury = positivePart(world.n, world.n.add(reserve.treasury, byUsd));
}

/** Lets the traders that are not listed pay in, or, under 0, takes out what they have gained. */
export function moveCash<N>({ world, recorder, reserve, marginAsset, key }: PerpRound<N>, byUsd: N): void {
  const { n } = world;
  reserve.cash = n.add(reserve.cash, byUsd);
  if (isPositive(n, byUsd)) recorder.books.token("outside", key, marginAsset, byUsd);
  else recorder.books.token(key, "outside", marginAsset, n.sub(n.zero, byUsd));
}
