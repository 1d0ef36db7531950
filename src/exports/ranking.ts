import type { Ranking, SystemicRanking } from "../model/ranking.js";
import { type Cell, csv } from "./csv.js";

/** rank.json: both rankings, with what every column is, all correlations and conventions. */
export const rankingJson = (ranking: SystemicRanking, version: string): string =>
  `${JSON.stringify({ format: 1, version, ...ranking }, undefined, 2)}\n`;

/** rank-nodes.csv and rank-assets.csv: one entry a line, most important first, a column for every measure. */
export function rankingCsv({ names, columns }: Ranking): string {
  const headings = columns.map(({ heading, unit }) => `${heading} (${unit})`);
  const row = (name: string, i: number): Readonly<Record<string, Cell>> => ({
    name,
    ...Object.fromEntries(columns.map(({ values }, k) => [headings[k] ?? "", values[i]])),
  });
  return csv<string>(["name", ...headings], names.map(row));
}

/** rank-correlations.csv: two measures a line, with how far their rankings agree. */
export const correlationsCsv = ({ nodes, assets }: SystemicRanking): string =>
  csv(
    ["ranking", "a", "b", "pairs", "spearman", "kendall"],
    [["nodes", nodes] as const, ["assets", assets] as const].flatMap(([ranking, { columns, correlations }]) =>
      correlations.map(({ a, b, ...agreement }) => ({
        ranking,
        a: columns[a]?.heading,
        b: columns[b]?.heading,
        ...agreement,
      })),
    ),
  );
