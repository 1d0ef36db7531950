import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bark, fillHole, freeHole, holeRoom } from "../../../../src/mechanics/cdp/maker/dog.js";
import { debtOf, isUnsafe, spotPrice } from "../../../../src/mechanics/cdp/maker/vat.js";
import { decimal } from "../../../../src/numbers/decimal.js";
import { float } from "../../../../src/numbers/float.js";

const hole = (limitDai: number, raisingDai = 0) => ({ limitDai, raisingDai });
const terms = { rate: 1, chop: 1.1, dustDai: 20, holes: [hole(1000)] as const };
const urn = { ink: 40, art: 100 };

describe("a vault", () => {
  test("at exactly its limit is safe, below it not, and without a price nothing is seized", () => {
    const spot = (priceUsd: number) => spotPrice(float, { priceUsd, par: 1, mat: 1.5 });
    const vault = { ink: 10, art: 1000 };
    expect(isUnsafe(float, vault, { rate: 1.02, spot: spot(153) })).toBe(false);
    expect(isUnsafe(float, vault, { rate: 1.02, spot: spot(152.99) })).toBe(true);
    expect(isUnsafe(float, vault, { rate: 1.02, spot: 0 })).toBe(false);
    expect(debtOf(float, vault, 1.02)).toBe(1020);
    expect(spotPrice(float, { priceUsd: 300, par: 1.25, mat: 2 })).toBe(120);
  });
});

describe("a bark", () => {
  test("takes the whole vault where there is room, with the penalty on top", () => {
    const barked = bark(float, urn, { ...terms, rate: 1.5 });
    expect(barked).toMatchObject({ dart: 100, lot: 40, dueDai: 150 });
    expect(barked?.tabDai).toBeCloseTo(165, 12);
  });

  test("takes what the smaller room allows, and its share of the collateral", () => {
    const barked = bark(float, urn, { ...terms, holes: [hole(1000), hole(100, 45)] });
    expect(barked?.dart).toBeCloseTo(50, 12);
    expect(barked?.lot).toBeCloseTo(20, 12);
    expect(barked?.tabDai).toBeCloseTo(55, 12);
  });

  test("takes the whole vault over the limit where the rest would be dust", () => {
    const barked = bark(float, urn, { ...terms, holes: [hole(100)] });
    expect(barked?.dart).toBe(100);
    expect(barked?.tabDai).toBeCloseTo(110, 12);
  });

  test("leaves the vault alone where the part would be dust, or there is no room", () => {
    expect(bark(float, urn, { ...terms, holes: [hole(21.9)] })).toBeUndefined();
    expect(bark(float, urn, { ...terms, holes: [hole(22.1)] })?.dart).toBeCloseTo(22.1 / 1.1, 12);
    expect(bark(float, urn, { ...terms, holes: [hole(100, 100)] })).toBeUndefined();
    expect(bark(float, urn, { ...terms, holes: [hole(100, 120)] })).toBeUndefined();
    expect(bark(float, { ink: 0, art: 100 }, terms)).toBeUndefined();
    expect(bark(float, { ink: 40, art: 0 }, terms)).toBeUndefined();
  });

  test("one that just fills the room is whole in decimal", () => {
    const n = decimal;
    const limitDai = n.parse("110");
    const exact = {
      rate: n.one,
      chop: n.parse("1.1"),
      dustDai: n.zero,
      holes: [{ limitDai, raisingDai: n.zero }] as const,
    };
    expect(bark(n, { ink: n.parse("40"), art: n.parse("100") }, exact)?.dart.toString()).toBe("100");
  });

  test("never exceeds the room but for dust, and never leaves or makes any", () => {
    const amount = fc.double({ min: 1, max: 1000, noNaN: true });
    fc.assert(
      fc.property(amount, amount, amount, fc.double({ min: 0, max: 100, noNaN: true }), (ink, art, room, dustDai) => {
        const barked = bark(float, { ink, art }, { rate: 1.3, chop: 1.13, dustDai, holes: [hole(room)] });
        if (barked === undefined) return;
        const left = (art - barked.dart) * 1.3;
        expect(left === 0 || left >= dustDai).toBe(true);
        expect(barked.tabDai).toBeLessThanOrEqual((room + dustDai * 1.13) * (1 + 1e-12));
        expect(barked.lot / ink).toBeCloseTo(barked.dart / art, 12);
      }),
    );
  });
});

test("room is taken by an auction and given back by its takes", () => {
  const taken = fillHole(float, hole(100, 10), 55);
  expect(holeRoom(float, taken)).toBe(35);
  expect(holeRoom(float, freeHole(float, taken, 55))).toBe(90);
});
