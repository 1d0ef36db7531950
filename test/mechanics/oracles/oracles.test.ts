import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { oracleTerms } from "../../../src/mechanics/oracles/index.js";
import type { Observation } from "../../../src/mechanics/oracles/rule.js";
import { cumulativePrice, meanPrice } from "../../../src/mechanics/oracles/twap.js";
import type { Literal, Oracle } from "../../../src/model/scenario.js";
import type { Arithmetic } from "../../../src/numbers/arithmetic.js";
import { decimal } from "../../../src/numbers/decimal.js";
import { float } from "../../../src/numbers/float.js";

const literal = (value: number | string): Literal => String(value) as Literal;
const named = { id: "oracle", asset: "A" };

/** What the market did: a price now, and how long the price before it stood. */
interface Moment {
  readonly seconds: number;
  readonly marketUsd: number;
  readonly underlyingUsd?: number;
  readonly navUsd?: number;
  readonly readUsd?: readonly number[];
}

/** What the oracle says at every moment. */
function reports<N>(n: Arithmetic<N>, oracle: Oracle, moments: readonly Moment[]): readonly number[] {
  const terms = oracleTerms(n, oracle);
  let state: readonly N[] | undefined;
  let heldUsd: number | undefined;
  let clockSeconds = 0;
  return moments.map(({ seconds, marketUsd, underlyingUsd, navUsd, readUsd }) => {
    clockSeconds += seconds;
    const seen: Observation<N> = {
      marketUsd: n.fromNumber(marketUsd),
      heldUsd: n.fromNumber(heldUsd ?? marketUsd),
      elapsedSeconds: n.fromNumber(seconds),
      clockSeconds: n.fromNumber(clockSeconds),
      readUsd: (readUsd ?? []).map((price) => n.fromNumber(price)),
      underlyingUsd: n.fromNumber(underlyingUsd ?? marketUsd),
      navUsd: n.fromNumber(navUsd ?? marketUsd),
    };
    state = state === undefined ? terms.opening(seen) : terms.step(state, seen);
    heldUsd = marketUsd;
    return n.toNumber(terms.priceUsd(state));
  });
}

const hours = (...prices: readonly number[]): readonly Moment[] =>
  prices.map((marketUsd, i) => ({ marketUsd, seconds: i === 0 ? 0 : 3600 }));

describe.each([float, decimal] as readonly Arithmetic<unknown>[])("oracles in $name", (n) => {
  test("spot says what the market says", () => {
    expect(reports(n, { ...named, kind: "spot" }, hours(10, 7, 8))).toEqual([10, 7, 8]);
  });

  test("a fixed oracle says 1.27 while the market falls to 0.24", () => {
    const oracle: Oracle = { ...named, kind: "fixed", priceUsd: literal("1.27") };
    expect(reports(n, oracle, hours(1.27, 0.9, 0.24))).toEqual([1.27, 1.27, 1.27]);
  });

  test("an exchange rate follows the underlying and not the market: 1.2 × 2000 at a discount of 7 %", () => {
    const oracle: Oracle = { ...named, kind: "exchange-rate", underlying: "ETH", rate: literal("1.2") };
    const moments = [
      { seconds: 0, marketUsd: 2400, underlyingUsd: 2000 },
      { seconds: 60, marketUsd: 2232, underlyingUsd: 2000 },
      { seconds: 60, marketUsd: 2232, underlyingUsd: 1500 },
    ];
    expect(reports(n, oracle, moments)).toEqual([2400, 2400, 1800]);
  });

  test("without a rate it is the issuer's net asset value", () => {
    const oracle: Oracle = { ...named, kind: "exchange-rate", underlying: "USD" };
    const moments = [
      { seconds: 0, marketUsd: 1, navUsd: 1 },
      { seconds: 60, marketUsd: 0.2, navUsd: 0.95 },
    ];
    expect(reports(n, oracle, moments)).toEqual([1, 0.95]);
  });

  test("a time-weighted average moves only as time goes by, over the last window", () => {
    const oracle: Oracle = { ...named, kind: "twap", windowSeconds: literal(7200) };
    // The fall to 40 is not seen at once; after an hour half the window is at 40, after two hours all of it.
    expect(reports(n, oracle, hours(100, 40, 40, 40, 90, 90))).toEqual([100, 100, 70, 40, 40, 65]);
  });

  test("a window longer than the run starts from a price that has stood for ever; one shorter than a step sees the last", () => {
    const long: Oracle = { ...named, kind: "twap", windowSeconds: literal(36000) };
    expect(reports(n, long, hours(100, 50, 0, 0))[3]).toBeCloseTo(85, 10);
    const short: Oracle = { ...named, kind: "twap", windowSeconds: literal(600) };
    expect(reports(n, short, hours(100, 50, 20, 30))).toEqual([100, 100, 50, 20]);
  });

  test("Uniswap v2's own example: 10 s at 1, 10 s at 3 for token 0 in token 1", () => {
    const spans = [1, 3].map((price) => ({ price: n.fromNumber(price), seconds: n.fromNumber(10) }));
    expect(n.toNumber(cumulativePrice(n, spans))).toBe(40);
    expect(n.toNumber(meanPrice(n, spans))).toBe(2);
  });

  test("a geometric average of 100 and 1 for half the window each is 10, and of a price that was 0 it is 0", () => {
    const oracle: Oracle = { ...named, kind: "twap", windowSeconds: literal(7200), mean: "geometric" };
    const said = reports(n, oracle, hours(100, 1, 1, 0, 0));
    [100, 100, 10, 1, 0].forEach((price, i) => {
      expect(said[i]).toBeCloseTo(price, 12);
    });
  });

  test("an exponential average keeps e^(−Δt/T) of what it was: 866 s at 0.9 with T = 866 s", () => {
    const oracle: Oracle = { ...named, kind: "ema", timeConstantSeconds: literal(866) };
    const fall = [
      { seconds: 0, marketUsd: 1 },
      { seconds: 0, marketUsd: 0.9 },
      { seconds: 866, marketUsd: 0.5 },
    ];
    expect(reports(n, oracle, fall)[1]).toBe(1);
    expect(reports(n, oracle, fall)[2]).toBeCloseTo(0.9 + 0.1 * Math.exp(-1), 14);
  });

  describe("a push feed of 0.5 % and 3600 s", () => {
    const feed: Oracle = {
      ...named,
      kind: "deviation-heartbeat",
      deviation: literal("0.005"),
      heartbeatSeconds: literal(3600),
    };
    const path = (...points: readonly (readonly [number, number])[]): readonly Moment[] =>
      points.map(([seconds, marketUsd]) => ({ seconds, marketUsd }));

    test("moves by its threshold exactly, up or down, and not before", () => {
      expect(reports(n, feed, path([0, 2000], [600, 1991], [600, 1990], [600, 1998]))).toEqual([
        2000, 2000, 1990, 1990,
      ]);
      expect(reports(n, feed, path([0, 2000], [600, 2009.9], [600, 2010]))).toEqual([2000, 2000, 2010]);
    });

    test("reports when it is old, and its age starts anew", () => {
      const quiet = path([0, 2000], [3599, 1999], [1, 1999], [3599, 1998], [1, 1997]);
      expect(reports(n, feed, quiet)).toEqual([2000, 2000, 1999, 1999, 1997]);
    });

    test("lags by less than its threshold", () => {
      fc.assert(
        fc.property(fc.array(fc.double({ min: 1, max: 1e4, noNaN: true }), { minLength: 1 }), (prices) => {
          const said = reports(
            float,
            feed,
            hours(...prices).map((moment) => ({ ...moment, seconds: 60 })),
          );
          prices.forEach((price, i) => {
            const reported = said[i] ?? 0;
            expect(Math.abs(price / reported - 1)).toBeLessThan(0.005);
          });
        }),
      );
    });
  });
});

test("an average of prices lies between them, and a feed that never moves is averaged to itself", () => {
  const oracles: readonly Oracle[] = [
    { ...named, kind: "twap", windowSeconds: literal(5000) },
    { ...named, kind: "ema", timeConstantSeconds: literal(5000) },
  ];
  const prices = fc.array(fc.double({ min: 1, max: 1e4, noNaN: true }), { minLength: 2, maxLength: 12 });
  fc.assert(
    fc.property(fc.constantFrom(...oracles), prices, (oracle, path) => {
      for (const said of reports(float, oracle, hours(...path))) {
        expect(said).toBeGreaterThanOrEqual(Math.min(...path) * (1 - 1e-12));
        expect(said).toBeLessThanOrEqual(Math.max(...path) * (1 + 1e-12));
      }
      const still = reports(float, oracle, hours(7, 7, 7, 7));
      for (const said of still) expect(said).toBeCloseTo(7, 12);
    }),
  );
});

test("float and decimal agree on every kind", () => {
  const oracles: readonly Oracle[] = [
    { ...named, kind: "twap", windowSeconds: literal(5000) },
    { ...named, kind: "ema", timeConstantSeconds: literal(866) },
    { ...named, kind: "deviation-heartbeat", deviation: literal("0.01"), heartbeatSeconds: literal(86400) },
    { ...named, kind: "twap", windowSeconds: literal(5000), mean: "geometric" },
    { ...named, kind: "delayed", hopSeconds: literal(1000) },
    { ...named, kind: "limited", maxFactor: literal("1.1"), windowSeconds: literal(4000) },
    {
      ...{ ...named, kind: "capped-ratio", underlying: "A", rate: literal("1.3") },
      ...{ snapshotRatio: literal("1.25"), snapshotAgeSeconds: literal(86400), yearlyGrowth: literal(90) },
    },
    {
      ...{ ...named, kind: "pt-discount", underlying: "A" },
      ...{ yearlyDiscount: literal("0.0553"), maturitySeconds: literal(20000) },
    },
  ];
  const path = hours(100, 99.3, 98.2, 60, 61.7, 30, 30.1, 30.2);
  for (const oracle of oracles) {
    const exact = reports(decimal, oracle, path);
    reports(float, oracle, path).forEach((price, i) => {
      expect(Math.abs(price / (exact[i] ?? 0) - 1)).toBeLessThan(1e-14);
    });
  }
});
