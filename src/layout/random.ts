/**
 * A repeatable source of numbers in [0, 1) for the force layout: the 32-bit linear congruential generator
 * x ← 1664525 x + 1013904223 mod 2³². Source: W. Press et al., Numerical Recipes, 3rd ed. (2007), section 7.1.
 */
export function linearCongruential(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    return state / 0x100000000;
  };
}
