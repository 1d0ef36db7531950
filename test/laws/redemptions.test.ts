import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DepositorClass, Gate, Scenario } from "../../src/model/scenario.js";
import { simulate } from "../../src/propagation/index.js";
import { balance, issuer } from "../network/small-scenarios.js";
import { literal, small } from "../propagation/small.js";

const share = fc.integer({ min: 0, max: 100 }).map((percent) => literal(percent / 100));

const depositorClass = (name: string): fc.Arbitrary<DepositorClass> =>
  fc.record({
    name: fc.constant(name),
    share: fc.integer({ min: 0, max: 33 }).map((percent) => literal(percent / 100)),
    trigger: fc.oneof(
      fc.integer({ min: 0, max: 3 }).map((round) => ({ kind: "round", round }) as const),
      share.map((below) => ({ kind: "value-below", share: below }) as const),
    ),
    delayRounds: fc.integer({ min: 0, max: 3 }),
    sharePerRound: share,
    stayShare: share,
  });

const gate: fc.Arbitrary<Gate> = fc.oneof(
  fc.constant({ kind: "open" } as const),
  fc.constant({ kind: "paused" } as const),
  fc.record({
    kind: fc.constant("queue" as const),
    days: fc.integer({ min: 0, max: 2 }).map(literal),
    capacityUnitsPerDay: fc.integer({ min: 1, max: 5000 }).map(literal),
  }),
);

/** An issuer that loses something, whose holders redeem and sell as they like. */
const scenarios: fc.Arbitrary<Scenario> = fc
  .record({
    gate,
    at: fc.constantFrom("nav" as const, "par" as const),
    classes: fc.tuple(depositorClass("a"), depositorClass("b"), depositorClass("c")),
    cash: fc.integer({ min: 1, max: 900 }),
    lost: fc.integer({ min: 1, max: 90 }),
    sells: share,
  })
  .map(({ gate, at, classes, cash, lost, sells }) =>
    small(
      { USD: 1 },
      {
        clock: { secondsPerRound: literal(21_600), maxRounds: 12, priceTolerance: literal(1e-9) },
        assets: [{ id: "TOK", issuer: "mint", priceUsd: literal(1) }],
        venues: [
          {
            ...{ id: "pool", kind: "constant-product", balances: [balance("TOK", 100), balance("USD", 100)] },
            ...{ fee: literal(0.003), arbitragePerRound: literal(0.1) },
          },
        ],
        issuers: [
          {
            ...issuer("mint", {
              holdings: [balance("USD", cash)],
              external: [{ name: "the rest", valueUsd: literal(1000 - cash) }],
              supply: 1000,
            }),
            parUsd: literal(1),
            redemption: {
              ...{ gate, at, paysIn: ["USD"], run: { kind: "classes", classes } },
              elseSell: { share: sells, into: "USD" },
            },
          },
        ],
        shocks: [{ kind: "issuer-loss", round: 0, issuer: "mint", valueUsd: literal(Math.min(lost, 1000 - cash)) }],
      },
    ),
  );

describe("redemptions", () => {
  it("conserve every unit, split the loss of holders over their classes, and pay nobody more than there is", () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const { result } = simulate(scenario);
        expect(result.audit.residual).toBeLessThan(1e-9);
        expect(result.audit.clearingResidual).toBeLessThan(1e-9);
        const loss = result.nodes.find(({ key }) => key === "issuer:mint")?.lossUsd;
        const total = (loss?.direct ?? 0) + (loss?.price ?? 0) + (loss?.claim ?? 0) + (loss?.run ?? 0);
        const classes = result.depositors ?? [];
        expect(classes.reduce((sum, { lossUsd }) => sum + lossUsd, 0)).toBeCloseTo(total, 7);
        for (const { startUsd, paidUsd, endUsd } of classes) {
          expect(paidUsd).toBeLessThanOrEqual(startUsd + 1e-9);
          expect(endUsd).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("take the same decisions in both number systems", () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const [float, decimal] = [simulate(scenario).result, simulate(scenario, { numbers: "decimal" }).result];
        expect(float.events.map(({ kind }) => kind)).toEqual(decimal.events.map(({ kind }) => kind));
        expect(float.depositors?.map(({ lossUsd }) => lossUsd.toFixed(6).replace("-0.000000", "0.000000"))).toEqual(
          decimal.depositors?.map(({ lossUsd }) => lossUsd.toFixed(6).replace("-0.000000", "0.000000")),
        );
      }),
      { numRuns: 12 },
    );
  });
});
