import { stat } from "node:fs/promises";
import { readAccountTable } from "./tables/read.js";
import type { AccountTable } from "./tables/sink.js";
import type { BalanceKind, Refusal } from "./tables/words.js";

export type TableReader = typeof readAccountTable;

interface KeptTable {
  readonly table: AccountTable;
  /** What the scenario was asked while it was read. */
  readonly asked: readonly { readonly kind: BalanceKind; readonly refusal: Refusal | undefined }[];
}

/**
 * A reader that keeps the columns of each table: it is read anew where its size, its times of change, the way it is read or what a
 * scenario refuses of it is another. Throws what `read` throws.
 */
export function keepTables(read: TableReader = readAccountTable): TableReader {
  const kept = new Map<string, KeptTable>();
  return async (path, { refuse, onProgress, ...how } = {}) => {
    // A copy may keep the time of its original (mtime), not when it was put in place (ctime).
    const { size, mtimeMs, ctimeMs } = await stat(path);
    const key = JSON.stringify([path, size, mtimeMs, ctimeMs, how]);
    const known = kept.get(key);
    if (known?.asked.every(({ kind, refusal }) => isSame(refuse?.(kind), refusal))) return known.table;
    const asked: { readonly kind: BalanceKind; readonly refusal: Refusal | undefined }[] = [];
    const table = await read(path, {
      ...how,
      ...(onProgress === undefined ? {} : { onProgress }),
      refuse: (kind) => {
        const refusal = refuse?.(kind);
        asked.push({ kind, refusal });
        return refusal;
      },
    });
    kept.set(key, { table, asked });
    return table;
  };
}

const isSame = (a: Refusal | undefined, b: Refusal | undefined): boolean =>
  a?.found === b?.found && a?.expected === b?.expected;
