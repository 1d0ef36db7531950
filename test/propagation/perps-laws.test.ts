import fc from "fast-check";
import { expect, it } from "vitest";
import type { Literal, PerpMarket, Position, Scenario } from "../../src/model/scenario.js";
import { simulate } from "../../src/propagation/index.js";
import { literal, pool, small } from "./small.js";

const book = [
  { away: literal(0.001), units: literal(20) },
  { away: literal(0.01), units: literal(100) },
];
const base = { id: "perp", underlying: "ETH", oracle: "ETH", margin: "USDC", marginOracle: "par" } as const;
const funding = { interestRate: literal(0.0001), clamp: literal(0.0005), periodSeconds: literal(28_800) };

const markets: readonly ((fund: Literal, share: Literal) => PerpMarket)[] = [
  (fundUnits, hedgedOnSpotShare) => ({
    ...{ ...base, kind: "dydx-v4", book, fundUnits, hedgedOnSpotShare, funding, maintenanceFraction: literal(0.03) },
    ...{ spreadToMaintenance: literal(1.5), bankruptcyAdjustment: literal(1), maxPenalty: literal(0.015) },
  }),
  (fundUnits, hedgedOnSpotShare) => ({
    ...{ ...base, kind: "hyperliquid", book, fundUnits, hedgedOnSpotShare, funding, maxLeverage: literal(25) },
  }),
  (poolUnits, hedgedOnSpotShare) => ({
    ...{ ...base, kind: "gmx-v2", poolUnits, hedgedOnSpotShare, minCollateralFactor: literal(0.01) },
    ...{ minCollateralUsd: literal(1), closingFee: literal(0.0007), maxTestedImpact: literal(0) },
    impact: {
      ...{ exponent: literal(2), positiveFactor: literal(1e-9), negativeFactor: literal(2e-9) },
      ...{ maxPositiveFactor: literal(0.005), maxNegativeFactor: literal(0.01) },
    },
    ...{ otherLongUsd: literal(0), otherShortUsd: literal(0) },
    ...{ maxPnlFactorForAdl: literal(0.4), minPnlFactorAfterAdl: literal(0.2) },
  }),
];

const size = fc.integer({ min: -80, max: 80 }).filter((each) => each !== 0);
const account = fc.record({ size, leverage: fc.integer({ min: 2, max: 22 }) });
const world = fc.record({
  market: fc.constantFrom(...markets),
  fund: fc.integer({ min: 1_000, max: 200_000 }),
  share: fc.constantFrom(0, 0.3, 1),
  accounts: fc.array(account, { minLength: 1, maxLength: 10 }),
  path: fc.array(fc.integer({ min: 1_500, max: 2_600 }), { minLength: 1, maxLength: 4 }),
});
type Drawn = typeof world extends fc.Arbitrary<infer D> ? D : never;

/** No two accounts are alike: which of two is short by more must not hang on the last digit. */
const scenarioOf = ({ market, fund, share, accounts, path }: Drawn): Scenario =>
  small(
    { ETH: 2000, USDC: 1 },
    {
      oracles: [{ id: "par", kind: "fixed", asset: "USDC", priceUsd: literal(1) }],
      venues: [pool({ ETH: 2000, USDC: 4e6 }, { fee: 0.003, arbitrage: 0.2 })],
      markets: [market(literal(fund), literal(share))],
      positions: accounts.map(
        (each, i): Position => ({
          ...{ id: `p${i}`, market: "perp", debt: [] },
          collateral: [{ asset: "USDC", units: literal((Math.abs(each.size) * 2000) / (each.leverage + 0.013 * i)) }],
          perp: { sizeUnits: literal(each.size), entryPriceUsd: literal(2000) },
        }),
      ),
      shocks: [
        {
          kind: "price-path",
          round: 0,
          asset: "ETH",
          path: path.map((usd, round) => ({ round, priceUsd: literal(usd) })),
        },
      ],
    },
  );

it("accounts for every unit, and leaves nobody with less than nothing", () => {
  fc.assert(
    fc.property(world, (drawn) => {
      const { audit, nodes } = simulate(scenarioOf(drawn)).result;
      expect(audit.residual).toBeLessThan(1e-9);
      expect(audit.reserveResidual).toBeLessThan(1e-9);
      for (const { endUsd } of nodes) expect(endUsd).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 60 },
  );
});

it("does not depend on the order of the file", () => {
  fc.assert(
    fc.property(world, (drawn) => {
      const scenario = scenarioOf(drawn);
      const [one, other] = [scenario, { ...scenario, positions: scenario.positions.toReversed() }].map(
        (each) => simulate(each).result,
      );
      for (const { key, endUsd } of one?.nodes ?? []) {
        const there = other?.nodes.find((node) => node.key === key)?.endUsd ?? Number.NaN;
        expect(Math.abs(there - endUsd)).toBeLessThanOrEqual(1e-9 * Math.max(1, endUsd));
      }
    }),
    { numRuns: 40 },
  );
});

it("decides alike in both number systems", () => {
  fc.assert(
    fc.property(world, (drawn) => {
      const [float, decimal] = (["float", "decimal"] as const).map((numbers) =>
        simulate(scenarioOf(drawn), { numbers }),
      );
      const told = (run: typeof float) =>
        run?.result.events.map(({ kind, round, from, to }) => [kind, round, from, to]);
      expect(told(float)).toEqual(told(decimal));
    }),
    { numRuns: 15 },
  );
});
