import type { Oracle, OracleKind } from "../../model/scenario.js";
import type { Arithmetic } from "../../numbers/arithmetic.js";
import { cappedRatioOracle } from "./capped-ratio.js";
import { delayed } from "./delayed.js";
import { deviationHeartbeat } from "./deviation-heartbeat.js";
import { ema } from "./ema.js";
import { exchangeRate } from "./exchange-rate.js";
import { fixed } from "./fixed.js";
import { limited } from "./limited.js";
import { lpFair } from "./lp-fair.js";
import { ptDiscount } from "./pt-discount.js";
import type { OracleRule, OracleTerms } from "./rule.js";
import { spot } from "./spot.js";
import { twap } from "./twap.js";
import { worstOfTwoOracle } from "./worst-of-two.js";

type OracleByKind = { readonly [O in Oracle as O["kind"]]: O };

/** One rule for every kind of oracle. */
export type OracleRules = { readonly [Kind in OracleKind]: OracleRule<OracleByKind[Kind]> };

/** The rules of the oracles we know. A new oracle is one file and one line here. */
export const oracleRules: OracleRules = {
  spot,
  twap,
  ema,
  "deviation-heartbeat": deviationHeartbeat,
  "exchange-rate": exchangeRate,
  fixed,
  delayed,
  "capped-ratio": cappedRatioOracle,
  "worst-of-two": worstOfTwoOracle,
  limited,
  "pt-discount": ptDiscount,
  "lp-fair": lpFair,
};

/** The terms of an oracle in one number system. */
export function oracleTerms<N>(n: Arithmetic<N>, oracle: Oracle, rules: OracleRules = oracleRules): OracleTerms<N> {
  return termsOf(n, oracle.kind, oracle, rules);
}

const termsOf = <N, Kind extends OracleKind>(
  n: Arithmetic<N>,
  kind: Kind,
  oracle: OracleByKind[Kind],
  rules: OracleRules,
): OracleTerms<N> => rules[kind].terms(n, oracle);
