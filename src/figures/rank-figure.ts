import type { RankColumn, Ranking, SystemicRanking } from "../model/ranking.js";
import { type HeatCell, type HeatTable, heatKey, heatTable, roomFor } from "./heat-table.js";
import { type Block, BODY } from "./key-block.js";
import { type Item, label, type Metadata, points, type Scene } from "./scene.js";
import { plain, type Unit, unitFor } from "./wording.js";

const WIDTH = points(183);
const MARGIN = 3;
const HEAD_ROOM = 12;
const MOST_NODES = 30;
const WIDEST_NAMES = 96;
const ROW = 10.5;
const COLUMN = 25;
const SMALL_COLUMN = 16.5;
const GAP = 14;
const SECTION_GAP = 14;

/**
 * What every measure makes of every node and asset, beside how far the measures agree (Kendall's τ-b), 183 mm wide.
 *
 * Cells of a column are coloured from its least (0) to its most; the 30 most important nodes of many.
 */
export function rankFigure(ranking: SystemicRanking, options: { readonly metadata: Metadata }): Scene {
  const nodes = section(["a", "b"], MARGIN, ranking.nodes, "What others lose when each fails, by measure");
  const percent = plain(100 * ranking.fall);
  const top = MARGIN + nodes.heightPt + SECTION_GAP;
  const assets = section(
    ["c", "d"],
    top,
    ranking.assets,
    `What is lost when each asset falls by ${percent}%, by measure`,
  );
  const keyTop = top + assets.heightPt + 8;
  const right = WIDTH - MARGIN - 110;
  return {
    widthPt: WIDTH,
    heightPt: keyTop + 26,
    items: [
      ...nodes.items,
      ...assets.items,
      ...heatKey({ x: MARGIN, y: keyTop, widthPt: 110 }, "Each column of a and c", "0", "its most").items,
      ...heatKey({ x: right, y: keyTop, widthPt: 110 }, "Kendall’s τ-b of two columns", "−1", "1").items,
    ],
    metadata: options.metadata,
  };
}

function section(letters: readonly [string, string], y: number, ranking: Ranking, title: string): Block {
  const columns = ranking.columns.filter(({ values }) => values.some((value) => value !== undefined && value !== 0));
  const places = columns.map((column) => ranking.columns.indexOf(column));
  const names = ranking.names.slice(0, MOST_NODES);
  const headings = columns.map(headingOf);
  const headingsPt = roomFor(headings, 84) + 4;
  const namesPt = roomFor(names, WIDEST_NAMES);
  const top = y + HEAD_ROOM;
  const measuresPt = roomFor(
    columns.map((column) => column.heading),
    WIDEST_NAMES,
  );
  const right = WIDTH - MARGIN - places.length * SMALL_COLUMN - measuresPt;
  const columnPt = Math.min(COLUMN, (right - GAP - MARGIN - namesPt) / Math.max(1, columns.length));
  const values = heatTable({ x: MARGIN, y: top, widthPt: 0 }, valueTable(names, columns, headings), {
    ...{ rowPt: ROW, columnPt, namesPt, headingsPt },
  });
  const agreement = heatTable({ x: right, y: top, widthPt: 0 }, agreementTable(ranking, places), {
    ...{ rowPt: ROW, columnPt: SMALL_COLUMN, namesPt: measuresPt, headingsPt },
  });
  const left = ranking.names.length + ranking.leftOut - names.length;
  const note = `… and ${left} less important`;
  const heightPt = HEAD_ROOM + Math.max(values.heightPt, agreement.heightPt) + (left > 0 ? 9 : 0);
  return {
    items: [
      ...heading(letters[0], MARGIN, y, title),
      ...heading(letters[1], right, y, "How far measures agree"),
      ...values.items,
      ...agreement.items,
      ...(left > 0 ? [label(MARGIN + namesPt, y + HEAD_ROOM + values.heightPt + 7, note, BODY)] : []),
    ],
    heightPt,
  };
}

const heading = (letter: string, x: number, y: number, title: string): readonly Item[] => [
  label(x, y + 6, letter, { size: 8, weight: 700 }),
  label(x + 9, y + 6, title, { size: 6.5, weight: 600 }),
];

const unitOf = ({ unit, values }: RankColumn): Unit =>
  unit === "USD" ? unitFor(Math.max(...values.map((value) => Math.abs(value ?? 0)))) : { factor: 1, name: "" };

function headingOf(column: RankColumn): string {
  const { name } = unitOf(column);
  return column.unit === "USD" ? `${column.heading}, $ ${name}`.trimEnd() : column.heading;
}

function valueTable(names: readonly string[], columns: readonly RankColumn[], headings: readonly string[]): HeatTable {
  const cells = columns.map((column): readonly HeatCell[] => {
    const most = Math.max(...column.values.map((value) => value ?? 0));
    const { factor } = unitOf(column);
    return names.map((_, i): HeatCell => {
      const value = column.values[i];
      if (value === undefined) return {};
      return { share: most > 0 ? Math.max(0, value / most) : 0, text: plain(value / factor) };
    });
  });
  return { rows: names, columns: headings, cells: names.map((_, i) => cells.map((column) => column[i] ?? {})) };
}

/** τ-b of every two columns; one row a column, in the same order. */
function agreementTable({ columns, correlations }: Ranking, places: readonly number[]): HeatTable {
  const names = places.map((place) => columns[place]?.heading ?? "");
  const cells = places.map((a) =>
    places.map((b): HeatCell => {
      if (a === b) return {};
      const found = correlations.find((each) => (each.a === a && each.b === b) || (each.a === b && each.b === a));
      if (found?.kendall === undefined) return {};
      return { share: (found.kendall + 1) / 2, text: found.kendall.toFixed(2).replace("-", "−") };
    }),
  );
  return { rows: names, columns: names, cells };
}
