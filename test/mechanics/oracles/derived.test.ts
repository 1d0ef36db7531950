import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { oracleTerms } from "../../../src/mechanics/oracles/index.js";
import { discountedUsd } from "../../../src/mechanics/oracles/pt-discount.js";
import type { Observation } from "../../../src/mechanics/oracles/rule.js";
import { worstOfTwo } from "../../../src/mechanics/oracles/worst-of-two.js";
import type { Literal, Oracle } from "../../../src/model/scenario.js";
import type { Arithmetic } from "../../../src/numbers/arithmetic.js";
import { decimal } from "../../../src/numbers/decimal.js";
import { float } from "../../../src/numbers/float.js";

const literal = (value: number | string): Literal => String(value) as Literal;
const named = { id: "oracle", asset: "A" };
const YEAR = 31_536_000;

type Seen = Partial<Record<Exclude<keyof Observation<number>, "readUsd">, number>> & { readonly readUsd?: number[] };

/** What an oracle says at every moment; what a moment leaves out is 0, and the price before is the price held. */
function says<N>(n: Arithmetic<N>, oracle: Oracle, moments: readonly Seen[]): readonly number[] {
  const terms = oracleTerms(n, oracle);
  let state: readonly N[] | undefined;
  return moments.map((moment, i) => {
    const number = (value: number | undefined): N => n.fromNumber(value ?? 0);
    const seen: Observation<N> = {
      marketUsd: number(moment.marketUsd),
      heldUsd: number(moment.heldUsd ?? moments[i - 1]?.marketUsd),
      elapsedSeconds: number(moment.elapsedSeconds),
      clockSeconds: number(moment.clockSeconds),
      underlyingUsd: number(moment.underlyingUsd),
      navUsd: number(moment.navUsd),
      readUsd: (moment.readUsd ?? []).map((price) => n.fromNumber(price)),
    };
    state = state === undefined ? terms.opening(seen) : terms.step(state, seen);
    return n.toNumber(terms.priceUsd(state));
  });
}

const every = (elapsedSeconds: number, ...prices: readonly number[]): readonly Seen[] =>
  prices.map((marketUsd, i) => ({ marketUsd, elapsedSeconds: i < 2 ? 0 : elapsedSeconds }));

describe.each([float, decimal] as readonly Arithmetic<unknown>[])(
  "oracles of oracles and of the calendar in $name",
  (n) => {
    describe("a feed delayed by an hour", () => {
      const osm: Oracle = { ...named, kind: "delayed", hopSeconds: literal(3600) };

      test("brings the crash of round 0 into force two hours later, as it was read one hour later", () => {
        // Opening, round 0, 1, 2, 3: 100 falls to 60 in round 0, to 55 in round 1.
        expect(says(n, osm, every(3600, 100, 60, 55, 55, 70))).toEqual([100, 100, 100, 55, 55]);
      });

      test("is poked six times a round of six hours: in force is what stood an hour before", () => {
        expect(says(n, osm, every(21_600, 100, 60, 50, 40))).toEqual([100, 100, 60, 50]);
      });

      test("waits for the whole hour in rounds of 50 minutes, and reads what stood when it was full", () => {
        // Pokes at 60, 120, 180 and 240 minutes, in rounds that begin at 50, 100, …, 250: they read 90, 80, 70 and 60.
        expect(says(n, osm, every(3000, 100, 100, 90, 80, 70, 60, 50))).toEqual([100, 100, 100, 100, 90, 80, 70]);
      });
    });

    test("a ratio of 1.25 is cut to 1.15 × (1 + 9.68 % × 180/365) = 1.2049, and to more as days go by", () => {
      const oracle: Oracle = {
        ...{ ...named, kind: "capped-ratio", underlying: "ETH", rate: literal("1.25"), snapshotRatio: literal("1.15") },
        ...{ snapshotAgeSeconds: literal(180 * 86_400), yearlyGrowth: literal("0.0968") },
      };
      const said = says(n, oracle, [{ underlyingUsd: 2000 }, { underlyingUsd: 2000, clockSeconds: YEAR }]);
      expect(said[0]).toBeCloseTo(2409.795068493151, 10);
      // 545 days: the cap is 1.15 × (1 + 0.0968 × 545/365) = 1.3162, above the ratio.
      expect(said[1]).toBe(2500);
    });

    test("a ratio below its cap is passed on, and so is a net asset value that falls", () => {
      const oracle: Oracle = {
        ...{ ...named, kind: "capped-ratio", underlying: "USD", snapshotRatio: literal("1.1") },
        ...{ snapshotAgeSeconds: literal(0), yearlyGrowth: literal("0.1") },
      };
      const moments = [1.1, 5, 0.3].map((navUsd) => ({ navUsd, underlyingUsd: 1 }));
      expect(says(n, oracle, moments)).toEqual([1.1, 1.1, 0.3]);
    });

    test("the lower of two, at any distance without a threshold, and within it with one", () => {
      const pairs = [
        { readUsd: [2380, 2400] },
        { readUsd: [2410, 2400] },
        { readUsd: [2448, 2400] },
        { readUsd: [2500, 2400] },
        { readUsd: [2000, 2400] },
      ];
      const oracle: Oracle = { ...named, kind: "worst-of-two", first: "market", second: "rate" };
      expect(says(n, oracle, pairs)).toEqual([2380, 2400, 2400, 2400, 2000]);
      // 2 % of 2,400 are 48: at 2,448 they are still close, at 2,500 the market counts.
      expect(says(n, { ...oracle, threshold: literal("0.02") }, pairs)).toEqual([2380, 2400, 2400, 2500, 2000]);
    });

    test("from 2,000 a reading within 120 s is kept within 1,600 and 2,500; the next starts from there", () => {
      const oracle: Oracle = { ...named, kind: "limited", maxFactor: literal("1.25"), windowSeconds: literal(120) };
      expect(says(n, oracle, every(12, 2000, 1200, 1200, 1200, 3000))).toEqual([2000, 1600, 1280, 1200, 1500]);
      expect(says(n, oracle, every(120, 2000, 2000, 1200, 3000))).toEqual([2000, 2000, 1200, 3000]);
    });

    test("half a year before maturity at 10 % a year a principal token is worth 95 % of its underlying, afterwards all of it", () => {
      const oracle: Oracle = {
        ...{ ...named, kind: "pt-discount", underlying: "USDe" },
        ...{ yearlyDiscount: literal("0.1"), maturitySeconds: literal(YEAR / 2) },
      };
      const moments = [0, YEAR / 4, YEAR / 2, YEAR].map((clockSeconds) => ({ clockSeconds, underlyingUsd: 2 }));
      [1.9, 1.95, 2, 2].forEach((price, i) => {
        expect(says(n, oracle, moments)[i]).toBeCloseTo(price, 14);
      });
    });

    test("at the 7.5124 % a year that Aave set for PT-sUSDe 31JUL2025, 94 days before maturity, 1 USD is 0.98065", () => {
      const maturing = {
        underlyingUsd: n.one,
        yearlyDiscount: n.parse("0.075124"),
        secondsToMaturity: n.parse("8121600"),
      };
      expect(n.toNumber(discountedUsd(n, maturing))).toBeCloseTo(1 - (0.075124 * 94) / 365, 14);
    });
  },
);

test("a limit never lets a price move by more than its factor, and what is said lies between old and new", () => {
  const price = fc.double({ min: 1, max: 1e4, noNaN: true });
  const oracle: Oracle = { ...named, kind: "limited", maxFactor: literal("1.25"), windowSeconds: literal(120) };
  fc.assert(
    fc.property(price, price, (before, after) => {
      const said = says(float, oracle, every(12, before, after))[1] ?? 0;
      expect(said / before).toBeLessThanOrEqual(1.25 * (1 + 1e-15));
      expect(before / said).toBeLessThanOrEqual(1.25 * (1 + 1e-15));
      expect((said - before) * (after - said)).toBeGreaterThanOrEqual(-1e-9);
    }),
  );
});

test("the worst of two is never above the first", () => {
  const price = fc.double({ min: 0, max: 1e4, noNaN: true });
  fc.assert(
    fc.property(price, price, fc.option(fc.double({ min: 0, max: 0.5, noNaN: true })), (firstUsd, secondUsd, limit) => {
      const threshold = limit === null ? {} : { threshold: limit };
      expect(worstOfTwo(float, { firstUsd, secondUsd, ...threshold })).toBeLessThanOrEqual(firstUsd);
    }),
  );
});
