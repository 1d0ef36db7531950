import type { DydxV4Market, GmxV2Market, HyperliquidMarket } from "../../model/scenario.js";
import type { Arithmetic } from "../../numbers/arithmetic.js";
import { totalUsd } from "./account.js";
import type { LendingTerms } from "./rule.js";

/** A perpetual venue lends nothing: its accounts owe nothing, and are judged by `mechanics/perps`. */
const nothingLent = <N>(n: Arithmetic<N>): LendingTerms<N> => ({
  health: ({ collateral }) => ({ capacityUsd: totalUsd(n, collateral), debtUsd: n.zero }),
  equalityLiquidates: false,
  call: () => undefined,
  badDebt: "stays",
});

export const perpetuals = {
  "dydx-v4": { kind: "dydx-v4", terms: <N>(n: Arithmetic<N>, _: DydxV4Market) => nothingLent(n) },
  hyperliquid: { kind: "hyperliquid", terms: <N>(n: Arithmetic<N>, _: HyperliquidMarket) => nothingLent(n) },
  "gmx-v2": { kind: "gmx-v2", terms: <N>(n: Arithmetic<N>, _: GmxV2Market) => nothingLent(n) },
} as const;
