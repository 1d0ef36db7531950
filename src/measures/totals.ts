import type { NetworkShape } from "../model/network.js";
import type { Totals } from "../model/report.js";
import type { Event, EventKind, Result, Round } from "../model/result.js";
import { neumaierTotal } from "../numbers/sums.js";
import { loopsUnwound } from "./loops-unwound.js";
import { allChannels, totalByChannel } from "./losses.js";

const ACTED: readonly EventKind[] = ["liquidation", "deleverage", "stop-loss", "hedge", "bad-debt", "loss-passed-on"];

/** Rounds in which the shock went further: somebody was made to sell, or passed a loss on that was not itself written off as a shock. */
function cascadeDepth({ events }: Result): number {
  const isWriteOff = ({ cause, kind }: Event): boolean => {
    const from = cause === undefined ? undefined : events[cause];
    return kind === "loss-passed-on" && from?.kind === "shock" && from.from.startsWith("vault:");
  };
  const isLoss = ({ kind, lossUsd }: Event): boolean => kind !== "loss-passed-on" || lossUsd > 0;
  const further = events.filter((event) => ACTED.includes(event.kind) && isLoss(event) && !isWriteOff(event));
  return new Set(further.map(({ round }) => round)).size;
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
