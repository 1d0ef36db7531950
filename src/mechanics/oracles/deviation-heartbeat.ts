import type { Oracle } from "../../model/scenario.js";
import { type Arithmetic, at } from "../../numbers/arithmetic.js";
import type { OracleRule } from "./rule.js";

export interface FeedUpdate<N> {
  readonly truthUsd: N;
  readonly reportedUsd: N;
  readonly ageSeconds: N;
  readonly deviation: N;
  readonly heartbeatSeconds: N;
}

/**
 * Whether a push feed reports anew: |truth − reported| ≥ deviation·reported, or age ≥ heartbeat; equality reports.
 * Source: Chainlink data feeds documentation, deviation threshold and heartbeat.
 */
export function reportsAnew<N>(n: Arithmetic<N>, feed: FeedUpdate<N>): boolean {
  const moved = n.max(n.sub(feed.truthUsd, feed.reportedUsd), n.sub(feed.reportedUsd, feed.truthUsd));
  if (!n.less(feed.ageSeconds, feed.heartbeatSeconds)) return true;
  return !n.less(moved, n.mul(feed.deviation, feed.reportedUsd));
}

/** A push feed: stands still until the truth has moved enough or the report is old. State: reported price, its age in seconds. */
export const deviationHeartbeat: OracleRule<Extract<Oracle, { kind: "deviation-heartbeat" }>> = {
  kind: "deviation-heartbeat",
  terms: (n, oracle) => {
    const deviation = n.parse(oracle.deviation);
    const heartbeatSeconds = n.parse(oracle.heartbeatSeconds);
    return {
      opening: ({ marketUsd }) => [marketUsd, n.zero],
      step: (state, { marketUsd: truthUsd, elapsedSeconds }) => {
        const reportedUsd = at(state, 0);
        const ageSeconds = n.add(at(state, 1), elapsedSeconds);
        const feed = { truthUsd, reportedUsd, ageSeconds, deviation, heartbeatSeconds };
        return reportsAnew(n, feed) ? [truthUsd, n.zero] : [reportedUsd, ageSeconds];
      },
      priceUsd: (state) => at(state, 0),
    };
  },
};
