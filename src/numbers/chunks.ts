import { type Arithmetic, type Running, running, totalOfRunning } from "./arithmetic.js";

/** A long sum: totals of the chunks that are full, and the sum of the one under way. */
export interface Chunks<N> {
  readonly totals: N[];
  readonly latest: Running<N>;
  /** Terms in the chunk under way. */
  terms: number;
}

const CHUNK = 1024;

/** A long sum of nothing yet. */
export const noTerms = <N>(n: Arithmetic<N>): Chunks<N> => ({ totals: [], latest: running(n), terms: 0 });

/** Takes one more term into a long sum. */
export function addTo<N>(n: Arithmetic<N>, chunks: Chunks<N>, value: N): void {
  const { totals, latest } = chunks;
  n.accumulate(latest, value);
  chunks.terms += 1;
  if (chunks.terms < CHUNK) return;
  totals.push(totalOfRunning(n, latest));
  chunks.terms = 0;
  latest.sum = n.zero;
  latest.lost = n.zero;
}

/** The sum: the compensated total of its chunks' compensated totals. */
export const totalOf = <N>(n: Arithmetic<N>, { totals, latest }: Chunks<N>): N =>
  n.total([...totals, totalOfRunning(n, latest)]);
