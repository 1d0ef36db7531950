import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gmxDeleveraging, gmxMargin } from "../../../src/mechanics/perps/gmx.js";
import {
  backstopEquityUsd,
  hyperliquidLiquidationPriceUsd,
  liquidationStage,
  maintenanceFraction,
  marketOrderSize,
} from "../../../src/mechanics/perps/hyperliquid.js";
import { decimal } from "../../../src/numbers/decimal.js";
import { float } from "../../../src/numbers/float.js";

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });

describe("Hyperliquid", () => {
  // Long 5 at 2,000 with 1,000 of margin and l = 2 %: equity 1,000 − 5(2,000 − p) = 0.02·5·p at p = 9,000/4.9.
  const long = { side: 1, size: 5, priceUsd: 2000, isolatedMarginUsd: 1000, maxLeverage: 25 };

  test("by hand, long and short", () => {
    expect(hyperliquidLiquidationPriceUsd(float, long)).toBeCloseTo(9000 / 4.9, 10);
    expect(hyperliquidLiquidationPriceUsd(float, { ...long, side: -1 })).toBeCloseTo(11_000 / 5.1, 10);
    expect(backstopEquityUsd(float, 0.02, 5, 1800)).toBeCloseTo(120, 12);
  });

  test("at the liquidation price equity is maintenance", () => {
    const sides = fc.constantFrom(1, -1);
    fc.assert(
      fc.property(sides, between(0.1, 100), between(1, 1e5), between(3, 50), between(0.05, 0.9), (...inputs) => {
        const [side, size, priceUsd, maxLeverage, share] = inputs;
        const isolatedMarginUsd = share * size * priceUsd;
        const price = hyperliquidLiquidationPriceUsd(float, { side, size, priceUsd, maxLeverage, isolatedMarginUsd });
        const equity = isolatedMarginUsd + side * size * (price - priceUsd);
        const maintenance = maintenanceFraction(float, maxLeverage) * size * price;
        expect(Math.abs(equity - maintenance)).toBeLessThan(1e-11 * size * priceUsd);
      }),
    );
  });

  test("first the book, under two thirds of maintenance the vault; equality counts as the milder", () => {
    const stage = (equity: string) => liquidationStage(decimal, decimal.parse(equity), decimal.parse("150"));
    expect([stage("150"), stage("149.99"), stage("100"), stage("99.99"), stage("-5")]).toEqual([
      ...["healthy", "order-book", "order-book", "liquidator-vault", "liquidator-vault"],
    ]);
  });

  test("sends a fifth of more than 100,000 USD, then within 30 seconds the rest", () => {
    expect(marketOrderSize(float, 100, 2000, undefined)).toBe(20);
    expect(marketOrderSize(float, 80, 2000, 10)).toBe(80);
    expect(marketOrderSize(float, 80, 2000, 30)).toBe(16);
    expect(marketOrderSize(float, 50, 2000, undefined)).toBe(50);
  });
});

describe("GMX", () => {
  const position = {
    ...{ isLong: true, sizeUsd: 50_000, entryPriceUsd: 2000, collateralUsd: 1000 },
    ...{ closingFeesUsd: 35, priceImpactUsd: -60 },
  };
  const terms = { minCollateralFactor: 0.01, maxNegativeImpactFactor: 0.005, minCollateralUsd: 1 };

  test("liquidates under the required collateral, not at it", () => {
    // 25 tokens: at 1,983.8 the loss is 405 and 1,000 − 405 − 60 − 35 = 500 remain, which are required.
    expect(gmxMargin(float, position, terms, 1985)).toMatchObject({ pnlUsd: -375, remainingCollateralUsd: 530 });
    expect(gmxMargin(float, position, terms, 1985).liquidationPriceUsd).toBeCloseTo(1983.8, 10);
    const exact = (price: string) => {
      const read = (value: number) => decimal.fromNumber(value);
      const inDecimal = {
        ...{ isLong: true, sizeUsd: read(50_000), entryPriceUsd: read(2000), collateralUsd: read(1000) },
        ...{ closingFeesUsd: read(35), priceImpactUsd: read(-60) },
      };
      const limits = {
        minCollateralFactor: read(0.01),
        maxNegativeImpactFactor: read(0.005),
        minCollateralUsd: read(1),
      };
      return gmxMargin(decimal, inDecimal, limits, decimal.parse(price)).liquidatable;
    };
    expect([exact("1983.8"), exact("1983.79999999999999999999")]).toEqual([false, true]);
  });

  test("counts no favourable impact and an unfavourable one only up to its cap", () => {
    const remaining = (priceImpactUsd: number) =>
      gmxMargin(float, { ...position, priceImpactUsd }, terms, 2000).remainingCollateralUsd;
    expect([remaining(500), remaining(0), remaining(-250), remaining(-900)]).toEqual([965, 965, 715, 715]);
  });

  test("a short is liquidated above its entry, and what is left at most 0 always", () => {
    const short = { ...position, isLong: false };
    expect(gmxMargin(float, short, terms, 2000).liquidationPriceUsd).toBeCloseTo(2016.2, 10);
    expect(gmxMargin(float, short, terms, 2017).liquidatable).toBe(true);
    const free = { ...terms, minCollateralFactor: 0, minCollateralUsd: 0 };
    const spent = { ...position, closingFeesUsd: 0, priceImpactUsd: 0 };
    expect(gmxMargin(float, spent, free, 1960)).toMatchObject({ remainingCollateralUsd: 0, liquidatable: true });
  });

  test("pays profits out until pnl over pool is the minimum, once it is over the maximum", () => {
    fc.assert(
      fc.property(
        between(1, 1e8),
        between(1, 1e8),
        between(0.01, 0.8),
        between(0.01, 0.15),
        (pnl, pool, after, gap) => {
          const maximum = after + gap;
          const { allowed, maxPnlToRealiseUsd: paid } = gmxDeleveraging(float, {
            ...{ pnlUsd: pnl, poolUsd: pool, maxPnlFactorForAdl: maximum, minPnlFactorAfterAdl: after },
          });
          expect(allowed).toBe(pnl / pool > maximum);
          if (!allowed) expect(paid).toBe(0);
          else expect(pnl - paid - after * (pool - paid)).toBeCloseTo(0, 5);
        },
      ),
    );
  });
});
