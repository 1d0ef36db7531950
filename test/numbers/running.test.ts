import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Arithmetic, running, totalOfRunning } from "../../src/numbers/arithmetic.js";
import { decimal } from "../../src/numbers/decimal.js";
import { float } from "../../src/numbers/float.js";

function oneByOne<N>(n: Arithmetic<N>, values: readonly N[]): N {
  const into = running(n);
  for (const value of values) n.accumulate(into, value);
  return totalOfRunning(n, into);
}

const numbers = fc.array(fc.double({ noNaN: true, min: -1e18, max: 1e18 }), { maxLength: 60 });

describe("a sum under way", () => {
  it("keeps what rounding leaves out: 1 + 1e100 − 1e100 is 1", () => {
    expect(oneByOne(float, [1, 1e100, -1e100])).toBe(1);
  });

  it("comes to the total of all that it has taken in, to the last bit", () => {
    fc.assert(fc.property(numbers, (values) => Object.is(oneByOne(float, values) + 0, float.total(values) + 0)));
  });

  it("can be put together with others: the total of all parts is the total of all values", () => {
    fc.assert(
      fc.property(numbers, numbers, (some, more) => {
        const parts = [some, more].flatMap((values) => {
          const into = running(float);
          for (const value of values) float.accumulate(into, value);
          return [into.sum, into.lost];
        });
        expect(float.total(parts)).toBeCloseTo(float.total([...some, ...more]), 6);
      }),
    );
  });

  it("is the plain sum in decimal", () => {
    const values = ["0.1", "0.2", "1e-30", "-0.3"].map(decimal.parse);
    expect(oneByOne(decimal, values).toString()).toBe("1e-30");
  });
});
