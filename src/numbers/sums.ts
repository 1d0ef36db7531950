/**
 * One step of Neumaier's compensated total of doubles: s ← s + x, with the rounding error of the step gathered in c.
 *
 * Source: A. Neumaier, Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen, ZAMM 54 (1974) 39–51, variant IV.
 */
export function neumaierStep(into: { sum: number; lost: number }, value: number): void {
  const { sum } = into;
  const next = sum + value;
  into.lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
  into.sum = next;
}

/**
 * Neumaier's compensated total of doubles: s + c after a step (`neumaierStep`) for every value.
 *
 * The error left (of order n²ε² of the sum of magnitudes) vanishes when s + c is rounded, so that the bits do not depend on the order
 * of the terms, unless these cancel almost wholly.
 */
export function neumaierTotal(values: readonly number[]): number {
  const running = { sum: 0, lost: 0 };
  for (const value of values) neumaierStep(running, value);
  return running.sum + running.lost;
}
