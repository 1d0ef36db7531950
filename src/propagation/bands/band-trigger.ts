import type { Account, Holding, LendingTerms } from "../../mechanics/lending/rule.js";
import { fallingRoot } from "../../mechanics/venues/root.js";
import { isPositive, ratio } from "../../numbers/arithmetic.js";
import type { World } from "../world.js";

/**
 * Oracle price of the collateral at which a loan in price bands would be liquidated if the price jumped there, with its bands as they
 * are: the price now where it can be liquidated already, 0 where their stablecoin alone is enough at any price.
 */
export function bandTriggerUsd<N>(
  { n }: World<N>,
  terms: LendingTerms<N>,
  account: Account<N>,
  main: Holding<N>,
): number {
  const { bands } = account;
  if (bands === undefined) return 0;
  const missingAt = (oraclePrice: N): N => {
    const { capacityUsd, debtUsd } = terms.health({ ...account, bands: { ...bands, oraclePrice } });
    return n.sub(debtUsd, capacityUsd);
  };
  if (!isPositive(n, missingAt(n.zero))) return 0;
  if (isPositive(n, missingAt(bands.oraclePrice))) return n.toNumber(main.oraclePriceUsd);
  const { low } = fallingRoot(n, missingAt, n.zero, bands.oraclePrice);
  return n.toNumber(ratio(n, n.mul(main.oraclePriceUsd, low), bands.oraclePrice, n.zero));
}
