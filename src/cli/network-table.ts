import type { Finding } from "../measures/exposures/findings.js";
import type { NetworkReport } from "../measures/exposures/network-report.js";
import { readableAmount, readablePrice, readableShare, readableUsd } from "./amounts.js";
import { type Style, table } from "./table.js";

const SHOWN_NODES = 20;

function valueText({ unit, value }: Finding): string | undefined {
  if (value === undefined) return undefined;
  if (unit === "USD") return readableUsd(value);
  return unit === "share" ? readableShare(value) : unit === "count" ? String(value) : readablePrice(value);
}

/** Every number about the whole network, one a line; for a person rounded, and with the reason why a measure does not apply. */
export function networkTable({ findings }: NetworkReport, style: Style): string {
  return table(
    findings,
    [
      { heading: "measure", value: ({ measure }) => measure },
      { heading: "quantity", value: ({ quantity }) => quantity },
      {
        heading: "value",
        value: (finding) => (style === "tabs" ? finding.value : valueText(finding)),
        flushRight: true,
      },
      { heading: "iterations", value: ({ convergence }) => convergence?.iterations },
      {
        heading: "residual",
        value: ({ convergence }) => convergence?.residual,
        show: (value) => value.toExponential(1),
      },
      { heading: "note", value: ({ reason = "" }) => reason },
    ],
    style,
  );
}

const NODE_COLUMNS = [
  { measure: "balance", quantity: "assets", heading: "assets USD", show: readableAmount },
  { measure: "balance", quantity: "buffer", heading: "buffer USD", show: readableAmount },
  { measure: "balance", quantity: "direct loss", heading: "shock USD", show: readableAmount },
  { measure: "debtrank-2015", quantity: "stress", heading: "DebtRank 2015", show: readableShare },
  { measure: "debtrank-2012", quantity: "stress", heading: "2012", show: readableShare },
  { measure: "clearing-en", quantity: "recovery", heading: "recovery", show: readableShare },
  { measure: "criticality", quantity: "criticality", heading: "criticality", show: readablePrice },
  { measure: "communicability", quantity: "susceptibility", heading: "susceptibility", show: readablePrice },
] as const;

/** What is said of the largest nodes, one a line. */
export function networkNodeTable({ names, scores }: NetworkReport, style: Style): string {
  const valuesOf = (measure: string, quantity: string) =>
    scores.find((score) => score.measure === measure && score.quantity === quantity)?.values ?? [];
  const assets = valuesOf("balance", "assets");
  const rows = [...names.keys()].sort((a, b) => (assets[b] ?? 0) - (assets[a] ?? 0) || a - b);
  const shown = style === "tabs" ? rows : rows.slice(0, SHOWN_NODES);
  const text = table(
    shown,
    [
      { heading: "node", value: (i) => names[i] },
      ...NODE_COLUMNS.map(({ measure, quantity, heading, show }) => {
        const values = valuesOf(measure, quantity);
        return { heading, value: (i: number) => values[i], show };
      }),
    ],
    style,
  );
  const left = rows.length - shown.length;
  return left > 0 ? `${text}\n… and ${left} smaller nodes, in network-nodes.csv` : text;
}
