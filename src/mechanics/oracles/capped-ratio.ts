import type { Oracle } from "../../model/scenario.js";
import { type Arithmetic, at } from "../../numbers/arithmetic.js";
import { cappedRatio } from "./limits.js";
import type { Observation, OracleRule, OracleState, OracleTerms } from "./rule.js";

type CappedRatio = Extract<Oracle, { kind: "capped-ratio" }>;

/** Seconds in a day. */
const DAY = "86400";

/**
 * An exchange rate with a ceiling on its growth, times the price of the underlying: min(ratio, snapshot·(1 + growth·t/year))·p, with
 * t the age of the snapshot; a ratio that falls is passed on. Without a rate, the ratio is the net asset value over p, so that ratio·p
 * is the net asset value. State: that price. Source: bgd-labs/aave-capo, src/contracts/PriceCapAdapterBase.sol, latestAnswer.
 */
export const cappedRatioOracle: OracleRule<CappedRatio> = {
  kind: "capped-ratio",
  terms: <N>(n: Arithmetic<N>, oracle: CappedRatio): OracleTerms<N> => {
    const rate = oracle.rate === undefined ? undefined : n.parse(oracle.rate);
    const snapshotAgeSeconds = n.parse(oracle.snapshotAgeSeconds);
    const snapshot = { snapshotRatio: n.parse(oracle.snapshotRatio), yearlyGrowth: n.parse(oracle.yearlyGrowth) };
    const see = ({ underlyingUsd, navUsd, clockSeconds }: Observation<N>): OracleState<N> => {
      const elapsedDays = n.div(n.add(snapshotAgeSeconds, clockSeconds), n.parse(DAY));
      const highestUsd = n.mul(cappedRatio(n, { ...snapshot, elapsedDays }), underlyingUsd);
      return [n.min(rate === undefined ? navUsd : n.mul(rate, underlyingUsd), highestUsd)];
    };
    return { opening: see, step: (_state, observation) => see(observation), priceUsd: (state) => at(state, 0) };
  },
};
