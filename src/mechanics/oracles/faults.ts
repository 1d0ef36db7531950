import type { OracleFault } from "../../model/scenario.js";
import type { Arithmetic } from "../../numbers/arithmetic.js";

export interface Faulty<N> {
  /** What the rule would report. */
  readonly trueUsd: N;
  /** What was reported last. */
  readonly lastUsd: N;
}

/**
 * What an oracle with a fault reports: the last price where it stands still, max(price, floor) where it has a floor, the stated price
 * where it is manipulated. The rule behind goes on observing, so that a fault that ends leaves no trace. Source of floors:
 * smartcontractkit/libocr, contract/OffchainAggregator.sol, minAnswer, below which no report is taken.
 */
export function faultyPrice<N>(n: Arithmetic<N>, fault: OracleFault, { trueUsd, lastUsd }: Faulty<N>): N {
  switch (fault.kind) {
    case "freeze":
    case "stale-pause":
      return lastUsd;
    case "floor":
      return n.max(trueUsd, n.parse(fault.floorUsd));
    case "price":
      return n.parse(fault.priceUsd);
  }
}
