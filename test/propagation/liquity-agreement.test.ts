import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { liquidateTrove } from "../../src/mechanics/cdp/liquity/liquidate.js";
import { depositInto, openPool } from "../../src/mechanics/cdp/liquity/stability-pool.js";
import type { Result } from "../../src/model/result.js";
import { float } from "../../src/numbers/float.js";
import { simulate } from "../../src/propagation/index.js";
import { deposit, depositors, system, trove, v1, v2 } from "./liquity-parts.js";
import { literal, priceShock } from "./small.js";

/** Troves between 105 % and 250 % at 200 dollars, with debts that tell them apart. */
const troves = fc.array(fc.tuple(fc.integer({ min: 105, max: 250 }), fc.integer({ min: 2000, max: 50_000 })), {
  minLength: 2,
  maxLength: 12,
});
const cases = fc.record({ troves, fall: fc.integer({ min: 5, max: 60 }), pool: fc.integer({ min: 0, max: 60_000 }) });
type Case = typeof cases extends fc.Arbitrary<infer C> ? C : never;

const oneRound = { secondsPerRound: literal(3600), maxRounds: 0, priceTolerance: literal(1e-9) };

const accounts = ({ troves: drawn }: Case) =>
  drawn.map(([ratio, debt], i) => ({ id: `t${i}`, eth: (debt * ratio) / 20_000, debt: debt + i / 8 }));

const scenarioOf = (drawn: Case, kind: "v1" | "v2", order = accounts(drawn)) => {
  const pooled = drawn.pool > 0 ? deposit(drawn.pool) : {};
  return system({
    markets: [kind === "v1" ? v1(pooled) : v2({ id: "liquity", ...pooled })],
    actors: [depositors(60_000)],
    positions: order.map(({ id, eth, debt }) => trove(id, eth, debt)),
    shocks: [priceShock("ETH", -drawn.fall / 100)],
    clock: oneRound,
  });
};

const values = (result: Result) => new Map(result.nodes.map(({ key, endUsd }) => [key, endUsd]));

describe("a round of Liquity", () => {
  it("in v1 leaves what liquidating one trove after another by the rule leaves", () => {
    fc.assert(
      fc.property(cases, (drawn) => {
        const { result } = simulate(scenarioOf(drawn, "v1"));
        const priceUsd = 200 * (1 - drawn.fall / 100);
        const terms = { priceUsd, mcr: 1.1, ccr: 1.5, gasShare: 0.005 };
        const open = accounts(drawn).map(({ id, eth, debt }) => ({ id, collateral: eth, debt, stake: eth }));
        let now = { troves: open, pool: depositInto(float, openPool(float), drawn.pool).pool };
        const kept = new Map<string, number>();
        for (const { id } of [...open].sort((a, b) => a.collateral / a.debt - b.collateral / b.debt)) {
          const due = now.troves.find((each) => each.id === id);
          if (due === undefined) continue;
          const done = liquidateTrove(float, now, due, terms);
          if (done === undefined) continue;
          kept.set(id, done.split.collateralSurplus);
          now = { troves: [...done.after.troves], pool: done.after.pool };
        }
        const ended = values(result);
        for (const { id } of open) {
          const still = now.troves.find((each) => each.id === id);
          const units = still?.collateral ?? kept.get(id) ?? 0;
          const equity = Math.max(0, units * priceUsd - (still?.debt ?? 0));
          expect(ended.get(`position:${id}`) ?? Number.NaN).toBeCloseTo(equity, 5);
        }
        const spent = drawn.pool - now.pool.deposits;
        const depositorsUsd = 60_000 - spent + now.pool.collateral * priceUsd;
        expect(ended.get("actor:depositors") ?? Number.NaN).toBeCloseTo(depositorsUsd, 5);
      }),
      { numRuns: 150 },
    );
  });

  it.each(["v1", "v2"] as const)(
    "in %s loses nothing, in whichever order accounts are listed, in both number systems",
    (kind) => {
      fc.assert(
        fc.property(cases, (drawn) => {
          const one = simulate(scenarioOf(drawn, kind)).result;
          const other = simulate(scenarioOf(drawn, kind, accounts(drawn).reverse())).result;
          const exact = simulate(scenarioOf(drawn, kind), { numbers: "decimal" }).result;
          for (const { audit } of [one, other, exact]) {
            expect(audit.residual).toBeLessThan(1e-9);
            expect(audit.reserveResidual).toBeLessThan(1e-9);
          }
          const [a, b, c] = [values(one), values(other), values(exact)];
          for (const [key, usd] of a) {
            expect(b.get(key) ?? Number.NaN).toBeCloseTo(usd, 6);
            expect(c.get(key) ?? Number.NaN).toBeCloseTo(usd, 5);
          }
          expect(exact.rounds.map(({ liquidations }) => liquidations)).toEqual(
            one.rounds.map(({ liquidations }) => liquidations),
          );
        }),
        { numRuns: 40 },
      );
    },
  );
});
