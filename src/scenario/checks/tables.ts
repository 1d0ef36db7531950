import { join } from "node:path";
import type { Id, Market } from "../../model/scenario.js";
import type { Draft } from "../draft.js";
import type { Table } from "../expand/table.js";
import type { Report } from "../problems.js";
import { LISTED_MISTAKES, type TableMistake } from "../tables/mistakes.js";

/** Reports the rows of tables that cannot be read, and those in an e-mode that their market does not have. */
export function checkTables(
  folder: string,
  draft: Draft,
  markets: ReadonlyMap<Id, Market>,
  tables: ReadonlyMap<Id, Table>,
  report: Report,
): void {
  for (const { form, id, entry } of draft.positions) {
    const table = tables.get(id);
    if (form !== "table" || table === undefined) continue;
    const mistakes = [...table.mistakes, ...wrongModes(table, markets.get(entry.market))].toSorted(
      (a, b) => a.row - b.row,
    );
    const path = ["positions", id, "table"];
    for (const { row, found, expected } of mistakes.slice(0, LISTED_MISTAKES)) {
      report({ path, found, expected, elsewhere: { file: join(folder, entry.table), line: row, column: 1 } });
    }
    if (mistakes.length <= LISTED_MISTAKES) continue;
    const found = `${mistakes.length} rows of "${entry.table}" are wrong, of which ${LISTED_MISTAKES} are listed`;
    report({ path, found, expected: "every row to be readable" });
  }
}

function wrongModes(table: Table, market: Market | undefined): TableMistake[] {
  if (market === undefined) return [];
  const modes = market.kind === "aave-v3" ? market.eModes.map(({ id }) => id) : [];
  return table.rows.flatMap(({ row, eMode }) => {
    if (eMode === undefined || modes.includes(eMode)) return [];
    return [
      {
        row,
        found: `"${eMode}" is not defined`,
        expected: `an e-mode of "${market.id}": ${modes.join(", ") || "it has none"}`,
      },
    ];
  });
}
