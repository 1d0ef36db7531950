import type { Oracle } from "../../model/scenario.js";
import type { OracleRule } from "./rule.js";

/** A price written into the market, whatever happens outside. No state. */
export const fixed: OracleRule<Extract<Oracle, { kind: "fixed" }>> = {
  kind: "fixed",
  terms: (n, oracle) => {
    const priceUsd = n.parse(oracle.priceUsd);
    return { opening: () => [], step: (state) => state, priceUsd: () => priceUsd };
  },
};
