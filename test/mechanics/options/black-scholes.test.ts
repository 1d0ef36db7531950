import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blackScholes, type EuropeanOption } from "../../../src/mechanics/options/black-scholes.js";
import { hedgeUnits } from "../../../src/mechanics/options/hedge.js";
import { decimal } from "../../../src/numbers/decimal.js";
import { float } from "../../../src/numbers/float.js";

const option = (right: "call" | "put", strikeUsd: number, yearsToExpiry: number): EuropeanOption<number> => ({
  ...{ right, strikeUsd, yearsToExpiry },
});
const market = (spotUsd: number, volatility: number, rate = 0, yieldRate = 0) => ({
  ...{ spotUsd, volatility, rate, yieldRate },
});
const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });

describe("Black–Scholes", () => {
  // J. Hull, Options, Futures, and Other Derivatives, chapter on the Black–Scholes–Merton model: S = 42, K = 40, r = 10 %, σ = 20 %,
  // half a year. The call is worth 4.76 and the put 0.81.
  test("the textbook's call and put", () => {
    const terms = market(42, 0.2, 0.1);
    expect(blackScholes(float, option("call", 40, 0.5), terms).valueUsd).toBeCloseTo(4.76, 2);
    expect(blackScholes(float, option("put", 40, 0.5), terms).valueUsd).toBeCloseTo(0.81, 2);
  });

  test("the same to 30 digits in decimal", () => {
    const terms = { spotUsd: "42", volatility: "0.2", rate: "0.1", yieldRate: "0" };
    const read = (literal: string) => decimal.parse(literal);
    const { valueUsd, delta, gamma } = blackScholes(
      decimal,
      { right: "call", strikeUsd: read("40"), yearsToExpiry: read("0.5") },
      {
        ...{ spotUsd: read(terms.spotUsd), volatility: read(terms.volatility) },
        ...{ rate: read(terms.rate), yieldRate: read(terms.yieldRate) },
      },
    );
    // Worked out with mpmath 1.3 at 50 digits.
    expect([valueUsd, delta, gamma].map((each) => each.toPrecision(31))).toEqual([
      "4.759422392871533219600728462611",
      "0.7791312909426689404212238492671",
      "0.04996267040591185565698384872815",
    ]);
  });

  test("at the money without interest: S(2Φ(σ√T/2) − 1)", () => {
    const { valueUsd, delta } = blackScholes(float, option("call", 100, 1), market(100, 0.2));
    expect(valueUsd).toBeCloseTo(100 * (2 * 0.539827837277029 - 1), 11);
    expect(delta).toBeCloseTo(0.539827837277029, 14);
  });

  test("without time, volatility or spot it is worth what exercise would bring", () => {
    expect(blackScholes(float, option("call", 100, 0), market(120, 0.5))).toEqual({ valueUsd: 20, delta: 1, gamma: 0 });
    expect(blackScholes(float, option("put", 100, 0), market(120, 0.5))).toEqual({ valueUsd: 0, delta: 0, gamma: 0 });
    expect(blackScholes(float, option("put", 100, 1), market(90, 0))).toEqual({ valueUsd: 10, delta: -1, gamma: 0 });
    expect(blackScholes(float, option("put", 100, 1), market(0, 0.5))).toEqual({ valueUsd: 100, delta: -1, gamma: 0 });
  });

  test("call − put = S·e^(−qT) − K·e^(−rT); delta and gamma are the slopes of value and delta", () => {
    const inputs = [
      between(50, 200),
      between(50, 200),
      between(0.1, 2),
      between(0.1, 1),
      between(0, 0.1),
      between(0, 0.1),
    ];
    fc.assert(
      fc.property(fc.tuple(...inputs), ([spot = 0, strike = 0, years = 0, volatility = 0, rate = 0, yieldRate = 0]) => {
        const value = (right: "call" | "put", at: number) =>
          blackScholes(float, option(right, strike, years), market(at, volatility, rate, yieldRate));
        const [call, put] = [value("call", spot), value("put", spot)];
        const forward = spot * Math.exp(-yieldRate * years) - strike * Math.exp(-rate * years);
        expect(call.valueUsd - put.valueUsd).toBeCloseTo(forward, 9);
        expect(call.gamma).toBe(put.gamma);
        const [up, down] = [value("put", spot + 1e-3), value("put", spot - 1e-3)];
        expect((up.valueUsd - down.valueUsd) / 2e-3).toBeCloseTo(put.delta, 6);
        expect((up.delta - down.delta) / 2e-3).toBeCloseTo(put.gamma, 6);
      }),
    );
  });
});

describe("a delta hedge", () => {
  test("by hand: 10 calls written at delta 0.6 and 5 puts bought at −0.2 want 7 units; 4 are held", () => {
    const options = [
      { contracts: -10, delta: 0.6 },
      { contracts: 5, delta: -0.2 },
    ];
    expect(hedgeUnits(float, options, 4)).toBeCloseTo(3, 12);
  });

  test("whoever has written options sells about contracts·Γ·ΔS after a fall", () => {
    const hedge = (spot: number) => blackScholes(float, option("call", 100, 0.25), market(spot, 0.8));
    const [before, after] = [hedge(100), hedge(99.9)];
    const held = hedgeUnits(float, [{ contracts: -1000, delta: before.delta }], 0);
    const trade = hedgeUnits(float, [{ contracts: -1000, delta: after.delta }], held);
    expect(trade).toBeLessThan(0);
    expect(trade / (1000 * before.gamma * -0.1)).toBeCloseTo(1, 2);
  });
});
