/**
 * Neumaier's compensated total of doubles.
 *
 * s ← s + x, with the rounding error of every step gathered in c; the total is s + c. Source: A. Neumaier, Rundungsfehleranalyse
 * einiger Verfahren zur Summation endlicher Summen, ZAMM 54 (1974) 39–51, variant IV. The error left (of order n²ε² of the sum
 * of magnitudes) vanishes when s + c is rounded, so that the bits do not depend on the order of the terms, unless these cancel
 * almost wholly.
 */
export function neumaierTotal(values: readonly number[]): number {
  let sum = 0;
  let lost = 0;
  for (const value of values) {
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return sum + lost;
}
