import type { RankColumn, Ranking } from "../model/ranking.js";
import { readableAmount, readablePrice, readableShare } from "./amounts.js";
import { type Style, table } from "./table.js";

const show = (unit: RankColumn["unit"]): ((value: number) => string) =>
  unit === "USD" ? readableAmount : unit === "share" ? readableShare : readablePrice;

/** A ranking, one entry a line, most important first. */
export function rankTable({ names, columns, leftOut }: Ranking, style: Style): string {
  const body = table(
    [...names.keys()],
    [
      { heading: "", value: (i) => names[i] },
      ...columns.map(({ heading, unit, values }) => ({
        heading: unit === "USD" ? `${heading} $` : heading,
        value: (i: number) => values[i],
        show: show(unit),
      })),
    ],
    style,
  );
  return leftOut > 0 && style === "aligned" ? `${body}\n… and ${leftOut} smaller ones, not ranked (--most)` : body;
}

/** Spearman's ρ and Kendall's τ-b of every measure with what the cascade makes of it, which is the second column. */
export function agreementTable({ columns, correlations }: Ranking, style: Style): string {
  const own = correlations.filter(({ a, b }) => a === 1 || b === 1);
  const rounded = (value: number): string => value.toFixed(2).replace("-", "−");
  return table(
    own,
    [
      { heading: `with "${columns[1]?.heading ?? ""}"`, value: ({ a, b }) => columns[a === 1 ? b : a]?.heading },
      { heading: "Spearman", value: ({ spearman }) => spearman, show: rounded },
      { heading: "Kendall", value: ({ kendall }) => kendall, show: rounded },
      { heading: "entries", value: ({ pairs }) => pairs },
    ],
    style,
  );
}
