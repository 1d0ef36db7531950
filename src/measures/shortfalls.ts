import type { Report } from "../model/report.js";
import type { ReserveState, Result } from "../model/result.js";

type Shortfall = Report["shortfalls"][number];

const isSame = (a: ReserveState, b: ReserveState): boolean => a.market === b.market && a.asset === b.asset;

/** Debt in excess of its collateral at the end and at its largest, at market prices in USD; reserves that never had any are left out. */
export function shortfalls(result: Result): readonly Shortfall[] {
  const last = result.rounds.at(-1);
  if (last === undefined) return [];
  return last.reserves.flatMap((reserve) => {
    let largestUsd = 0;
    let largestRound = 0;
    for (const { round, reserves } of result.rounds) {
      const shortfallUsd = reserves.find((other) => isSame(other, reserve))?.shortfallUsd ?? 0;
      if (shortfallUsd <= largestUsd) continue;
      largestUsd = shortfallUsd;
      largestRound = round;
    }
    if (largestUsd === 0) return [];
    const { market, asset, shortfallUsd } = reserve;
    return [{ market, asset, shortfallUsd, largestUsd, largestRound }];
  });
}
