import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ClearingError, clearClaims } from "../../../src/mechanics/claims/clearing.js";
import type { Arithmetic } from "../../../src/numbers/arithmetic.js";
import { decimal } from "../../../src/numbers/decimal.js";
import { float } from "../../../src/numbers/float.js";
import { anySystem, cleared, fromTheTop, onlyDebts, type Sheet, sheet } from "./systems.js";

const closeTo = (got: readonly number[], wanted: readonly number[], digits: number): void => {
  expect(got).toHaveLength(wanted.length);
  for (const [i, value] of wanted.entries()) expect(got[i]).toBeCloseTo(value, digits);
};

/** Liabilities, external assets, debts outside, default costs → recovery; figures of the public packages named. */
const PUBLISHED = [
  {
    source: "Banerjee, Bernstein, Feinstein (2019), four banks and society: exact p = (192, 332, 210)/37",
    owed: [
      [0, 7, 1, 1, 3],
      [3, 0, 3, 3, 3],
      [1, 1, 0, 1, 3],
      [1, 2, 1, 0, 3],
      [0, 0, 0, 0, 0],
    ],
    external: [1, 3, 2, 5, 0],
    outside: [0, 0, 0, 0, 0],
    costs: [1, 1],
    recovery: [192 / 37 / 12, 332 / 37 / 12, 210 / 37 / 6, 1, 1],
  },
  {
    source: "Siebenbrunner, NetworkValuation, three banks",
    owed: [
      [0, 20, 10],
      [5, 0, 24],
      [10, 0, 0],
    ],
    external: [10, 10, 10],
    outside: [0, 0, 0],
    costs: [1, 1],
    recovery: [0.818181818181818, 0.90909090909091, 1],
  },
  {
    source: "the same with α = 0.8, β = 0.9",
    owed: [
      [0, 20, 10],
      [5, 0, 24],
      [10, 0, 0],
    ],
    external: [10, 10, 10],
    outside: [0, 0, 0],
    costs: [0.8, 0.9],
    recovery: [0.670468948035488, 0.692015209125475, 1],
  },
  {
    source: "R package systemicrisk, default_clearing example, no costs",
    owed: [
      [0, 0.5, 0.5],
      [0.5, 0, 0.5],
      [0.5, 0.5, 0],
    ],
    external: [0.5, 0.625, 0.75],
    outside: [1.5, 0.5, 0.5],
    costs: [1, 1],
    recovery: [0.589285714285714, 0.946428571428572, 1],
  },
  {
    source: "R package systemicrisk, default_clearing example, α = 0.5, β = 0.7",
    owed: [
      [0, 0.5, 0.5],
      [0.5, 0, 0.5],
      [0.5, 0.5, 0],
    ],
    external: [0.5, 0.625, 0.75],
    outside: [1.5, 0.5, 0.5],
    costs: [0.5, 0.7],
    recovery: [0.200807984790875, 0.343136625218375, 0.376920409002159],
  },
  {
    source: "FinNetValu, test_rogers.jl network, α = 0.9, β = 0.8",
    owed: [
      [0, 0.1, 0.7],
      [2, 0, 10.5],
      [0, 8.4, 0],
    ],
    external: [0, 0, 0.1],
    outside: [0, 0, 0],
    costs: [0.9, 0.8],
    recovery: [0.0304826418289667, 0.0152413209144825, 0.0279877827507003],
  },
] as const;

describe.each([float, decimal] as readonly Arithmetic<unknown>[])("clearing in $name", (n) => {
  const mutual = (externalA: number): readonly Sheet[] => [
    sheet({ external: externalA, holds: { 1: 60 } }),
    sheet({ external: 60, holds: { 0: 40 } }),
  ];

  test("holdings of 60 % and 40 % of one another: a loss of 30 costs A's claims 30 × 1.3158", () => {
    const after = cleared(n, mutual(10));
    closeTo(after.navUsd, [0.605263157894737, 0.842105263157895], 14);
    const before = cleared(n, mutual(40));
    expect((100 * ((before.navUsd[0] ?? 0) - (after.navUsd[0] ?? 0))) / 30).toBeCloseTo(1 / (1 - 0.6 * 0.4), 12);
  });

  // A owes 10 and has 4 + what B pays; B owes A 8 and has 6: B pays 6/8, A has 10 and just pays.
  test("two sheets by hand: a debtor that pays 75 % leaves its creditor with exactly what it owes", () => {
    const { recovery, navUsd } = cleared(n, [
      sheet({ external: 4, owedOutside: 10 }),
      sheet({ external: 6, owes: { 0: 8 } }),
    ]);
    expect(recovery).toEqual([1, 0.75]);
    expect(navUsd).toEqual([0, 0]);
  });

  test("a claim is worth its par while that is covered, and a share of what is left when it is not", () => {
    const dollar = (external: number) => [sheet({ external, par: 1 }), sheet({ external: 0, holds: { 0: 50 } })];
    closeTo(cleared(n, dollar(150)).navUsd, [1, 0.5], 15);
    closeTo(cleared(n, dollar(100)).navUsd, [1, 0.5], 15);
    closeTo(cleared(n, dollar(80)).navUsd, [0.8, 0.4], 15);
  });

  test("a holder of an insolvent sheet loses its holding and no more", () => {
    const { navUsd, recovery } = cleared(n, [
      sheet({ external: 50, owedOutside: 40, holds: { 1: 100 } }),
      sheet({ external: 5, owedOutside: 100 }),
    ]);
    closeTo(navUsd, [0.1, 0], 15);
    closeTo(recovery, [1, 0.05], 15);
  });

  // Each has 5 and owes the other 10. Both paying is an equilibrium; so is both recovering 1.5/7.
  test("of two equilibria the one with no default is taken", () => {
    const owing = (to: number) => sheet({ external: 5, owes: { [to]: 10 }, recovery: [0.3, 0.3] });
    expect(cleared(n, [owing(1), owing(0)]).recovery).toEqual([1, 1]);
    const poorer = (to: number) => ({ ...owing(to), external: -1 });
    expect(cleared(n, [poorer(1), poorer(0)]).recovery.every((share) => share < 1)).toBe(true);
  });

  test("nothing issued is worth nothing, or par; nothing owed is paid", () => {
    const { navUsd, recovery } = cleared(n, [
      sheet({ external: 10, supply: 0 }),
      sheet({ external: 10, supply: 0, par: 1 }),
      sheet({ external: 0, supply: 5 }),
    ]);
    expect(navUsd).toEqual([0, 1, 0]);
    expect(recovery).toEqual([1, 1, 1]);
  });

  test("sheets that own each other wholly are named", () => {
    const systems = [
      sheet({ external: 1 }),
      sheet({ external: 10, holds: { 2: 100 } }),
      sheet({ external: 5, holds: { 1: 100 } }),
      sheet({ external: 5, holds: { 0: 50 } }),
    ];
    expect(() => cleared(n, systems)).toThrow(ClearingError);
    expect(() => cleared(n, systems)).toThrow("1, 2 own each other");
  });

  test.each(PUBLISHED)("$source", ({ owed, external, outside, costs, recovery }) => {
    const result = cleared(n, onlyDebts(owed, external, outside, costs));
    closeTo(result.recovery, recovery, 12);
    expect(result.residual).toBeLessThan(1e-14);
  });
});

describe("laws of clearing", () => {
  test("it is the limit of marking everything down from the top", () => {
    fc.assert(
      fc.property(anySystem, (system) => {
        const [solved, limit] = [cleared(float, system), fromTheTop(system)];
        closeTo(solved.navUsd, limit.navUsd, 7);
        closeTo(solved.recovery, limit.recovery, 7);
        expect(solved.residual).toBeLessThan(1e-12);
      }),
      { numRuns: 300 },
    );
  });

  test("float and decimal agree", () => {
    fc.assert(
      fc.property(anySystem, (system) => {
        const [fast, exact] = [cleared(float, system), cleared(decimal, system)];
        closeTo(fast.navUsd, exact.navUsd, 10);
        closeTo(fast.recovery, exact.recovery, 10);
      }),
    );
  });

  test("the order of the sheets does not matter", () => {
    fc.assert(
      fc.property(anySystem, (system) => {
        const last = system.length - 1;
        const turned = (places: Readonly<Record<number, number>>) =>
          Object.fromEntries(Object.entries(places).map(([place, amount]) => [last - Number(place), amount]));
        const mirrored = system
          .map((each) => ({ ...each, holds: turned(each.holds), owes: turned(each.owes) }))
          .toReversed();
        const [one, other] = [cleared(float, system), cleared(float, mirrored)];
        closeTo(other.navUsd.toReversed(), one.navUsd, 11);
        closeTo(other.recovery.toReversed(), one.recovery, 11);
      }),
    );
  });

  test("nobody is worse off when somebody has more", () => {
    fc.assert(
      fc.property(anySystem, fc.nat(), fc.double({ min: 0.1, max: 50, noNaN: true }), (system, pick, gift) => {
        const lucky = pick % system.length;
        const richer = system.map((each, i) => (i === lucky ? { ...each, external: each.external + gift } : each));
        const [before, after] = [cleared(float, system), cleared(float, richer)];
        for (const key of ["navUsd", "recovery"] as const) {
          for (const [i, value] of before[key].entries()) expect(after[key][i]).toBeGreaterThanOrEqual(value - 1e-11);
        }
      }),
    );
  });

  test("claims and debts together are worth what there is outside, without default costs", () => {
    fc.assert(
      fc.property(anySystem, (drawn) => {
        const system = drawn.map((each) => ({ ...each, recovery: [1, 1] as const, par: undefined }));
        const { navUsd, recovery } = cleared(float, system);
        const external = system.reduce((sum, each) => sum + each.external, 0);
        const held = system.map((_, i) => system.reduce((sum, each) => sum + (each.holds[i] ?? 0), 0));
        const outside = system.reduce(
          (sum, each, i) =>
            sum + (navUsd[i] ?? 0) * (each.supply - (held[i] ?? 0)) + (recovery[i] ?? 0) * each.owedOutside,
          0,
        );
        expect(outside).toBeCloseTo(external, 7);
      }),
    );
  });
});

test("no sheets, no values", () => {
  expect(clearClaims(float, [])).toEqual({ navUsd: [], recovery: [], residual: 0 });
});
