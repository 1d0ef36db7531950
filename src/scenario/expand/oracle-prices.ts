import type { Id, Oracle } from "../../model/scenario.js";
import { Decimal } from "../../numbers/decimal.js";
import { toDecimal } from "../amounts.js";

const YEAR_SECONDS = 31_536_000;

type PriceOf = (id: Id) => Decimal | undefined;

/**
 * What an oracle reports before the first round, by the rules of `mechanics/oracles`; undefined where that hangs on a net asset value,
 * which only the run knows, and in a circle.
 */
export function openingOracleUsd(oracles: readonly Oracle[], marketUsd: PriceOf): PriceOf {
  const byId = new Map(oracles.map((oracle) => [oracle.id, oracle]));
  const reportedUsd = (id: Id, readers: ReadonlySet<Id>): Decimal | undefined => {
    const oracle = byId.get(id);
    if (oracle === undefined || readers.has(id)) return undefined;
    const read: PriceOf = (other) => reportedUsd(other, new Set([...readers, id]));
    return openingUsd(oracle, read, marketUsd);
  };
  return (id) => reportedUsd(id, new Set());
}

function openingUsd(oracle: Oracle, read: PriceOf, marketUsd: PriceOf): Decimal | undefined {
  const underlyingUsd = (of: { readonly underlying: Id; readonly underlyingOracle?: Id }): Decimal | undefined =>
    of.underlyingOracle === undefined ? marketUsd(of.underlying) : read(of.underlyingOracle);
  switch (oracle.kind) {
    case "fixed":
      return toDecimal(oracle.priceUsd);
    case "spot":
    case "twap":
    case "ema":
    case "deviation-heartbeat":
      return marketUsd(oracle.asset);
    case "delayed":
    case "limited":
      return oracle.reads === undefined ? marketUsd(oracle.asset) : read(oracle.reads);
    case "exchange-rate":
      return oracle.rate === undefined ? undefined : underlyingUsd(oracle)?.times(oracle.rate);
    case "capped-ratio": {
      const years = toDecimal(oracle.snapshotAgeSeconds).div(YEAR_SECONDS);
      const highest = toDecimal(oracle.snapshotRatio).times(years.times(oracle.yearlyGrowth).plus(1));
      return oracle.rate === undefined ? undefined : underlyingUsd(oracle)?.times(Decimal.min(oracle.rate, highest));
    }
    case "pt-discount": {
      const discount = toDecimal(oracle.yearlyDiscount).times(oracle.maturitySeconds).div(YEAR_SECONDS);
      return underlyingUsd(oracle)?.times(Decimal.max(0, new Decimal(1).minus(discount)));
    }
    case "worst-of-two": {
      const [first, second] = [read(oracle.first), read(oracle.second)];
      if (first === undefined || second === undefined) return undefined;
      const { threshold } = oracle;
      const isApart = threshold !== undefined && first.minus(second).abs().gt(second.times(threshold));
      return isApart ? first : Decimal.min(first, second);
    }
  }
}
