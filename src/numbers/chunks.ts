import type { Arithmetic } from "./arithmetic.js";

/** Terms of a long sum, of which at most a chunk is kept. */
export interface Chunks<N> {
  readonly pending: N[];
  readonly totals: N[];
}

const CHUNK = 1024;

/** Takes one more term into a long sum. */
export function addTo<N>(n: Arithmetic<N>, { pending, totals }: Chunks<N>, value: N): void {
  pending.push(value);
  if (pending.length < CHUNK) return;
  totals.push(n.total(pending));
  pending.length = 0;
}

/** The sum: the compensated total of its chunks' compensated totals. */
export const totalOf = <N>(n: Arithmetic<N>, { pending, totals }: Chunks<N>): N =>
  n.total([...totals, n.total(pending)]);
