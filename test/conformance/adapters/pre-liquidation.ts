import { preLiquidationFactors } from "../../../src/mechanics/lending/morpho-pre-liquidation.js";
import type { Arithmetic } from "../../../src/numbers/arithmetic.js";
import type { Adapters, Outputs, Reader } from "../adapter.js";

/** The largest pre-liquidation of an account between the two thresholds, in units of the loan asset. */
function preLiquidate<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const collateralValue = inputs.number("collateralValue");
  const debt = inputs.number("debt");
  const ltv = n.div(debt, collateralValue);
  const slope = (name: string) => ({ from: inputs.number(`${name}1`), to: inputs.number(`${name}2`) });
  const terms = {
    ...{ preLltv: inputs.number("preLltv"), lltv: inputs.number("lltv") },
    ...{ closeFactor: slope("preLCF"), incentive: slope("preLIF") },
  };
  const { closeFactor, incentive } = preLiquidationFactors(n, terms, ltv);
  const repaid = n.mul(closeFactor, debt);
  return { ltv, closeFactor, incentive, repaid, seizedValue: n.mul(repaid, incentive) };
}

export const preLiquidationAdapters: Adapters = { "morpho.pre-liquidation": preLiquidate };
