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

/** Net losses below this share of what had been lost before are what is left of both, and no measure of the cascade. */
const HARDLY_ANY = 0.01;

/** The round after which most had been lost, all rounds up to it added up, where nearly all of that was gained again. */
function beforeGains({ rounds }: Result, netUsd: number): Totals["beforeGains"] {
  let lossUsd = totalByChannel([]);
  let most: Totals["beforeGains"];
  for (const round of rounds) {
    lossUsd = totalByChannel([lossUsd, round.lossUsd]);
    const totalLossUsd = allChannels(lossUsd);
    if (totalLossUsd > (most?.totalLossUsd ?? 0)) most = { round: round.round, lossUsd, totalLossUsd };
  }
  return most !== undefined && netUsd < HARDLY_ANY * most.totalLossUsd ? most : undefined;
}

/**
 * The whole run in one line: losses where they stop, amplification = total loss / direct loss, flows added over rounds.
 *
 * Where gains, as of a rescue, leave less than 1 % of what had been lost, the total is a rest of two large amounts: amplification is left
 * out, and the largest loss before stands beside it.
 * A withdrawal that is not met asks again the next round, so that the unmet total is the largest of any one round, not the sum.
 */
export function totals(shape: NetworkShape, result: Result): Totals {
  const lossUsd = totalByChannel(result.nodes.map((node) => node.lossUsd));
  const totalLossUsd = allChannels(lossUsd);
  const undone = beforeGains(result, totalLossUsd);
  const over = (flow: (round: Round) => number) => neumaierTotal(result.rounds.map(flow));
  return {
    lossUsd,
    totalLossUsd,
    ...(lossUsd.direct > 0 && undone === undefined ? { amplification: totalLossUsd / lossUsd.direct } : {}),
    ...(undone === undefined ? {} : { beforeGains: undone }),
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
