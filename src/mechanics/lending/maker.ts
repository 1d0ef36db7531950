import type { MakerMarket } from "../../model/scenario.js";
import type { Arithmetic } from "../../numbers/arithmetic.js";
import { spotPrice } from "../cdp/maker/vat.js";
import { totalUsd } from "./account.js";
import type { LendingRule, LendingTerms } from "./rule.js";

/**
 * Maker: unsafe when ink·price/par/mat < debt, strictly, with a debt of one unit judged at par. Nobody is called upon to liquidate: the
 * system seizes, as in `cdp/maker/dog.ts`, and auctions, as in `cdp/maker/auction.ts`. Source: dss src/dog.sol, bark; src/spot.sol.
 */
export const maker: LendingRule<MakerMarket> = {
  kind: "maker",
  terms<N>(n: Arithmetic<N>, market: MakerMarket): LendingTerms<N> {
    const mat = n.parse(market.liquidationRatio);
    const spotUsd = (priceUsd: N): N => spotPrice(n, { priceUsd, par: n.one, mat });
    return {
      health: ({ collateral, debt }) => ({
        capacityUsd: n.total(collateral.map(({ units, oraclePriceUsd }) => n.mul(units, spotUsd(oraclePriceUsd)))),
        debtUsd: totalUsd(n, debt),
      }),
      isWeighted: true,
      equalityLiquidates: false,
      call: () => undefined,
      badDebt: "stays",
    };
  },
};
