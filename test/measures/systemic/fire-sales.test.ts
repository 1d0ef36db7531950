import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deleveragingRounds, marketDepth } from "../../../src/measures/systemic/cont-schaanning.js";
import { fireSaleVulnerability } from "../../../src/measures/systemic/greenwood-landier-thesmar.js";
import { impactFor, leverageFireSale, type SaleBank } from "../../../src/measures/systemic/leverage-fire-sale.js";
import {
  indirectContagion,
  liquidityWeightedOverlap,
} from "../../../src/measures/systemic/liquidity-weighted-overlap.js";
import { fromRows, toRows } from "../../../src/measures/systemic/matrix-algebra.js";
import { overlapCascade } from "../../../src/measures/systemic/overlapping-portfolios.js";
import { column, distance, drawer } from "./random-network.js";

const seeds = fc.nat();
const sum = (values: Iterable<number>): number => Array.from(values).reduce((total, value) => total + value, 0);

function randomPortfolios(seed: number) {
  const draw = drawer(seed, "portfolios");
  const weights = Array.from({ length: 6 }, () => {
    const raw = Array.from({ length: 4 }, () => (draw() < 0.6 ? draw() : 0.01));
    return raw.map((value) => value / sum(raw));
  });
  const assetsUsd = Float64Array.from(weights, () => 50 + 100 * draw());
  return {
    weights: fromRows(weights),
    assetsUsd,
    equityUsd: assetsUsd.map((assets) => assets * (0.03 + 0.2 * draw())),
    priceImpactPerUsd: Float64Array.from({ length: 4 }, () => 0.002 * draw()),
  };
}

describe("Greenwood–Landier–Thesmar", () => {
  test("systemicness adds up to aggregate vulnerability, and so do indirect vulnerabilities weighted by equity", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const portfolios = randomPortfolios(seed);
        const draw = drawer(seed, "shock");
        const shock = Float64Array.from({ length: 4 }, () => -0.2 * draw());
        const found = fireSaleVulnerability(portfolios, shock);
        expect(sum(found.systemicness)).toBeCloseTo(found.aggregateVulnerability, 10);
        const weighted = sum(found.indirectVulnerability.map((value, n) => value * (portfolios.equityUsd[n] ?? 0)));
        expect(weighted / sum(portfolios.equityUsd)).toBeCloseTo(found.aggregateVulnerability, 10);
      }),
    );
  });

  test("is linear in the shock", () => {
    fc.assert(
      fc.property(seeds, fc.double({ min: -2, max: 2, noNaN: true }), (seed, factor) => {
        const portfolios = randomPortfolios(seed);
        const draw = drawer(seed, "shocks");
        const [a, b] = [0, 1].map(() => Float64Array.from({ length: 4 }, () => draw() - 0.5));
        if (a === undefined || b === undefined) throw new Error("two shocks");
        const loss = (shock: Float64Array) => fireSaleVulnerability(portfolios, shock).saleLossUsd;
        const together = loss(a.map((value, k) => value + factor * (b[k] ?? 0)));
        const apart = loss(a).map((value, n) => value + factor * (loss(b)[n] ?? 0));
        expect(distance(together, apart)).toBeLessThan(1e-9);
      }),
    );
  });
});

describe("Cont–Schaanning", () => {
  const two = {
    illiquidUsd: [0, 0],
    capitalUsd: [2, 10],
    price: [1, 1],
    floorPrice: [0.5, 0],
    depthUsd: [400, 1000],
    leverageLimit: 33,
    leverageTarget: 20,
    sellerShare: 0.25,
  };

  test("a loss counts every asset that a holder has, not the one with the holder's number", () => {
    const securitiesUsd = [
      [60, 40],
      [30, 70],
    ];
    const [first, ...rest] = deleveragingRounds({ ...two, securitiesUsd }).rounds;
    // Leverage 50 > 33: sells (100 − 20·2)/100 = 0.6 of 60 and of 40.
    const fall = [0.5 * -Math.expm1(-36 / 200), -Math.expm1(-24 / 1000)];
    expect(first?.soldShare).toEqual([0.6, 0]);
    expect(distance(first?.priceFall ?? [], fall)).toBeLessThan(1e-15);
    const [a = 0, b = 0] = fall;
    expect(distance(first?.lossUsd ?? [], [0.55 * (60 * a + 40 * b), 30 * a + 70 * b])).toBeLessThan(1e-13);
    expect(rest.length).toBeGreaterThan(0);
  });

  test("a price never falls through its floor, and a holder without capital sells everything", () => {
    const securitiesUsd = [
      [6000, 0],
      [5000, 10],
    ];
    const { rounds, convergence } = deleveragingRounds({ ...two, capitalUsd: [-1, 2], securitiesUsd });
    expect(rounds[0]?.soldShare).toEqual([1, (5010 - 40) / 5010]);
    for (const { price } of rounds) expect(price[0]).toBeGreaterThanOrEqual(0.5);
    expect(convergence.residual).toBe(0);
  });

  test("at the limit nobody sells; rounds cut short say what is left", () => {
    const atLimit = {
      ...two,
      capitalUsd: [2, 4],
      securitiesUsd: [
        [66, 0],
        [0, 132],
      ],
    };
    expect(deleveragingRounds(atLimit).rounds).toEqual([]);
    const over = {
      ...two,
      capitalUsd: [2, 4],
      securitiesUsd: [
        [67, 0],
        [0, 132],
      ],
    };
    expect(deleveragingRounds(over).rounds.length).toBeGreaterThan(1);
    expect(deleveragingRounds(over, 1).convergence).toMatchObject({ iterations: 1, residual: expect.any(Number) });
    expect(deleveragingRounds(over, 1).convergence.residual).toBeGreaterThan(0);
  });

  test("depth by hand: 0.4 · 50/0.02 · √20", () => {
    expect(marketDepth(0.4, 50, 0.02, 20)).toBeCloseTo(1000 * Math.sqrt(20), 9);
  });
});

test("overlapping portfolios: a loss equal to capital is a default; an unheld asset keeps its price", () => {
  const shock = { capitalUsd: column([0.5, 0.2]), priceUsd: column([1, 1]), priceFall: column([0.5, 0]), impact: 2 };
  const equal = overlapCascade({
    ...shock,
    units: fromRows([
      [1, 0],
      [1, 0],
    ]),
  });
  expect([...equal.defaultRound]).toEqual([0, 0]);
  expect([...equal.priceUsd]).toEqual([0.5 * Math.exp(-2), 1]);
  const safer = overlapCascade({
    ...shock,
    capitalUsd: column([0.5000001, 0.2]),
    units: fromRows([
      [1, 0],
      [0.1, 0],
    ]),
  });
  expect([...safer.defaultRound]).toEqual([-1, -1]);
});

test("liquidity-weighted overlap: symmetric, and what selling one inflicts on others is its row", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const draw = drawer(seed, "holdings");
      const holdings = Array.from({ length: 7 }, () => Array.from({ length: 5 }, () => (draw() < 0.5 ? draw() : 0)));
      const depth = Float64Array.from({ length: 5 }, () => 10 + draw());
      const overlap = toRows(liquidityWeightedOverlap(fromRows(holdings), depth));
      overlap.forEach((row, i) => {
        row.forEach((value, j) => {
          expect(value).toBeCloseTo(overlap[j]?.[i] ?? Number.NaN, 14);
          const wanted = sum(holdings[i]?.map((held, k) => (held * (holdings[j]?.[k] ?? 0)) / (depth[k] ?? 1)) ?? []);
          expect(value).toBeCloseTo(wanted, 14);
        });
      });
      const { inflictedUsd, withOwnSales } = indirectContagion(fromRows(overlap));
      expect(inflictedUsd[2]).toBeCloseTo(sum(overlap[2] ?? []) - (overlap[2]?.[2] ?? 0), 13);
      expect(withOwnSales.convergence.residual).toBeLessThanOrEqual(1e-12);
    }),
  );
});

describe("leverage fire sales", () => {
  const rules = { leverageMinimum: 0.03, leverageBuffer: 0.04, leverageTarget: 0.05, rounds: 6, impact: 0 };
  const randomBanks = (seed: number): readonly SaleBank[] => {
    const draw = drawer(seed, "banks");
    return Array.from({ length: 15 }, () => {
      const assets = 50 + 100 * draw();
      const debt = (assets * (0.9 + 0.07 * draw())) / 2;
      const units = [0.2 * assets * draw(), 0.3 * assets * draw()];
      const cashUsd = 0.05 * assets;
      return { cashUsd, otherAssetsUsd: assets - cashUsd - sum(units), loanUsd: debt, otherDebtUsd: debt, units };
    });
  };

  test("without price impact there is no second round of defaults", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { defaults, priceUsd } = leverageFireSale(randomBanks(seed), [1, 0.85], rules);
        expect(defaults.slice(1)).toEqual([0, 0, 0, 0, 0]);
        expect(priceUsd).toEqual([1, 0.85]);
      }),
    );
    expect(
      leverageFireSale(randomBanks(3), [1, 0.85], { ...rules, impact: impactFor(0.1, 0.05) }).defaults[1],
    ).toBeGreaterThan(0);
  });

  test("the order of banks is immaterial", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const banks = randomBanks(seed);
        const steep = { ...rules, impact: impactFor(0.02, 0.05) };
        const [forth, back] = [banks, banks.toReversed()].map((each) => leverageFireSale(each, [1, 0.9], steep));
        expect(forth?.defaults).toEqual(back?.defaults);
        const equity = (run: typeof forth) => run?.banks.map(({ equityUsd }) => equityUsd) ?? [];
        expect(distance(equity(forth), equity(back).toReversed())).toBeLessThan(1e-9);
      }),
    );
  });

  test("one bank by hand: cash first, then bonds, at the middle of the prices", () => {
    const bank = { cashUsd: 2, otherAssetsUsd: 58, loanUsd: 50, otherDebtUsd: 46.5, units: [40] };
    const { banks, soldShare, defaults, priceUsd } = leverageFireSale([bank], [1], {
      ...rules,
      rounds: 2,
      impact: 0.1,
    });
    // 3.5 of 100: to 3.5/0.05 = 70, so 30 to repay: 2 from cash, 28 of 40 offered; the second round sells them.
    expect(soldShare).toEqual([0, expect.closeTo(0.7, 12)]);
    expect(priceUsd[0]).toBeCloseTo(Math.exp(-0.07), 12);
    const [before, after] = [1, Math.exp(-0.07)];
    expect(banks[0]?.equityUsd).toBeCloseTo(3.5 - 28 * (before - (before + after) / 2) - 12 * (1 - after), 12);
    expect(banks[0]?.defaultRound).toBe(2);
    expect(defaults).toEqual([0, 1]);
  });
});
