import fc from "fast-check";
import { expect, test } from "vitest";
import type { Arithmetic } from "../../src/numbers/arithmetic.js";
import { addTo, noTerms, totalOf } from "../../src/numbers/chunks.js";
import { decimal } from "../../src/numbers/decimal.js";
import { float } from "../../src/numbers/float.js";

/** What a long sum is said to be: the total of the totals of every 1,024 terms. */
function byLists<N>(n: Arithmetic<N>, terms: readonly N[]): N {
  const chunks = Array.from({ length: Math.ceil(terms.length / 1024) }, (_, i) =>
    terms.slice(1024 * i, 1024 * (i + 1)),
  );
  return n.total(chunks.map((chunk) => n.total(chunk)));
}

function oneByOne<N>(n: Arithmetic<N>, terms: readonly N[]): N {
  const sum = noTerms(n);
  for (const term of terms) addTo(n, sum, term);
  return totalOf(n, sum);
}

test("a long sum has the bits of the totals of its chunks, however many", () =>
  fc.assert(
    fc.property(fc.constantFrom(0, 1, 1023, 1024, 1025, 2048, 5000), fc.double({ min: 1e-9, max: 1e9 }), (count, x) => {
      const terms = Array.from({ length: count }, (_, i) => (i % 3 === 0 ? -x : x) / (i + 1) + 1e16 * (i % 2));
      expect(oneByOne(float, terms)).toBe(byLists(float, terms));
    }),
    { numRuns: 30 },
  ));

test("and in decimals", () => {
  const terms = Array.from({ length: 1500 }, (_, i) => decimal.parse(`${i}e-${i % 40}`));
  expect(oneByOne(decimal, terms).toString()).toBe(byLists(decimal, terms).toString());
});
