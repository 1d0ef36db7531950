import { keptAssets, lentAssets } from "../../model/reserves.js";
import type { Id, Market, Oracle } from "../../model/scenario.js";
import type { Decimal } from "../../numbers/decimal.js";
import { toDecimal } from "../amounts.js";
import type { Entries } from "../draft.js";
import { openingOracleUsd } from "./oracle-prices.js";

/** Prices before the first round, as far as the file states them. */
export interface OpeningPrices {
  /** USD per unit; undefined where the price is a net asset value, which only the run knows. */
  marketUsd(asset: Id): Decimal | undefined;
  /** At what the market judges an asset; undefined as above, or where it has no oracle for it. */
  oracleUsd(market: Market, asset: Id): Decimal | undefined;
}

export function openingPrices(assets: Entries<"assets">, oracles: readonly Oracle[]): OpeningPrices {
  const marketUsd = (asset: Id) => {
    const price = assets.get(asset)?.priceUsd;
    return price === undefined ? undefined : toDecimal(price);
  };
  const reportedUsd = openingOracleUsd(oracles, marketUsd);
  return { marketUsd, oracleUsd: (market, asset) => reportedUsd(oracleOf(market, asset) ?? "") };
}

function oracleOf(market: Market, asset: Id): Id | undefined {
  return [...keptAssets(market), ...lentAssets(market)].find((each) => each.asset === asset)?.oracle;
}
