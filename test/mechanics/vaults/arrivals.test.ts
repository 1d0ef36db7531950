import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { payInOrderOfArrival } from "../../../src/mechanics/vaults/arrivals.js";
import { decimal } from "../../../src/numbers/decimal.js";
import { float } from "../../../src/numbers/float.js";

describe("payment in order of arrival", () => {
  it("pays the first in full before the next, and those of one round alike", () => {
    const asks = [
      { units: 40, arrivedRound: 2 },
      { units: 30, arrivedRound: 0 },
      { units: 60, arrivedRound: 2 },
      { units: 10, arrivedRound: 5 },
    ];
    // 30 go to whoever came in round 0; the other 50 are half of the 100 asked for in round 2.
    expect(payInOrderOfArrival(float, asks, 80)).toEqual([20, 30, 30, 0]);
    expect(payInOrderOfArrival(float, asks, 140)).toEqual([40, 30, 60, 10]);
    expect(payInOrderOfArrival(float, asks, 0)).toEqual([0, 0, 0, 0]);
  });

  it("hands out all that is paid, nobody more than they ask, the same in both number systems", () => {
    const asks = fc.array(fc.record({ units: fc.integer({ min: 0, max: 1e6 }), arrivedRound: fc.nat({ max: 3 }) }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(asks, fc.double({ min: 0, max: 1, noNaN: true }), (list, share) => {
        const paid = share * list.reduce((sum, { units }) => sum + units, 0);
        const payments = payInOrderOfArrival(float, list, paid);
        const exact = payInOrderOfArrival(
          decimal,
          list.map(({ units, arrivedRound }) => ({ units: decimal.fromNumber(units), arrivedRound })),
          decimal.fromNumber(paid),
        );
        expect(payments.reduce((sum, each) => sum + each, 0)).toBeCloseTo(paid, 4);
        payments.forEach((each, k) => {
          expect(each).toBeLessThanOrEqual((list[k]?.units ?? 0) + 1e-9);
          expect(each).toBeCloseTo(Number(exact[k]), 6);
        });
      }),
    );
  });
});
