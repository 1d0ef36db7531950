import type { Event, EventKind, Result } from "../model/result.js";
import { neumaierTotal } from "../numbers/sums.js";

/** Things that somebody was forced to do or to bear, by how many such things led to them. */
export interface Generation {
  readonly events: number;
  /** Seized, sold, written off, passed on; one dollar may be in several. */
  readonly valueUsd: number;
}

const FORCED: readonly EventKind[] = ["liquidation", "deleverage", "stop-loss", "offer-taken", "bad-debt"];

/** Whether somebody was made to sell, lost a loan, or was handed a loss by another balance sheet. */
export const isForced = ({ kind, valueUsd, lossUsd }: Event): boolean =>
  kind === "loss-passed-on" ? lossUsd > 0 : FORCED.includes(kind) && valueUsd > 0;

/**
 * Forced events by generation: 1 for what the shock itself forces, and one more for each forced event in the chain of causes.
 *
 * What a forced event entails at once is of its own generation (bad debt of a call, the next lot of an offer); a loss handed to another
 * balance sheet, or whatever comes of a price, is of the next. Withdrawals carry causes on and are not counted. Not empty from the
 * second on: contagion, in the sense of the second round of R. Cont, E. Schaanning, Fire sales, indirect contagion and systemic
 * stress testing (2017).
 */
export function forcedGenerations({ events }: Pick<Result, "events">): readonly Generation[] {
  const generationOf: number[] = [];
  const values: number[][] = [];
  const counts: number[] = [];
  for (const event of events) {
    const cause = event.cause === undefined ? undefined : events[event.cause];
    const before = event.cause === undefined ? 0 : (generationOf[event.cause] ?? 0);
    if (!isForced(event)) {
      generationOf.push(before);
      continue;
    }
    const isAtOnce = cause !== undefined && isForced(cause) && event.kind !== "loss-passed-on";
    const generation = isAtOnce ? before : before + 1;
    generationOf.push(generation);
    while (values.length < generation) values.push([]);
    values[generation - 1]?.push(event.valueUsd);
    counts[generation - 1] = (counts[generation - 1] ?? 0) + (event.count ?? 1);
  }
  return values.map((list, k) => ({ events: counts[k] ?? 0, valueUsd: neumaierTotal(list) }));
}
