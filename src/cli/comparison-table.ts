import type { ComparedRun, Comparison } from "../model/comparison.js";
import { CHANNELS } from "../model/result.js";
import type { Id } from "../model/scenario.js";
import { readableAmount, readablePrice, readableShare } from "./amounts.js";
import { CHANNEL_WORDS } from "./describe.js";
import { type Style, table } from "./table.js";

/** One line of the comparison: a measure of every run. */
interface Line {
  readonly measure: string;
  readonly value: (run: ComparedRun) => string | number | undefined;
  readonly show?: (value: number) => string;
}

const finalPriceOf = ({ prices }: ComparedRun, asset: Id): number | undefined =>
  prices.find((path) => path.asset === asset)?.marketUsd.at(-1);

function movedAssets({ runs }: Comparison): readonly Id[] {
  const moved = runs.flatMap(({ prices }) =>
    prices.filter(({ startUsd, marketUsd }) => marketUsd.some((price) => price !== startUsd)),
  );
  return [...new Set(moved.map(({ asset }) => asset))];
}

const linesOf = (comparison: Comparison): readonly Line[] => [
  { measure: "total loss USD", value: ({ totals }) => totals.totalLossUsd, show: readableAmount },
  ...CHANNELS.map(
    (channel): Line => ({
      measure: `  ${CHANNEL_WORDS[channel]}`,
      value: ({ totals }) => totals.lossUsd[channel],
      show: readableAmount,
    }),
  ),
  { measure: "amplification (total over direct)", value: ({ totals }) => totals.amplification, show: readablePrice },
  { measure: "liquidations", value: ({ totals }) => totals.liquidations },
  { measure: "collateral liquidated USD", value: ({ totals }) => totals.liquidatedUsd, show: readableAmount },
  { measure: "forced sales USD", value: ({ totals }) => totals.soldUsd, show: readableAmount },
  { measure: "bad debt USD", value: ({ totals }) => totals.badDebtUsd, show: readableAmount },
  { measure: "withdrawn USD", value: ({ totals }) => totals.withdrawnUsd, show: readableAmount },
  { measure: "not paid out USD", value: ({ totals }) => totals.unmetWithdrawalsUsd, show: readableAmount },
  { measure: "nodes that failed", value: ({ totals }) => totals.breadth },
  { measure: "worst vault", value: ({ worstVault }) => worstVault?.id },
  { measure: "its write-down", value: ({ worstVault }) => worstVault?.writeDown, show: readableShare },
  ...movedAssets(comparison).map(
    (asset): Line => ({
      measure: `${asset} at the end USD`,
      value: (run) => finalPriceOf(run, asset),
      show: readablePrice,
    }),
  ),
  { measure: "stopped in round", value: ({ stop }) => stop.round },
  { measure: "because", value: ({ stop }) => stop.reason },
];

/** Runs in columns: numbered under a list of their names for a person, who is spared lines in which nothing happened; named in a pipe. */
export function comparisonTable(comparison: Comparison, style: Style): string {
  const { runs } = comparison;
  const lines = linesOf(comparison).filter(
    ({ value }) => style === "tabs" || runs.some((run) => value(run) !== undefined && value(run) !== 0),
  );
  const body = table(
    lines,
    [
      { heading: "measure", value: ({ measure }) => (style === "tabs" ? measure.trim() : measure) },
      ...runs.map((run, place) => ({
        heading: style === "tabs" ? run.name : String(place + 1),
        value: ({ value, show }: Line) => {
          const number = value(run);
          return style === "aligned" && typeof number === "number" && show !== undefined ? show(number) : number;
        },
        flushRight: true as const,
      })),
    ],
    style,
  );
  if (style === "tabs") return body;
  return [...runs.map(({ name }, place) => `${place + 1}  ${name}`), "", body].join("\n");
}
