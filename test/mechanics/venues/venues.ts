import fc from "fast-check";
import type { Literal, Venue } from "../../../src/model/scenario.js";

const literal = (value: number | string): Literal => String(value) as Literal;
const base = { id: "venue", arbitragePerRound: literal(0) };

/** Venues with round numbers, for hand-worked tests and laws. */
export const constantProductPool = (x: number | string, y: number | string, fee: number | string = 0): Venue => ({
  ...base,
  kind: "constant-product",
  balances: [
    { asset: "A", units: literal(x) },
    { asset: "B", units: literal(y) },
  ],
  fee: literal(fee),
});

export const stablePool = (
  units: readonly (number | string)[],
  amplification: number | string,
  fee: number | string = 0,
): Venue => ({
  ...base,
  kind: "stableswap",
  balances: units.map((each, place) => ({ asset: `A${place}`, units: literal(each) })),
  amplification: literal(amplification),
  fee: literal(fee),
});

export const weightedPool = (
  units: readonly (number | string)[],
  weights: readonly (number | string)[],
  fee: number | string = 0,
): Venue => ({
  ...base,
  kind: "weighted",
  balances: units.map((each, place) => ({ asset: `A${place}`, units: literal(each) })),
  weights: weights.map((each, place) => ({ asset: `A${place}`, weight: literal(each) })),
  fee: literal(fee),
});

export const rangePool = (
  price: number | string,
  ranges: readonly (readonly [lower: number | string, upper: number | string, liquidity: number | string])[],
  fee: number | string = 0,
): Venue => ({
  ...base,
  kind: "uniswap-v3",
  asset: "A",
  quote: "B",
  price: literal(price),
  ranges: ranges.map(([lower, upper, liquidity]) => ({
    lower: literal(lower),
    upper: literal(upper),
    liquidity: literal(liquidity),
  })),
  fee: literal(fee),
});

type Levels = readonly (readonly [price: number | string, units: number | string])[];

export const book = (bids: Levels, asks: Levels = []): Venue => {
  const levels = (each: Levels) => each.map(([price, units]) => ({ price: literal(price), units: literal(units) }));
  return { ...base, kind: "order-book", asset: "A", quote: "B", bids: levels(bids), asks: levels(asks) };
};

export const quotes = (points: readonly (readonly [number, number])[]): Venue => ({
  ...base,
  kind: "depth-curve",
  asset: "A",
  quote: "B",
  points: points.map(([units, impact]) => ({ units: literal(units), impact: literal(impact) })),
});

export const exchange = (prefactor: number, volatility: number, volume: number, exponent: number): Venue => ({
  ...base,
  kind: "power-law",
  asset: "A",
  quote: "B",
  prefactor: literal(prefactor),
  dailyVolatility: literal(volatility),
  dailyVolumeUnits: literal(volume),
  exponent: literal(exponent),
});

const between = (min: number, max: number): fc.Arbitrary<number> =>
  fc.double({ min, max, noNaN: true, noDefaultInfinity: true });

const fees = fc.constantFrom(0, 0.0004, 0.003);

export const anyConstantProduct: fc.Arbitrary<Venue> = fc
  .tuple(between(10, 1e6), between(10, 1e6), fees)
  .map(([x, y, fee]) => constantProductPool(x, y, fee));

export const anyStablePool: fc.Arbitrary<Venue> = fc
  .tuple(fc.array(between(1e4, 1e6), { minLength: 2, maxLength: 4 }), between(2, 2000), fees)
  .map(([units, amplification, fee]) => stablePool(units, amplification, fee));

export const anyWeighted: fc.Arbitrary<Venue> = fc
  .tuple(fc.array(fc.tuple(between(10, 1e6), between(1, 50)), { minLength: 2, maxLength: 4 }), fees)
  .map(([tokens, fee]) =>
    weightedPool(
      tokens.map(([units]) => units),
      tokens.map(([, weight]) => weight),
      fee,
    ),
  );

/** One range so wide that no trade of a test leaves it, and up to three narrow ones that overlap as they like. */
export const anyRangePool: fc.Arbitrary<Venue> = fc
  .tuple(
    between(0.2, 5),
    between(10, 1e5),
    fc.array(fc.tuple(between(0.1, 10), between(1.001, 3), between(1, 1e6)), { maxLength: 3 }),
    fees,
  )
  .map(([price, liquidity, narrow, fee]) =>
    rangePool(
      price,
      [["1e-12", "1e12", liquidity], ...narrow.map(([lower, ratio, deep]) => [lower, lower * ratio, deep] as const)],
      fee,
    ),
  );

/** Two or more bids under 1, as many asks above it. */
export const anyBook: fc.Arbitrary<Venue> = fc
  .array(fc.tuple(between(0.001, 0.2), between(1, 1e4)), { minLength: 2, maxLength: 6 })
  .map((levels) =>
    book(
      levels.map(([gap, units]) => [1 - gap, units]),
      levels.map(([gap, units]) => [1 + gap, units]),
    ),
  );

/** Quotes of which a larger sale always fetches more: the average impact bends upwards and stays under 45 %. */
export const anyDepthCurve: fc.Arbitrary<Venue> = fc
  .array(fc.tuple(between(10, 1e4), between(0.001, 0.01)), { minLength: 1, maxLength: 4 })
  .map((steps) => {
    const points: (readonly [number, number])[] = [];
    let [units, impact, slope] = [0, 0, 0];
    for (const [width, bend] of steps) {
      slope += bend / width;
      units += width;
      impact += slope * width;
      points.push([units, impact]);
    }
    const scale = Math.min(1, 0.45 / impact);
    return quotes(points.map(([size, fall]) => [size, fall * scale]));
  });

export const anyPowerLaw: fc.Arbitrary<Venue> = fc
  .tuple(between(0.1, 2), between(0.01, 0.2), between(1e3, 1e6), between(0.4, 1))
  .map(([prefactor, volatility, volume, exponent]) => exchange(prefactor, volatility, volume, exponent));

export const anyPool = fc.oneof(anyConstantProduct, anyWeighted, anyStablePool, anyRangePool);

/** Venues where buying starts at the price at which selling ends. */
export const anyVenue = fc.oneof(anyPool, anyDepthCurve, anyPowerLaw);
