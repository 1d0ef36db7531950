import type { Arithmetic } from "../../../src/numbers/arithmetic.js";

/** 10^decimals: how many of a token's smallest unit make one. */
export const unitOf = <N>(n: Arithmetic<N>, decimals: number): N => n.parse(`1e${decimals}`);

/** An amount in tokens as a whole number of smallest units, to the nearest. */
export const toRaw = <N>(n: Arithmetic<N>, amount: N, unit: N): N =>
  n.floor(n.add(n.mul(amount, unit), n.parse("0.5")));
