import type { Oracle } from "../../model/scenario.js";
import { at } from "../../numbers/arithmetic.js";
import type { OracleRule } from "./rule.js";

/** The market price itself. State: that price. */
export const spot: OracleRule<Extract<Oracle, { kind: "spot" }>> = {
  kind: "spot",
  terms: () => ({
    opening: ({ marketUsd }) => [marketUsd],
    step: (_state, { marketUsd }) => [marketUsd],
    priceUsd: (state) => at(state, 0),
  }),
};
