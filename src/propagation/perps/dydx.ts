import { dydxFillablePriceUsd, insuranceDeltaUsd } from "../../mechanics/perps/dydx.js";
import { bankruptcyPriceUsd, equityUsd, isBelowMaintenance, maintenanceUsd } from "../../mechanics/perps/margin.js";
import type { DydxV4Market } from "../../model/scenario.js";
import { isZero } from "../../numbers/arithmetic.js";
import { decided } from "../decided.js";
import { isLess } from "../less.js";
import { fillOf, type PerpBook, takeFill } from "./perp-book.js";
import { closeAtBook, deleverageAccount } from "./perp-close.js";
import { asPosition, noteVenueLoss, type PerpRound } from "./perp-round.js";
import type { OpenPerp } from "./perp-venue.js";

/** Equity, maintenance, limit and bankruptcy price of an account that is below maintenance, at the mark; undefined of a healthy one. */
export function belowMaintenance<N>(round: PerpRound<N>, market: DydxV4Market, open: OpenPerp<N>) {
  const { size, entryPriceUsd, depositUsd } = asPosition(round, open);
  return decided(round.world, (m, of) => {
    const position = { size: of(size), entryPriceUsd: of(entryPriceUsd), depositUsd: of(depositUsd) };
    const [markUsd, maintenanceFraction] = [of(round.markUsd), m.parse(market.maintenanceFraction)];
    const equity = equityUsd(m, position, markUsd);
    const maintenance = maintenanceUsd(m, position.size, markUsd, maintenanceFraction);
    if (!isBelowMaintenance(m, equity, maintenance)) return undefined;
    const terms = {
      spreadToMaintenance: m.parse(market.spreadToMaintenance),
      bankruptcyAdjustment: m.parse(market.bankruptcyAdjustment),
    };
    const judged = { size: position.size, priceUsd: markUsd, equityUsd: equity, maintenanceFraction };
    const limit = dydxFillablePriceUsd(m, judged, terms);
    return { equity, maintenance, limit, bankruptcy: bankruptcyPriceUsd(m, position) };
  });
}

/**
 * dYdX v4: the book closes what it takes at the limit price or better. The insurance fund gets what is left above bankruptcy, up to
 * the penalty, or pays what is missing. Where it cannot, and for what an account under 0 does not sell, positions of the other side
 * are closed at the bankruptcy price. What is left otherwise waits. Rules: `mechanics/perps/dydx.ts`, `deleveraging.ts`.
 */
export function closeDydx<N>(round: PerpRound<N>, market: DydxV4Market, book: PerpBook<N>, open: OpenPerp<N>): void {
  const { world, reserve } = round;
  const { n } = world;
  const judged = belowMaintenance(round, market, open);
  if (judged === undefined) return;
  const { equity, limit, bankruptcy } = judged;
  const fill = fillOf(n, book, open.size, limit);
  if (fill !== undefined) {
    const maxPenalty = n.parse(market.maxPenalty);
    const { size, priceUsd } = fill;
    const delta = insuranceDeltaUsd(n, { size, fillPriceUsd: priceUsd, bankruptcyPriceUsd: bankruptcy, maxPenalty });
    const missing = n.sub(n.zero, delta);
    if (isLess(world, reserve.treasury, missing)) {
      deleverageAccount(round, open, bankruptcy);
      return;
    }
    takeFill(n, book, fill);
    closeAtBook(round, open, fill, delta);
    noteVenueLoss(round, open, missing);
  }
  if (isZero(n, open.size)) return;
  if (n.sign(equity) < 0) deleverageAccount(round, open, bankruptcy);
  else round.waiting.add(open.position);
}
