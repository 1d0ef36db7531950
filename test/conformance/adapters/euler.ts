import { closeAtIncentive } from "../../../src/mechanics/lending/close-at-incentive.js";
import { discountFactor } from "../../../src/mechanics/lending/euler-discount.js";
import { rampedLtv } from "../../../src/mechanics/lending/euler-ramp.js";
import { type Arithmetic, isPositive } from "../../../src/numbers/arithmetic.js";
import type { Adapters, Outputs, Reader } from "../adapter.js";

/** The largest call on one collateral and one debt; a healthy account is left alone. */
function discount<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const collateral = inputs.number("collateral");
  const collateralPriceUsd = inputs.number("collateralPrice");
  const debt = inputs.number("debt");
  const debtPriceUsd = inputs.optionalNumber("debtPrice") ?? n.one;
  const health = {
    capacityUsd: n.mul(n.mul(collateral, collateralPriceUsd), inputs.number("liquidationLTV")),
    debtUsd: n.mul(debt, debtPriceUsd),
  };
  const maxDiscount = inputs.number("maxDiscount");
  const liquidatable = isPositive(n, debt) && !n.less(health.debtUsd, health.capacityUsd);
  const factor = liquidatable ? discountFactor(n, health, maxDiscount) : n.one;
  const call = closeAtIncentive(n, {
    repayUnits: liquidatable ? debt : n.zero,
    debtPriceUsd,
    collateralUnits: collateral,
    collateralPriceUsd,
    incentive: n.div(n.one, factor),
  });
  const clears = !isPositive(n, n.sub(collateral, call.seizedUnits));
  return {
    liquidatable,
    discountFactor: factor,
    discount: n.sub(n.one, factor),
    repay: call.repaidUnits,
    yieldBalance: call.seizedUnits,
    badDebt: liquidatable && clears ? n.sub(debt, call.repaidUnits) : n.zero,
  };
}

function ramp<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const liquidationLTV = rampedLtv(
    n,
    {
      from: inputs.number("from"),
      to: inputs.number("to"),
      start: inputs.number("start"),
      duration: inputs.number("duration"),
    },
    inputs.number("now"),
  );
  return { liquidationLTV };
}

export const eulerAdapters: Adapters = { "euler.dynamic-discount": discount, "euler.ltv-ramp": ramp };
