import { type Arithmetic, isPositive, running, totalOfRunning } from "../../numbers/arithmetic.js";
import type { AssetIndex, Health, Holding } from "./rule.js";

/** Value of a holding at the price the market judges by, in USD. */
export const valueUsd = <N>(n: Arithmetic<N>, holding: Holding<N>): N => n.mul(holding.units, holding.oraclePriceUsd);

/** Total value of several holdings, in USD. */
export function totalUsd<N>(n: Arithmetic<N>, holdings: readonly Holding<N>[]): N {
  const sum = running(n);
  for (const holding of holdings) n.accumulate(sum, valueUsd(n, holding));
  return totalOfRunning(n, sum);
}

/**
 * The holding of the asset that was asked for, or else the one of largest value, of those that count; the first listed of equals;
 * undefined when none is worth anything.
 */
export function chosenHolding<N>(
  n: Arithmetic<N>,
  holdings: readonly Holding<N>[],
  asset: AssetIndex | undefined,
  counts: (holding: Holding<N>) => boolean = anyCounts,
): Holding<N> | undefined {
  let largest: Holding<N> | undefined;
  for (const holding of holdings) {
    if (asset !== undefined && holding.asset !== asset) continue;
    if (!counts(holding) || !isPositive(n, valueUsd(n, holding))) continue;
    if (largest === undefined || n.less(valueUsd(n, largest), valueUsd(n, holding))) largest = holding;
  }
  return largest;
}

const anyCounts = (): boolean => true;

/** The holding of largest value; the first listed of equals; undefined when none is worth anything. */
export const largestHolding = <N>(n: Arithmetic<N>, holdings: readonly Holding<N>[]): Holding<N> | undefined =>
  chosenHolding(n, holdings, undefined);

/** Health of an account in which each collateral may back the share `threshold(holding)` of its value. */
export function weightedHealth<N>(
  n: Arithmetic<N>,
  collateral: readonly Holding<N>[],
  debt: readonly Holding<N>[],
  threshold: (holding: Holding<N>) => N,
): Health<N> {
  const capacity = running(n);
  for (const holding of collateral) n.accumulate(capacity, n.mul(valueUsd(n, holding), threshold(holding)));
  return { capacityUsd: totalOfRunning(n, capacity), debtUsd: totalUsd(n, debt) };
}

/** Whether debt exceeds capacity, strictly: at equality the account is healthy. */
export const exceedsCapacity = <N>(n: Arithmetic<N>, health: Health<N>): boolean =>
  n.less(health.capacityUsd, health.debtUsd);

/** Health factor = capacity / debt; undefined without debt. */
export const healthFactor = <N>(n: Arithmetic<N>, health: Health<N>): N | undefined =>
  isPositive(n, health.debtUsd) ? n.div(health.capacityUsd, health.debtUsd) : undefined;
