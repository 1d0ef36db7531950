import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type LiquitySystem, liquidateTrove, systemRatio } from "../../../../src/mechanics/cdp/liquity/liquidate.js";
import type { StakedTrove } from "../../../../src/mechanics/cdp/liquity/redistribution.js";
import { depositInto, openPool } from "../../../../src/mechanics/cdp/liquity/stability-pool.js";
import { float } from "../../../../src/numbers/float.js";

const terms = { priceUsd: 100, mcr: 1.1, ccr: 1.5, gasShare: 0.005 };
const trove = (debt: number, collateral: number): StakedTrove<number> => ({ debt, collateral, stake: collateral });
const poolOf = (units: number) => depositInto(float, openPool(float), units).pool;
const liquidate = (system: LiquitySystem<number, StakedTrove<number>>, place: number, priceUsd = 100) =>
  liquidateTrove(float, system, system.troves[place] as StakedTrove<number>, { ...terms, priceUsd });

describe("a system of troves", () => {
  test("offsets against its pool and hands the rest to the others, who get closer to the edge", () => {
    const troves = [trove(10_000, 105), trove(20_000, 300), trove(9000, 200)];
    const done = liquidate({ troves, pool: poolOf(4000) }, 0);
    expect(done?.action).toBe("offset-then-redistribute");
    expect(done?.after.troves.map(({ debt }) => debt)).toEqual([23_600, 11_400]);
    expect(done?.after.pool.deposits).toBe(0);
    expect(done?.after.pool.collateral).toBeCloseTo(105 * 0.995 * 0.4, 10);
    const before = systemRatio(float, troves.slice(1), 100) ?? 0;
    expect(systemRatio(float, done?.after.troves ?? [], 100)).toBeLessThan(before);
  });

  test("in recovery mode liquidates troves between MCR and its own ratio, until it has left it", () => {
    const troves = [trove(10_000, 120), trove(10_000, 130), trove(10_000, 180)];
    const system = { troves, pool: poolOf(30_000) };
    expect(systemRatio(float, troves, 100)).toBeCloseTo(4.3 / 3, 12);
    const first = liquidate(system, 0);
    expect(first?.action).toBe("capped-offset");
    expect(first?.split.collateralSurplus).toBeCloseTo(10, 10);
    expect(systemRatio(float, first?.after.troves ?? [], 100)).toBeCloseTo(1.55, 12);
    expect(first && liquidate(first.after, 0)).toBeUndefined();
  });

  test("leaves healthy troves and its last trove alone", () => {
    expect(liquidate({ troves: [trove(10_000, 120), trove(10_000, 300)], pool: poolOf(1e6) }, 0)).toBeUndefined();
    expect(liquidate({ troves: [trove(10_000, 90)], pool: poolOf(1e6) }, 0)).toBeUndefined();
  });

  test("conserves debt and collateral, however far prices fall", () => {
    const anyTrove = fc
      .record({
        debt: fc.double({ min: 2000, max: 1e5, noNaN: true }),
        ratio: fc.double({ min: 1, max: 3, noNaN: true }),
      })
      .map(({ debt, ratio }) => trove(debt, (debt * ratio) / 100));
    const any = fc.record({
      troves: fc.array(anyTrove, { minLength: 2, maxLength: 8 }),
      deposits: fc.double({ min: 1, max: 2e5, noNaN: true }),
      priceUsd: fc.double({ min: 30, max: 110, noNaN: true }),
    });
    fc.assert(
      fc.property(any, ({ troves, deposits, priceUsd }) => {
        let system: LiquitySystem<number, StakedTrove<number>> = { troves, pool: poolOf(deposits) };
        const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
        let [cancelled, paidOut] = [0, 0];
        for (let tries = 0; tries < troves.length; tries += 1) {
          const worst = [...system.troves].sort((a, b) => a.collateral / a.debt - b.collateral / b.debt)[0];
          const done = worst && liquidateTrove(float, system, worst, { ...terms, priceUsd });
          if (done === undefined) break;
          cancelled += done.split.debtOffset;
          paidOut += done.split.gasCompensation + done.split.collateralSurplus;
          system = done.after;
        }
        const start = {
          debt: sum(troves.map(({ debt }) => debt)),
          held: sum(troves.map(({ collateral }) => collateral)),
        };
        expect((sum(system.troves.map(({ debt }) => debt)) + cancelled) / start.debt).toBeCloseTo(1, 9);
        const held = sum(system.troves.map(({ collateral }) => collateral)) + system.pool.collateral + paidOut;
        expect(held / start.held).toBeCloseTo(1, 9);
        expect(system.pool.deposits + cancelled).toBeCloseTo(deposits, 6);
        expect(system.troves.length).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});
