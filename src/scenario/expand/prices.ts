import type { Id, Market, Oracle } from "../../model/scenario.js";
import type { Decimal } from "../../numbers/decimal.js";
import { toDecimal } from "../amounts.js";
import type { Entries } from "../draft.js";

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
  const byId = new Map(oracles.map((oracle) => [oracle.id, oracle]));
  const reportedUsd = (oracle: Oracle): Decimal | undefined => {
    if (oracle.kind === "fixed") return toDecimal(oracle.priceUsd);
    if (oracle.kind !== "exchange-rate") return marketUsd(oracle.asset);
    return oracle.rate === undefined ? undefined : marketUsd(oracle.underlying)?.times(toDecimal(oracle.rate));
  };
  return {
    marketUsd,
    oracleUsd: (market, asset) => {
      const oracle = byId.get(oracleOf(market, asset) ?? "");
      return oracle === undefined ? undefined : reportedUsd(oracle);
    },
  };
}

function oracleOf(market: Market, asset: Id): Id | undefined {
  if (market.kind !== "morpho-blue") return market.reserves.find((reserve) => reserve.asset === asset)?.oracle;
  if (asset === market.collateral) return market.oracle;
  return asset === market.loan ? market.loanOracle : undefined;
}
