import { describe, expect, test } from "vitest";
import { fallingRoot } from "../../../src/mechanics/venues/root.js";
import type { Arithmetic } from "../../../src/numbers/arithmetic.js";
import { decimal } from "../../../src/numbers/decimal.js";
import { float } from "../../../src/numbers/float.js";

describe.each([float, decimal] as readonly Arithmetic<unknown>[])("root of a falling function in $name", (n) => {
  const two = n.parse("2");

  test("√2 to the last digits, in few evaluations", () => {
    let evaluations = 0;
    const { low, high } = fallingRoot(
      n,
      (x) => {
        evaluations += 1;
        return n.sub(two, n.mul(x, x));
      },
      n.zero,
      two,
    );
    const miss = n.div(n.sub(low, n.sqrt(two)), n.precision);
    expect(Math.abs(n.toNumber(miss))).toBeLessThan(10);
    expect(n.toNumber(n.div(n.sub(high, low), n.precision))).toBeLessThanOrEqual(2);
    expect(evaluations).toBeLessThan(60);
  });

  test("a jump is bracketed: just before it the function is not under zero, just after it is", () => {
    const jump = n.parse("0.3");
    const { low, high } = fallingRoot(n, (x) => (n.less(jump, x) ? n.parse("-5") : n.one), n.zero, n.one);
    expect([n.less(jump, low), n.less(jump, high)]).toEqual([false, true]);
    expect(n.toNumber(high)).toBeCloseTo(0.3, 14);
  });

  test("a root at either end is found at once, and a tiny one keeps its relative accuracy", () => {
    const line = (zero: string) => (x: unknown) => n.sub(n.parse(zero), x);
    expect(n.toNumber(fallingRoot(n, line("1"), n.zero, n.one).high)).toBe(1);
    expect(n.toNumber(fallingRoot(n, line("0"), n.zero, n.one).low)).toBe(0);
    const tiny = n.toNumber(fallingRoot(n, (x) => n.sub(n.parse("1e-30"), n.mul(x, x)), n.zero, n.one).low);
    expect(tiny / 1e-15).toBeCloseTo(1, 12);
  });

  test("an infinite value at the far end does no harm", () => {
    const f = (x: unknown) => n.sub(n.one, n.less(x, n.one) ? n.div(x, n.sub(n.one, x)) : n.parse("Infinity"));
    expect(n.toNumber(fallingRoot(n, f, n.zero, n.one).low)).toBeCloseTo(0.5, 14);
  });
});
