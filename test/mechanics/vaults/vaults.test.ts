import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { vaultLiquidity, vaultSharePrice } from "../../../src/mechanics/vaults/curator-vault.js";
import { fillWithdrawals } from "../../../src/mechanics/vaults/withdrawals.js";
import type { Arithmetic } from "../../../src/numbers/arithmetic.js";
import { decimal } from "../../../src/numbers/decimal.js";
import { float } from "../../../src/numbers/float.js";

/** A request in plain numbers: wanted, idle, and a queue of [market, most]. */
interface Request {
  readonly wanted: number;
  readonly idle: number;
  readonly queue: readonly (readonly [number, number])[];
}

function filled<N>(n: Arithmetic<N>, requests: readonly Request[], cash: readonly number[]) {
  const read = requests.map(({ wanted, idle, queue }) => ({
    wantedUnits: n.fromNumber(wanted),
    idleUnits: n.fromNumber(idle),
    queue: queue.map(([market, most]) => ({ market, mostUnits: n.fromNumber(most) })),
  }));
  const result = fillWithdrawals(n, read, cash.map(n.fromNumber));
  return {
    cash: result.cashUnits.map(n.toNumber),
    fills: result.fills.map((fill) => ({
      idle: n.toNumber(fill.fromIdleUnits),
      markets: fill.fromMarkets.map(({ market, units }) => [market, n.toNumber(units)] as const),
      unmet: n.toNumber(fill.unmetUnits),
    })),
  };
}

describe.each([float, decimal] as readonly Arithmetic<unknown>[])("withdrawals in $name", (n) => {
  test("a vault gives its idle money first, then walks its queue", () => {
    const vault = {
      wanted: 300,
      idle: 10,
      queue: [
        [0, 500],
        [1, 300],
      ] as const,
    };
    expect(filled(n, [vault], [50, 500])).toEqual({
      cash: [0, 260],
      fills: [
        {
          idle: 10,
          markets: [
            [0, 50],
            [1, 240],
          ],
          unmet: 0,
        },
      ],
    });
  });

  test("two that ask the same market for 300 and 100 share its 200 as 150 and 50, whoever is listed first", () => {
    const vault = { wanted: 300, idle: 0, queue: [[0, 1000]] as const };
    const lender = { wanted: 100, idle: 0, queue: [[0, 100]] as const };
    const one = filled(n, [vault, lender], [200]);
    expect(one.fills.map(({ unmet }) => unmet)).toEqual([150, 50]);
    expect(one.cash).toEqual([0]);
    const other = filled(n, [lender, vault], [200]);
    expect(other.fills.map(({ unmet }) => unmet)).toEqual([50, 150]);
  });

  test("a shared market couples vaults: what one takes in the first step the other misses in the second", () => {
    const first = { wanted: 80, idle: 0, queue: [[1, 80]] as const };
    const second = {
      wanted: 80,
      idle: 0,
      queue: [
        [0, 30],
        [1, 80],
      ] as const,
    };
    const result = filled(n, [first, second], [30, 100]);
    expect(result.fills.map(({ unmet }) => unmet)).toEqual([0, 30]);
    expect(filled(n, [second], [30, 100]).fills.map(({ unmet }) => unmet)).toEqual([0]);
  });

  test("nothing asked, nothing given", () => {
    expect(filled(n, [{ wanted: 0, idle: 5, queue: [[0, 7]] }], [9])).toEqual({
      cash: [9],
      fills: [{ idle: 0, markets: [[0, 0]], unmet: 0 }],
    });
    expect(filled(n, [], [9])).toEqual({ cash: [9], fills: [] });
  });
});

const amount = fc.double({ min: 0, max: 1000, noNaN: true });
const anyRequest: fc.Arbitrary<Request> = fc.record({
  wanted: amount,
  idle: amount,
  queue: fc.uniqueArray(fc.tuple(fc.nat(3), amount), { maxLength: 4, selector: ([market]) => market }),
});
const anyRound = fc.tuple(fc.array(anyRequest, { maxLength: 6 }), fc.array(amount, { minLength: 4, maxLength: 4 }));

test("every unit given was in a market or idle, nobody gets more than asked, and the order does not matter", () => {
  fc.assert(
    fc.property(anyRound, ([requests, cash]) => {
      const { fills, cash: left } = filled(float, requests, cash);
      const given = cash.map(() => 0);
      for (const [k, { idle, markets, unmet }] of fills.entries()) {
        const { wanted = 0, queue = [] } = requests[k] ?? {};
        expect(unmet).toBeGreaterThanOrEqual(-1e-9);
        expect(idle + markets.reduce((sum, [, units]) => sum + units, unmet)).toBeCloseTo(wanted, 8);
        for (const [place, [market, units]] of markets.entries()) {
          expect(units).toBeLessThanOrEqual((queue[place]?.[1] ?? 0) * (1 + 1e-12));
          given[market] = (given[market] ?? 0) + units;
        }
      }
      for (const [market, start] of cash.entries()) {
        expect((given[market] ?? 0) + (left[market] ?? 0)).toBeCloseTo(start, 8);
      }
      const turned = filled(float, requests.toReversed(), cash);
      expect(turned.fills.toReversed()).toEqual(fills);
    }),
  );
});

describe("a vault's books", () => {
  test("10 idle, 500 in a market with 50 left and 300 in one with 500: 360 can leave, 450 cannot", () => {
    const placements = [
      { suppliedUnits: 500, marketCashUnits: 50 },
      { suppliedUnits: 300, marketCashUnits: 500 },
    ];
    expect(vaultLiquidity(float, 10, placements)).toEqual({ withdrawableUnits: 360, lockedUnits: 450 });
  });

  test("bad debt of 50 in 1000 lowers the share price by 5 % where it is realised, and not where it is not", () => {
    const books = { assetsUnits: 1000, badDebtUnits: 50, sharesSupply: 900 };
    expect(vaultSharePrice(float, { ...books, realisesBadDebt: true })).toBeCloseTo(950 / 900, 15);
    expect(vaultSharePrice(float, { ...books, realisesBadDebt: false })).toBeCloseTo(1000 / 900, 15);
  });

  test("a share is worth nothing once losses exceed the assets, and one unit before any is issued", () => {
    const books = { assetsUnits: 40, badDebtUnits: 50, realisesBadDebt: true };
    expect(vaultSharePrice(float, { ...books, sharesSupply: 40 })).toBe(0);
    expect(vaultSharePrice(float, { ...books, sharesSupply: 0 })).toBe(1);
  });

  // A run that takes the sound part out leaves the last holders with the unsound one.
  test("who leaves a vault that does not realise its loss takes it from who stays", () => {
    const start = { assetsUnits: 1000, badDebtUnits: 100, sharesSupply: 1000, realisesBadDebt: false };
    const paid = 800 * vaultSharePrice(float, start);
    const rest = { ...start, assetsUnits: 1000 - paid, sharesSupply: 200, realisesBadDebt: true };
    expect(vaultSharePrice(float, rest)).toBeCloseTo(0.5, 12);
  });
});
