import type { Inspection, Reach } from "../network/index.js";
import { readableAmount, readablePrice, readableUsd } from "./amounts.js";
import { describeNode } from "./describe.js";
import type { ShockReach } from "./shock-reach.js";
import { type Style, table } from "./table.js";

const LISTED = 12;

const nodesTable = ({ nodes }: Inspection, style: Style): string =>
  table(
    nodes,
    [
      { heading: "kind", value: ({ kind }) => kind },
      { heading: "nodes", value: ({ count }) => count },
      { heading: "value USD", value: ({ valueUsd }) => valueUsd, show: readableAmount },
    ],
    style,
  );

const edgesTable = ({ edges }: Inspection, style: Style): string =>
  table(
    edges,
    [
      { heading: "relation", value: ({ relation }) => relation },
      { heading: "edges", value: ({ count }) => count },
      { heading: "value USD", value: ({ valueUsd }) => valueUsd, show: readableAmount },
    ],
    style,
  );

const exposuresTable = ({ largestExposures }: Inspection, style: Style): string =>
  table(
    largestExposures.slice(0, style === "tabs" ? largestExposures.length : LISTED),
    [
      { heading: "who depends", value: ({ from }) => describeNode(from) },
      { heading: "on", value: ({ to }) => describeNode(to) },
      { heading: "through", value: ({ relation }) => relation },
      { heading: "value USD", value: ({ valueUsd }) => valueUsd, show: readableAmount },
    ],
    style,
  );

function loopsTable({ loopedPositions }: Inspection, style: Style): string {
  if (loopedPositions.length === 0) return "None.";
  const listed = loopedPositions
    .toSorted((a, b) => b.collateralUsd - a.collateralUsd)
    .slice(0, style === "tabs" ? loopedPositions.length : LISTED);
  const text = table(
    listed,
    [
      { heading: "position", value: ({ position }) => position },
      { heading: "market", value: ({ market }) => market },
      { heading: "posts", value: ({ collateral }) => collateral },
      { heading: "owes", value: ({ debt }) => debt },
      { heading: "collateral USD", value: ({ collateralUsd }) => collateralUsd, show: readableAmount },
      { heading: "leverage", value: ({ leverage }) => leverage, show: readablePrice },
    ],
    style,
  );
  const left = loopedPositions.length - listed.length;
  return left > 0 ? `${text}\n(${left} more: --json lists all)` : text;
}

function cyclesText({ cycles: { cycles, cut } }: Inspection): string {
  if (cycles.length === 0) return "None.";
  const lines = cycles.slice(0, LISTED).map(({ members, narrowestUsd }) => {
    const circle = [...members, ...members.slice(0, 1)].map(describeNode).join(" → ");
    return narrowestUsd === undefined ? `- ${circle}` : `- ${circle} (${readableUsd(narrowestUsd)} at its narrowest)`;
  });
  const left = cycles.length - lines.length;
  const more = left > 0 ? [`(${left} more: --json lists all)`] : [];
  const unfound = cut === undefined ? [] : [`(The search was cut at a limit of ${cut}: there are more.)`];
  return [...lines, ...more, ...unfound].join("\n");
}

const reachTable = ({ reach }: Inspection, style: Style): string =>
  table(
    reach,
    [
      { heading: "asset", value: ({ asset }) => asset },
      { heading: "nodes that depend on it", value: ({ nodes }) => nodes },
      { heading: "furthest", value: ({ deepest }) => deepest },
      {
        heading: "among them",
        value: ({ totals }) => kindsText(totals),
      },
    ],
    style,
  );

const kindsText = (totals: Reach["totals"]): string =>
  totals.map(({ kind, count }) => `${count} ${kind}${count === 1 ? "" : "s"}`).join(", ");

function shockText({ shocks, struck, deepest, totals }: ShockReach): string {
  const hit = struck.map(describeNode).join(", ");
  const reached = totals.length === 0 ? "nothing" : `${kindsText(totals)}, at most ${deepest} steps away`;
  return [...shocks.map((shock) => `- ${shock}`), `On ${hit} depend, directly or not: ${reached}`].join("\n");
}

function partsText({ parts }: Inspection): string {
  if (parts.length === 1) return "All nodes hang together.";
  const sizes = parts.slice(0, LISTED).join(", ");
  return `${parts.length} parts that no edge joins; nodes in each: ${sizes}${parts.length > LISTED ? ", …" : ""}`;
}

/** The dependency graph of a scenario as a person reads it. */
export const inspectionText = (
  title: string,
  inspection: Inspection,
  ofShocks: ShockReach | undefined,
  style: Style,
): string =>
  [
    title,
    nodesTable(inspection, style),
    edgesTable(inspection, style),
    partsText(inspection),
    `Largest exposures\n${exposuresTable(inspection, style)}`,
    `Positions that loop on themselves\n${loopsTable(inspection, style)}`,
    `Loops over several balance sheets\n${cyclesText(inspection)}`,
    ...(ofShocks === undefined ? [] : [`Reach of the shocks\n${shockText(ofShocks)}`]),
    `Reach of each asset\n${reachTable(inspection, style)}`,
  ].join("\n\n");
