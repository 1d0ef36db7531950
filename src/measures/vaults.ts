import type { VaultMeasures } from "../model/report.js";
import type { Result } from "../model/result.js";

/** Share prices at both ends and the write-down (lowest over highest before it, less one), by vault. */
export const vaultMeasures = (result: Result): readonly VaultMeasures[] =>
  result.vaults.map(({ id, startSharePrice, endSharePrice, writeDown, lossUsd }) => ({
    id,
    startSharePrice,
    endSharePrice,
    writeDown,
    lossUsd,
  }));
