import { liquidationStage, maintenanceFraction, marketOrderSize } from "../../mechanics/perps/hyperliquid.js";
import {
  absolute,
  bankruptcyPriceUsd,
  equityUsd,
  isBelowMaintenance,
  maintenanceUsd,
} from "../../mechanics/perps/margin.js";
import type { HyperliquidMarket } from "../../model/scenario.js";
import { type Arithmetic, isPositive, isZero } from "../../numbers/arithmetic.js";
import { slotUnits } from "../accounts/account.js";
import { decided } from "../decided.js";
import { fillOf, type PerpBook, takeFill } from "./perp-book.js";
import { closeAtBook, closeOpposites, deleverageAccount } from "./perp-close.js";
import { asPosition, noteClosing, type PerpRound } from "./perp-round.js";
import { moveCash, moveFund, moveMargin } from "./perp-settle.js";
import { marginSlot } from "./perp-state.js";
import type { OpenPerp } from "./perp-venue.js";

/** Equity, maintenance and bankruptcy price of an account that is below maintenance, at the mark; undefined of a healthy one. */
export function belowMargin<N>(round: PerpRound<N>, market: HyperliquidMarket, open: OpenPerp<N>) {
  const { size, entryPriceUsd, depositUsd } = asPosition(round, open);
  return decided(round.world, (m, of) => {
    const position = { size: of(size), entryPriceUsd: of(entryPriceUsd), depositUsd: of(depositUsd) };
    const fraction = maintenanceFraction(m, m.parse(market.maxLeverage));
    const equity = equityUsd(m, position, of(round.markUsd));
    const maintenance = maintenanceUsd(m, position.size, of(round.markUsd), fraction);
    if (!isBelowMaintenance(m, equity, maintenance)) return undefined;
    return { equity, maintenance, bankruptcy: bankruptcyPriceUsd(m, position) };
  });
}

/**
 * Hyperliquid: market orders for a fifth of a large position, else for all of it, no further than its bankruptcy price; under two
 * thirds of maintenance the liquidator vault takes it over with its margin; under 0 it is closed against the other side at the mark
 * before, or at its bankruptcy price where that is nearer. Rules: `mechanics/perps/hyperliquid.ts`, `deleveraging.ts`.
 */
export function closeHyperliquid<N>(
  round: PerpRound<N>,
  market: HyperliquidMarket,
  book: PerpBook<N>,
  open: OpenPerp<N>,
): void {
  const { world, state, venue } = round;
  const { n } = world;
  const judged = belowMargin(round, market, open);
  if (judged === undefined) return;
  const { equity, maintenance, bankruptcy } = judged;
  if (n.sign(equity) < 0) {
    deleverageAccount(round, open, noWorse(n, open.size, venue.markUsd, bankruptcy));
    return;
  }
  const backstop = decided(world, (m, of) =>
    liquidationStage(m, of(equity), of(maintenance)) === "liquidator-vault" ? { size: of(open.size) } : undefined,
  );
  if (backstop !== undefined) {
    takeIntoVault(round, open);
    return;
  }
  const contracts = absolute(n, open.size);
  const { partialRound } = open;
  const since =
    partialRound === undefined ? [] : [n.mul(n.fromNumber(state.round - partialRound), world.secondsPerRound)];
  const ordered = decided(world, (m, of) => ({
    units: marketOrderSize(m, of(contracts), of(round.markUsd), since.map(of)[0]),
  }));
  const units = ordered?.units ?? contracts;
  const fill = fillOf(n, book, isPositive(n, open.size) ? units : n.sub(n.zero, units), bankruptcy);
  if (fill === undefined) {
    round.waiting.add(open.position);
    return;
  }
  if (isPositive(n, n.sub(contracts, units))) open.partialRound = state.round;
  takeFill(n, book, fill);
  closeAtBook(round, open, fill, n.zero);
}

/** Of a price and a bankruptcy price the one that leaves the owner no debt: the higher for a long, the lower for a short. */
const noWorse = <N>(n: Arithmetic<N>, size: N, priceUsd: N, bankruptcyUsd: N): N =>
  isPositive(n, size) ? n.max(priceUsd, bankruptcyUsd) : n.min(priceUsd, bankruptcyUsd);

/** The vault gets the position as it is, with all its margin. */
function takeIntoVault<N>(round: PerpRound<N>, open: OpenPerp<N>): void {
  const { world, state, venue } = round;
  const { n } = world;
  const { size } = open;
  const slot = marginSlot(world, open.position);
  const marginUsd = slot === undefined ? n.zero : slotUnits(world, state, "collateral", slot);
  venue.vaultSize = n.add(venue.vaultSize, size);
  venue.vaultQuoteUsd = n.sub(n.add(venue.vaultQuoteUsd, open.accruedUsd), n.mul(size, open.entryPriceUsd));
  open.size = n.zero;
  open.accruedUsd = n.zero;
  moveMargin(round, open, n.sub(n.zero, marginUsd));
  moveFund(round, marginUsd);
  noteClosing(round, open, { size, priceUsd: round.markUsd }, "by the liquidator vault");
}

/**
 * The vault closes what it has taken over with what is left of the book, no further than the price at which it would own nothing;
 * where it owns less than nothing at the mark, against the other side at the mark before.
 */
export function closeVault<N>(round: PerpRound<N>, book: PerpBook<N>): void {
  const { world, venue, reserve } = round;
  const { n } = world;
  const size = venue.vaultSize;
  if (isZero(n, size)) return;
  const owned = n.add(reserve.treasury, venue.vaultQuoteUsd);
  const bankruptcy = n.sub(n.zero, n.div(owned, size));
  const isUnder = n.sign(n.add(owned, n.mul(size, round.markUsd))) < 0;
  const price = noWorse(n, size, venue.markUsd, bankruptcy);
  const fill = isUnder ? { size, priceUsd: price } : fillOf(n, book, size, bankruptcy);
  if (fill === undefined) return;
  const share = n.div(fill.size, size);
  const quoteUsd = n.mul(venue.vaultQuoteUsd, share);
  const gainUsd = n.add(n.mul(fill.size, fill.priceUsd), quoteUsd);
  venue.vaultSize = n.sub(size, fill.size);
  venue.vaultQuoteUsd = n.sub(venue.vaultQuoteUsd, quoteUsd);
  const before = reserve.treasury;
  moveFund(round, gainUsd);
  moveCash(round, n.sub(reserve.treasury, before));
  if (isUnder) {
    closeOpposites(round, size, price, "the liquidator vault");
    round.recorder.failedRound.set(round.key, round.recorder.failedRound.get(round.key) ?? round.state.round);
    return;
  }
  takeFill(n, book, fill);
  round.taken.push(fill);
}
