import type { NetworkShape } from "../model/network.js";
import type { Totals } from "../model/report.js";
import type { EventKind, Result, Round } from "../model/result.js";
import { neumaierTotal } from "../numbers/sums.js";
import { loopsUnwound } from "./loops-unwound.js";
import { allChannels, totalByChannel } from "./losses.js";

const FORCED_SALES: readonly EventKind[] = ["liquidation", "deleverage", "stop-loss", "sale"];

/** Rounds from the first to the last forced sale or loss passed on, both counted; 0 when there was none. */
function cascadeDepth(result: Result): number {
  const cascading = result.events.filter(
    ({ kind, lossUsd }) => FORCED_SALES.includes(kind) || (kind === "loss-passed-on" && lossUsd > 0),
  );
  const rounds = cascading.map(({ round }) => round);
  const first = rounds.reduce((least, round) => Math.min(least, round), Number.POSITIVE_INFINITY);
  const last = rounds.reduce((most, round) => Math.max(most, round), Number.NEGATIVE_INFINITY);
  return rounds.length === 0 ? 0 : last - first + 1;
}

/**
 * The whole run in one line: losses where they stop, amplification = total loss / direct loss, flows added over rounds.
 *
 * A withdrawal that is not met asks again the next round, so that the unmet total is the largest of any one round, not the sum.
 */
export function totals(shape: NetworkShape, result: Result): Totals {
  const lossUsd = totalByChannel(result.nodes.map((node) => node.lossUsd));
  const totalLossUsd = allChannels(lossUsd);
  const over = (flow: (round: Round) => number) => neumaierTotal(result.rounds.map(flow));
  return {
    lossUsd,
    totalLossUsd,
    ...(lossUsd.direct > 0 ? { amplification: totalLossUsd / lossUsd.direct } : {}),
    liquidations: over(({ liquidations }) => liquidations),
    liquidatedUsd: over(({ liquidatedUsd }) => liquidatedUsd),
    soldUsd: over(({ soldUsd }) => soldUsd),
    badDebtUsd: over(({ badDebtUsd }) => badDebtUsd),
    withdrawnUsd: over(({ withdrawnUsd }) => withdrawnUsd),
    unmetWithdrawalsUsd: result.rounds.reduce((most, round) => Math.max(most, round.unmetWithdrawalsUsd), 0),
    depth: cascadeDepth(result),
    breadth: result.nodes.filter(({ failedRound }) => failedRound !== undefined).length,
    loopsUnwound: loopsUnwound(shape, result),
  };
}
