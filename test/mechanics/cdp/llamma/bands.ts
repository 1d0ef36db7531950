import fc from "fast-check";
import { type Bands, tradeToPrice } from "../../../../src/mechanics/cdp/llamma/amm.js";
import { float } from "../../../../src/numbers/float.js";

export const grid = { amplification: 100, basePrice: 2000 };
export const free = { fee: 0, adminShare: 0 };
export const toll = { fee: 0.006, adminShare: 0.5 };

export const collateralBands = (first: number, units: readonly number[]): Bands<number> => ({
  grid,
  first,
  held: units.map((collateral) => ({ stable: 0, collateral })),
});

/** Bands that have been traded to the oracle's price, as a market's bands are: one of them holds both tokens at most. */
export const someBands = fc
  .record({
    units: fc.array(fc.double({ min: 0.1, max: 10, noNaN: true }), { minLength: 1, maxLength: 12 }),
    oraclePrice: fc.double({ min: 1750, max: 2050, noNaN: true }),
  })
  .map(({ units, oraclePrice }) => {
    const goal = { direction: "buy-collateral", price: oraclePrice, oraclePrice } as const;
    return { bands: tradeToPrice(float, collateralBands(0, units), goal, free).after, oraclePrice };
  });
