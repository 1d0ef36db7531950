import type { NodeMeasures, Report, RoundMeasures, Totals, VaultMeasures } from "../model/report.js";
import { CHANNELS, type Channel, type Result } from "../model/result.js";
import { readableAmount, readablePrice, readableShare, readableUsd } from "./amounts.js";
import { CHANNEL_WORDS, describeNode } from "./describe.js";
import { type Style, table } from "./table.js";

/** The tables of a report. */

const NODES_LISTED = 12;
const ROUNDS_LISTED = 24;
const OVER_ALL =
  "(Over 100 %: what was earned or paid in since the start was lost too. Interest is no loss to those who pay it and no gain to those who earn it, but what they have earned can be lost.)";

export function keyFigures(totals: Totals, style: Style): string {
  const figures: readonly { readonly name: string; readonly value?: number | undefined; readonly usd?: true }[] = [
    { name: "total loss", value: totals.totalLossUsd, usd: true },
    ...undoneFigures(totals),
    { name: "liquidations", value: totals.liquidations },
    { name: "collateral liquidated", value: totals.liquidatedUsd, usd: true },
    { name: "forced sales", value: totals.soldUsd, usd: true },
    { name: "bad debt", value: totals.badDebtUsd, usd: true },
    { name: "withdrawn", value: totals.withdrawnUsd, usd: true },
    { name: "asked for and not paid out", value: totals.unmetWithdrawalsUsd, usd: true },
    { name: "depth (rounds)", value: totals.depth },
    { name: "breadth (nodes that failed)", value: totals.breadth },
    { name: "loops unwound", value: totals.loopsUnwound },
  ];
  return table(
    figures.map(({ name, value, usd }) => ({
      name,
      // One column holds dollars and counts, so a person's version is made here.
      value: value === undefined || style === "tabs" ? value : usd ? readableUsd(value) : readablePrice(value),
    })),
    [
      { heading: "figure", value: ({ name }) => name },
      { heading: "value", value: ({ value }) => value },
    ],
    style,
  );
}

/** Amplification, or, where gains have undone nearly all losses, how much had been lost before. */
const undoneFigures = ({ amplification, beforeGains }: Totals) =>
  beforeGains === undefined
    ? [{ name: "amplification (total over direct loss)", value: amplification }]
    : [
        {
          name: `largest loss before gains, by round ${beforeGains.round}`,
          value: beforeGains.totalLossUsd,
          usd: true as const,
        },
      ];

/** Losses by channel, with shares of the total; where gains have undone nearly all, with what had been lost before. */
export function channels({ lossUsd, totalLossUsd, beforeGains }: Totals, style: Style): string {
  const last =
    beforeGains === undefined
      ? {
          heading: "share",
          value: (channel: Channel) => lossUsd[channel] / totalLossUsd,
          show: readableShare,
        }
      : {
          heading: `by round ${beforeGains.round} USD`,
          value: (channel: Channel) => beforeGains.lossUsd[channel],
          show: readableAmount,
        };
  return table(
    CHANNELS,
    [
      { heading: "channel", value: (channel) => (style === "tabs" ? channel : CHANNEL_WORDS[channel]) },
      { heading: "loss USD", value: (channel) => lossUsd[channel], show: readableAmount },
      last,
    ],
    style,
  );
}

export function largestLosses(nodes: readonly NodeMeasures[], style: Style): string {
  const losers = nodes
    .filter(({ totalLossUsd }) => totalLossUsd > 0)
    .toSorted((a, b) => b.totalLossUsd - a.totalLossUsd);
  const listed = table(
    losers.slice(0, NODES_LISTED),
    [
      { heading: "who", value: ({ key }) => (style === "tabs" ? key : describeNode(key)) },
      { heading: "loss USD", value: ({ totalLossUsd }) => totalLossUsd, show: readableAmount },
      { heading: "of its start", value: ({ lossShare }) => lossShare, show: readableShare },
      { heading: "failed in round", value: ({ failedRound }) => failedRound },
    ],
    style,
  );
  if (style === "tabs") return listed;
  const left = losers.length - NODES_LISTED;
  const lostMore = losers.slice(0, NODES_LISTED).some(({ lossShare = 0 }) => Math.round(lossShare * 1e4) > 1e4);
  return [listed, ...(left > 0 ? [`(${left} more in nodes.csv)`] : []), ...(lostMore ? [OVER_ALL] : [])].join("\n");
}

export const vaults = (rows: readonly VaultMeasures[], style: Style): string =>
  table(
    rows,
    [
      { heading: "vault", value: ({ id }) => id },
      { heading: "share price", value: ({ startSharePrice }) => startSharePrice, show: readablePrice },
      { heading: "at the end", value: ({ endSharePrice }) => endSharePrice, show: readablePrice },
      { heading: "write-down", value: ({ writeDown }) => writeDown, show: readableShare },
      { heading: "loss USD", value: ({ lossUsd }) => lossUsd, show: readableAmount },
    ],
    style,
  );

export const depositors = (rows: NonNullable<Result["depositors"]>, style: Style): string =>
  table(
    rows,
    [
      { heading: "whose", value: ({ node }) => (style === "tabs" ? node : describeNode(node)) },
      { heading: "class", value: ({ name }) => name },
      { heading: "at the start USD", value: ({ startUsd }) => startUsd, show: readableAmount },
      { heading: "paid out USD", value: ({ paidUsd }) => paidUsd, show: readableAmount },
      { heading: "left USD", value: ({ endUsd }) => endUsd, show: readableAmount },
      { heading: "loss USD", value: ({ lossUsd }) => lossUsd, show: readableAmount },
      { heading: "asked from round", value: ({ arrivedRound }) => arrivedRound },
    ],
    style,
  );

export const shortfalls = (rows: Report["shortfalls"], style: Style): string =>
  table(
    rows.filter(({ largestUsd }) => largestUsd > 0),
    [
      { heading: "market", value: ({ market }) => market },
      { heading: "owed in", value: ({ asset }) => asset },
      { heading: "at the end USD", value: ({ shortfallUsd }) => shortfallUsd, show: readableAmount },
      { heading: "largest USD", value: ({ largestUsd }) => largestUsd, show: readableAmount },
      { heading: "in round", value: ({ largestRound }) => largestRound },
    ],
    style,
  );

const lossOf = ({ lossUsd }: RoundMeasures): number => CHANNELS.reduce((total, channel) => total + lossUsd[channel], 0);

const isEventful = (round: RoundMeasures, totalLossUsd: number): boolean =>
  round.soldUsd > 0 ||
  round.liquidatedUsd > 0 ||
  round.withdrawnUsd > 0 ||
  round.badDebtUsd > 0 ||
  round.failed > 0 ||
  Math.abs(lossOf(round)) > totalLossUsd / 100;

/** The rounds worth a line: those in which something failed, then those in which most was lost, traded or withdrawn. */
function mostEventful(eventful: readonly RoundMeasures[]): readonly RoundMeasures[] {
  const moved = (round: RoundMeasures): number =>
    Math.abs(lossOf(round)) + round.liquidatedUsd + round.soldUsd + round.badDebtUsd + round.withdrawnUsd;
  return eventful
    .toSorted((a, b) => Number(b.failed > 0) - Number(a.failed > 0) || moved(b) - moved(a))
    .slice(0, ROUNDS_LISTED)
    .toSorted((a, b) => a.round - b.round);
}

/** A person sees the rounds in which something happened, the most eventful when they are many; a program all but the idle ones. */
export function rounds({ rounds: all, totals }: Report, style: Style): string {
  const eventful = all.filter((round) => isEventful(round, style === "tabs" ? 0 : totals.totalLossUsd));
  const listed = style === "tabs" ? eventful : mostEventful(eventful);
  if (listed.length === 0) return `Nothing was sold, lost or withdrawn (rounds: ${all.length}).`;
  const text = table(
    listed,
    [
      { heading: "round", value: ({ round }) => round },
      { heading: "liquidated USD", value: ({ liquidatedUsd }) => liquidatedUsd, show: readableAmount },
      { heading: "USD/s", value: ({ liquidatedUsdPerSecond }) => liquidatedUsdPerSecond, show: readableAmount },
      { heading: "sold USD", value: ({ soldUsd }) => soldUsd, show: readableAmount },
      { heading: "bad debt USD", value: ({ badDebtUsd }) => badDebtUsd, show: readableAmount },
      { heading: "withdrawn USD", value: ({ withdrawnUsd }) => withdrawnUsd, show: readableAmount },
      { heading: "lost USD", value: lossOf, show: readableAmount },
      { heading: "failed", value: ({ failed }) => failed },
    ],
    style,
  );
  const left = all.length - listed.length;
  const what = style === "tabs" ? "nothing" : "less";
  return left === 0
    ? text
    : `${text}\n(${left} of ${all.length} rounds, in which ${what} happened, are left out: rounds.csv has them)`;
}
