import type { RoundMeasures } from "../model/report.js";
import type { Result } from "../model/result.js";
import { neumaierTotal } from "../numbers/sums.js";

/** Per round: flows as the run recorded them, nodes that failed in it, liquidation velocity = liquidated USD / seconds per round. */
export function roundMeasures(result: Result): readonly RoundMeasures[] {
  const failed = new Map<number, number>();
  for (const { failedRound } of result.nodes) {
    if (failedRound !== undefined) failed.set(failedRound, (failed.get(failedRound) ?? 0) + 1);
  }
  const liquidated = result.rounds.map(({ liquidatedUsd }) => liquidatedUsd);
  return result.rounds.map((round, index) => ({
    round: round.round,
    seconds: round.seconds,
    liquidatedUsd: round.liquidatedUsd,
    liquidatedUsdPerSecond: round.liquidatedUsd / result.provenance.secondsPerRound,
    cumulativeLiquidatedUsd: neumaierTotal(liquidated.slice(0, index + 1)),
    soldUsd: round.soldUsd,
    badDebtUsd: round.badDebtUsd,
    withdrawnUsd: round.withdrawnUsd,
    failed: failed.get(round.round) ?? 0,
    lossUsd: round.lossUsd,
  }));
}
