import { type Candidate, deleverage, deleveragingOrder } from "../../mechanics/perps/deleveraging.js";
import { isZero } from "../../numbers/arithmetic.js";
import type { BookFill } from "./perp-book.js";
import { asPosition, idOf, noteClosing, noteDeleveraged, type PerpRound } from "./perp-round.js";
import { settleClosing } from "./perp-settle.js";
import type { OpenPerp } from "./perp-venue.js";

/** Closes a part of a position with the book. */
export function closeAtBook<N>(round: PerpRound<N>, open: OpenPerp<N>, fill: BookFill<N>, toFundUsd: N): void {
  settleClosing(round, open, { ...fill, toFundUsd });
  round.taken.push(fill);
  noteClosing(round, open, fill, "by the book");
}

/** Positions of a venue that are open, as candidates in the order in which they are closed against others. */
function inOrder<N>(round: PerpRound<N>): readonly Candidate<N>[] {
  const open = round.venue.accounts.filter(({ size }) => !isZero(round.world.n, size));
  const candidates = open.map((each) => ({ id: idOf(round, each), ...asPosition(round, each) }));
  return deleveragingOrder(round.world.n, candidates, round.markUsd);
}

/**
 * Closes listed positions of the other side at a price, in the venue's order, for `size` of a bankrupt one; what they do not take is
 * taken by traders that are not listed. Rule: `mechanics/perps/deleveraging.ts`.
 */
export function closeOpposites<N>(round: PerpRound<N>, size: N, priceUsd: N, bankrupt: string): void {
  const { world, venue } = round;
  const { n } = world;
  const byId = new Map(venue.accounts.map((open) => [idOf(round, open), open]));
  for (const closing of deleverage(n, size, inOrder(round), priceUsd).closings) {
    const open = byId.get(closing.id);
    if (open === undefined) continue;
    settleClosing(round, open, { size: closing.size, priceUsd, toFundUsd: n.zero });
    noteDeleveraged(round, open, { size: closing.size, priceUsd }, `against ${bankrupt}`);
  }
}

/** Closes a bankrupt position, or what is left of it, against the other side at a price. */
export function deleverageAccount<N>(round: PerpRound<N>, open: OpenPerp<N>, priceUsd: N): void {
  const { n } = round.world;
  const { size } = open;
  settleClosing(round, open, { size, priceUsd, toFundUsd: n.zero });
  noteClosing(round, open, { size, priceUsd }, "against the other side");
  closeOpposites(round, size, priceUsd, idOf(round, open));
}
