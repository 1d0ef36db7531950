import type { Arithmetic } from "../../numbers/arithmetic.js";
import type { Health } from "./rule.js";

/**
 * Price at which collateral goes, as a share of the oracle's: it falls with health, to a floor.
 *
 * max(Σ Cᵢ·LTVᵢ / D, 1 − maxDiscount). The caller guarantees debt. Source: euler-vault-kit src/EVault/modules/Liquidation.sol
 * calculateMaxLiquidation.
 */
export const discountFactor = <N>(n: Arithmetic<N>, { capacityUsd, debtUsd }: Health<N>, maxDiscount: N): N =>
  n.max(n.div(capacityUsd, debtUsd), n.sub(n.one, maxDiscount));
