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

export const anyVenue = fc.oneof(anyConstantProduct, anyStablePool, anyDepthCurve, anyPowerLaw);
