import fc from "fast-check";
import { expect, it } from "vitest";
import type { Scenario } from "../../src/model/scenario.js";
import { simulate } from "../../src/propagation/index.js";
import { depositors, system, trove, v1, v2 } from "./liquity-parts.js";
import { aave, literal, pool, position, priceShock, reserve, sale } from "./small.js";

const cases = fc.record({
  kind: fc.constantFrom("v1" as const, "v2" as const),
  ratios: fc.array(fc.integer({ min: 112, max: 220 }), { minLength: 3, maxLength: 6 }),
  fall: fc.integer({ min: 0, max: 45 }),
  deposit: fc.integer({ min: 1, max: 30_000 }),
  sharePerRound: fc.integer({ min: 1, max: 4 }),
  dumped: fc.integer({ min: 0, max: 400_000 }),
});
type Case = typeof cases extends fc.Arbitrary<infer C> ? C : never;

/** Troves, a pool that sells what it gains, redeemers, and Aave, all on two venues; a fall of ETH and a dump of the stablecoin. */
function mixed({ kind, ratios, fall, deposit, sharePerRound, dumped }: Case, isReversed: boolean): Scenario {
  const market = {
    ...{ id: "liquity", otherCollateralUnits: literal(2000), otherBorrowedUnits: literal(200_000) },
    redeemers: { payWith: "USDC", sellInto: "USDC", baseRate: literal(0) },
    stabilityPool: {
      ...{ depositors: "depositors", units: literal(deposit) },
      sell: { sharePerRound: literal(sharePerRound / 4), into: "USDC" },
    },
  };
  const troves = ratios.map((ratio, i) => trove(`t${i}`, 40 + i, ((40 + i) * 20_000) / ratio + i / 8));
  const borrowers = ratios.map((ratio, i) =>
    position(`b${i}`, "aave", { ETH: 30 + i }, { USDC: ((30 + i) * 18_000) / ratio }),
  );
  const positions = [...troves, ...borrowers];
  const aaveMarket = aave([reserve("ETH", { threshold: 0.85, bonus: 0.05 }), reserve("USDC", { supplied: 1e6 })]);
  return system({
    clock: { secondsPerRound: literal(3600), maxRounds: 6, priceTolerance: literal(1e-9) },
    markets: [kind === "v1" ? v1(market) : v2(market), aaveMarket],
    actors: [depositors(30_000)],
    venues: [
      pool({ ETH: 5000, USDC: 1_000_000 }, { id: "eth-usdc", fee: 0.003, arbitrage: 0.2 }),
      pool({ LUSD: 500_000, USDC: 500_000 }, { id: "lusd-usdc", fee: 0.0004 }),
    ],
    positions: isReversed ? positions.reverse() : positions,
    shocks: [priceShock("ETH", -fall / 100), ...(dumped > 0 ? [sale("LUSD", dumped, "USDC", 1)] : [])],
  });
}

it("Liquity beside Aave on shared venues loses nothing, in any order of accounts, in both number systems", () => {
  let redemptions = 0;
  let liquidations = 0;
  fc.assert(
    fc.property(cases, (drawn) => {
      const one = simulate(mixed(drawn, false)).result;
      const other = simulate(mixed(drawn, true)).result;
      const exact = simulate(mixed(drawn, false), { numbers: "decimal" }).result;
      for (const { audit } of [one, other, exact]) {
        expect(audit.residual).toBeLessThan(1e-9);
        expect(audit.reserveResidual).toBeLessThan(1e-9);
      }
      const ends = (result: typeof one) => new Map(result.nodes.map(({ key, endUsd }) => [key, endUsd]));
      const [b, c] = [ends(other), ends(exact)];
      for (const [key, usd] of ends(one)) {
        const tolerance = 1e-7 * Math.max(1, Math.abs(usd));
        expect(Math.abs((b.get(key) ?? Number.NaN) - usd)).toBeLessThan(tolerance);
        expect(Math.abs((c.get(key) ?? Number.NaN) - usd)).toBeLessThan(tolerance);
      }
      for (const { reserves } of one.rounds)
        for (const { borrowedUnits, suppliedUnits } of reserves)
          expect(Math.min(borrowedUnits, suppliedUnits)).toBeGreaterThanOrEqual(0);
      redemptions += one.events.filter(({ kind }) => kind === "redemption").length;
      liquidations += one.events.filter(({ kind, from }) => kind === "liquidation" && from === "market:liquity").length;
    }),
    { numRuns: 12 },
  );
  expect(redemptions).toBeGreaterThan(0);
  expect(liquidations).toBeGreaterThan(0);
});
