import type { MapLayout, MapNode } from "../layout/map-layout.js";
import type { Report, RoundMeasures } from "../model/report.js";
import { CHANNELS } from "../model/result.js";

/** One round, or several in a row that went alike and struck no node. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/** A node, or a part of a group, struck in a round. */
export interface Strike {
  readonly round: number;
  readonly valueUsd: number;
}

const MOST_PANELS = 8;
/** Rounds whose values differ by less than this share are alike. */
const ALIKE = 0.1;
/** A round with less than this share of the liveliest one's value has no panel. */
const WORTH_SHOWING = 0.001;

export const isIn = (span: Span, round: number): boolean => span.first <= round && round <= span.last;

/** When a node is struck: where it or its members fail; where none of it fails, at its shock. */
export function strikesOf(node: MapNode): readonly Strike[] {
  if (node.failures.length > 0) return node.failures;
  return node.shockRound === undefined ? [] : [{ round: node.shockRound, valueUsd: node.valueUsd }];
}

/** What all bearers lost in a round, USD. */
export const lostIn = (round: RoundMeasures): number =>
  CHANNELS.reduce((total, channel) => total + round.lossUsd[channel], 0);

/**
 * The rounds worth a panel, at most eight, in order: those with the largest value lost + sold + withdrawn + owned by nodes struck (USD),
 * and always the first that struck or shocked one. Rounds in a row that go alike share a panel.
 */
export function chosenSpans(layout: MapLayout, report: Report): readonly Span[] {
  const struckUsd = new Map<number, number>();
  for (const { round, valueUsd } of layout.nodes.flatMap(strikesOf)) {
    struckUsd.set(round, (struckUsd.get(round) ?? 0) + valueUsd);
  }
  const firstStrike = Math.min(...struckUsd.keys(), ...layout.nodes.flatMap((node) => node.shockRound ?? []));
  const scored = spansOf(report.rounds, struckUsd);
  const most = scored.reduce((largest, { valueUsd }) => Math.max(largest, valueUsd), 0);
  return scored
    .filter(({ first, valueUsd }) => first === firstStrike || (valueUsd > 0 && valueUsd >= WORTH_SHOWING * most))
    .toSorted((a, b) => rank(b, firstStrike) - rank(a, firstStrike) || a.first - b.first)
    .slice(0, MOST_PANELS)
    .toSorted((a, b) => a.first - b.first)
    .map(({ first, last }) => ({ first, last }));
}

interface ScoredSpan extends Span {
  readonly valueUsd: number;
}

const rank = (span: ScoredSpan, firstStrike: number): number =>
  span.first === firstStrike ? Number.POSITIVE_INFINITY : span.valueUsd;

function spansOf(rounds: readonly RoundMeasures[], struckUsd: ReadonlyMap<number, number>): readonly ScoredSpan[] {
  const movedUsd = (round: RoundMeasures): number => lostIn(round) + round.soldUsd + round.withdrawnUsd;
  const spans: ScoredSpan[] = [];
  let before: RoundMeasures | undefined;
  for (const round of rounds) {
    const span = spans.at(-1);
    const calm = before !== undefined && !struckUsd.has(before.round) && !struckUsd.has(round.round);
    if (span !== undefined && before !== undefined && calm && alike(movedUsd(before), movedUsd(round))) {
      spans.splice(-1, 1, { ...span, last: round.round, valueUsd: span.valueUsd + movedUsd(round) });
    } else {
      const valueUsd = movedUsd(round) + (struckUsd.get(round.round) ?? 0);
      spans.push({ first: round.round, last: round.round, valueUsd });
    }
    before = round;
  }
  return spans;
}

const alike = (a: number, b: number): boolean => Math.abs(a - b) <= ALIKE * Math.max(a, b);
