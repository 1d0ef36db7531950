import type { NetworkShape } from "../model/network.js";
import type { NodeMeasures } from "../model/report.js";
import type { Result } from "../model/result.js";
import { allChannels } from "./losses.js";
import { valueTouching } from "./touched.js";

/** Per node: what it lost and by which channel, loss share = total loss / value at the start, and what was liquidated and written off. */
export function nodeMeasures(shape: NetworkShape, result: Result): readonly NodeMeasures[] {
  const liquidated = valueTouching(shape, result.events, ["liquidation"]);
  const badDebt = valueTouching(shape, result.events, ["bad-debt"]);
  return result.nodes.map(({ key, startUsd, endUsd, lossUsd, failedRound }) => {
    const totalLossUsd = allChannels(lossUsd);
    return {
      key,
      startUsd,
      endUsd,
      lossUsd,
      totalLossUsd,
      ...(startUsd === 0 ? {} : { lossShare: totalLossUsd / startUsd }),
      ...(failedRound === undefined ? {} : { failedRound }),
      liquidatedUsd: liquidated.get(key) ?? 0,
      badDebtUsd: badDebt.get(key) ?? 0,
    };
  });
}
