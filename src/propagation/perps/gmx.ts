import { type GmxMargin, type GmxPosition, gmxDeleveraging, gmxMargin } from "../../mechanics/perps/gmx.js";
import { absolute, pnlUsd } from "../../mechanics/perps/margin.js";
import { cappedImpact, gmxPriceImpact } from "../../mechanics/venues/gmx-pool.js";
import type { GmxV2Market } from "../../model/scenario.js";
import { type Arithmetic, isPositive, isZero } from "../../numbers/arithmetic.js";
import { decided } from "../decided.js";
import { asPosition, idOf, noteClosing, noteDeleveraged, noteVenueLoss, type PerpRound } from "./perp-round.js";
import { settleAgainstPool } from "./perp-settle.js";
import type { OpenPerp } from "./perp-venue.js";

/** What of a pool's accounts a test of one of them needs. */
interface Interest<N> {
  readonly size: N;
  readonly entryPriceUsd: N;
  readonly marginUsd: N;
  /** Longs less shorts, at entry prices. */
  readonly imbalanceUsd: N;
}

function interestOf<N>(round: PerpRound<N>, market: GmxV2Market, open: OpenPerp<N>): Interest<N> {
  const { n } = round.world;
  const listed = round.venue.accounts.map(({ size, entryPriceUsd }) => n.mul(size, entryPriceUsd));
  const others = n.sub(n.parse(market.otherLongUsd), n.parse(market.otherShortUsd));
  const { size, entryPriceUsd, depositUsd } = asPosition(round, open);
  return { size, entryPriceUsd, marginUsd: depositUsd, imbalanceUsd: n.add(n.total(listed), others) };
}

/** A position as GMX reads it: what it would cost to close it all. */
function asGmxPosition<N>(n: Arithmetic<N>, market: GmxV2Market, interest: Interest<N>): GmxPosition<N> {
  const { size, entryPriceUsd, marginUsd, imbalanceUsd } = interest;
  const sizeUsd = n.mul(absolute(n, size), entryPriceUsd);
  const priceImpactUsd = gmxPriceImpact(n, {
    initialImbalanceUsd: imbalanceUsd,
    nextImbalanceUsd: n.sub(imbalanceUsd, n.mul(size, entryPriceUsd)),
    exponent: n.parse(market.impact.exponent),
    positiveFactor: n.parse(market.impact.positiveFactor),
    negativeFactor: n.parse(market.impact.negativeFactor),
  });
  const closingFeesUsd = n.mul(sizeUsd, n.parse(market.closingFee));
  return {
    isLong: isPositive(n, size),
    sizeUsd,
    entryPriceUsd,
    collateralUsd: marginUsd,
    closingFeesUsd,
    priceImpactUsd,
  };
}

const marginTest = <N>(n: Arithmetic<N>, market: GmxV2Market, position: GmxPosition<N>, markUsd: N): GmxMargin<N> =>
  gmxMargin(
    n,
    position,
    {
      minCollateralFactor: n.parse(market.minCollateralFactor),
      maxNegativeImpactFactor: n.parse(market.maxTestedImpact),
      minCollateralUsd: n.parse(market.minCollateralUsd),
    },
    markUsd,
  );

/** What is left of the margin, and what must be, of a position that can be liquidated; undefined of a healthy one. */
export function belowMinimum<N>(round: PerpRound<N>, market: GmxV2Market, open: OpenPerp<N>) {
  const interest = interestOf(round, market, open);
  return decided(round.world, (m, of) => {
    const { size, entryPriceUsd, marginUsd, imbalanceUsd } = interest;
    const lifted = {
      size: of(size),
      entryPriceUsd: of(entryPriceUsd),
      marginUsd: of(marginUsd),
      imbalanceUsd: of(imbalanceUsd),
    };
    const margin = marginTest(m, market, asGmxPosition(m, market, lifted), of(round.markUsd));
    if (!margin.liquidatable) return undefined;
    return { equity: margin.remainingCollateralUsd, maintenance: margin.requiredUsd };
  });
}

/** GMX v2: the whole position at the mark, less the fee, with its price impact within its caps; the pool pays and is paid. */
export function closeGmx<N>(round: PerpRound<N>, market: GmxV2Market, open: OpenPerp<N>): void {
  const { n } = round.world;
  if (belowMinimum(round, market, open) === undefined) return;
  const { size } = open;
  const position = asGmxPosition(n, market, interestOf(round, market, open));
  const impactUsd = cappedImpact(n, position.priceImpactUsd, {
    sizeUsd: position.sizeUsd,
    maxPositiveFactor: n.parse(market.impact.maxPositiveFactor),
    maxNegativeFactor: n.parse(market.impact.maxNegativeFactor),
    poolUsd: round.reserve.treasury,
  });
  const gainUsd = n.sub(n.add(pnlUsd(n, open, round.markUsd), impactUsd), position.closingFeesUsd);
  const unpaidUsd = settleAgainstPool(round, open, size, gainUsd);
  round.taken.push({ size, priceUsd: round.markUsd });
  noteClosing(round, open, { size, priceUsd: round.markUsd }, "by the pool");
  noteVenueLoss(round, open, unpaidUsd);
}

/**
 * Cuts the profits of a side that have grown beyond their share of the pool: the positions with the highest profit over size are
 * closed at the mark until the rest is down to the minimum. Rule: `mechanics/perps/gmx.ts`.
 */
export function deleverageGmx<N>(round: PerpRound<N>, market: GmxV2Market): void {
  for (const side of [1, -1] as const) deleverageSide(round, market, side);
}

function deleverageSide<N>(round: PerpRound<N>, market: GmxV2Market, side: 1 | -1): void {
  const { world, venue, reserve, markUsd } = round;
  const { n } = world;
  const gains = venue.accounts
    .filter(({ size }) => n.sign(size) === side)
    .map((open) => ({ open, gainUsd: pnlUsd(n, open, markUsd) }));
  if (!isPositive(n, reserve.treasury)) return;
  const totalUsd = n.total(gains.map(({ gainUsd }) => gainUsd));
  const cut = decided(world, (m, of) => {
    const { allowed, maxPnlToRealiseUsd } = gmxDeleveraging(m, {
      ...{ pnlUsd: of(totalUsd), poolUsd: of(reserve.treasury) },
      maxPnlFactorForAdl: m.parse(market.maxPnlFactorForAdl),
      minPnlFactorAfterAdl: m.parse(market.minPnlFactorAfterAdl),
    });
    return allowed ? { maxPnlToRealiseUsd } : undefined;
  });
  if (cut === undefined) return;
  const perUsd = ({ open }: (typeof gains)[number]): N =>
    n.mul(n.fromNumber(side), n.div(n.sub(markUsd, open.entryPriceUsd), open.entryPriceUsd));
  let leftUsd = cut.maxPnlToRealiseUsd;
  const inOrder = gains.toSorted(
    (a, b) => n.sign(n.sub(perUsd(b), perUsd(a))) || (idOf(round, a.open) < idOf(round, b.open) ? -1 : 1),
  );
  for (const each of inOrder) {
    const { open, gainUsd } = each;
    if (!isPositive(n, gainUsd) || !isPositive(n, leftUsd)) continue;
    const realisedUsd = n.min(gainUsd, leftUsd);
    const part = n.div(realisedUsd, gainUsd);
    const size = isZero(n, n.sub(part, n.one)) ? open.size : n.mul(open.size, part);
    settleAgainstPool(round, open, size, realisedUsd);
    leftUsd = n.sub(leftUsd, realisedUsd);
    round.taken.push({ size, priceUsd: markUsd });
    noteDeleveraged(round, open, { size, priceUsd: markUsd }, "for the sake of the pool");
  }
}
