import fc from "fast-check";
import { expect, test } from "vitest";
import {
  liquidateShares,
  type ShareCall,
  type ShareOutcome,
} from "../../../src/mechanics/lending/morpho-blue-shares.js";
import { unrounded, wholeUnits } from "../../../src/mechanics/lending/rounding.js";
import { type Decimal, decimal } from "../../../src/numbers/decimal.js";
import { float } from "../../../src/numbers/float.js";

const WAD = 10n ** 18n;
const SCALE = 10n ** 36n;
const ceilDiv = (a: bigint, b: bigint) => (a + b - 1n) / b;

interface Raw {
  readonly lltv: bigint;
  readonly collateral: bigint;
  readonly borrowAssets: bigint;
  readonly borrowShares: bigint;
  readonly price36: bigint;
}

const incentiveWad = (lltv: bigint) => {
  const factor = (WAD * WAD) / (WAD - (3n * 10n ** 17n * (WAD - lltv)) / WAD);
  return factor > 115n * 10n ** 16n ? 115n * 10n ** 16n : factor;
};

/** Seized and repaid in whole-number arithmetic, as the contract counts them. */
function inIntegers(raw: Raw, call: { readonly seized?: bigint; readonly shares?: bigint }): readonly string[] {
  const [assets, shares] = [raw.borrowAssets + 1n, raw.borrowShares + 10n ** 6n];
  const lif = incentiveWad(raw.lltv);
  if (call.shares !== undefined) {
    const value = (((call.shares * assets) / shares) * lif) / WAD;
    return [(value * SCALE) / raw.price36, ceilDiv(call.shares * assets, shares)].map(String);
  }
  const seized = call.seized ?? 0n;
  const owed = ceilDiv(ceilDiv(seized * raw.price36, SCALE) * WAD, lif);
  return [seized, ceilDiv(ceilDiv(owed * shares, assets) * assets, shares)].map(String);
}

const parse = (value: bigint) => decimal.parse(value.toString());

function inDecimal(raw: Raw, call: ShareCall<Decimal>): ShareOutcome<Decimal> {
  const position = {
    lltv: decimal.div(parse(raw.lltv), parse(WAD)),
    collateral: parse(raw.collateral),
    borrowAssets: parse(raw.borrowAssets),
    borrowShares: parse(raw.borrowShares),
    totalSupplyAssets: parse(2n * raw.borrowAssets),
    price: decimal.div(parse(raw.price36), parse(SCALE)),
  };
  return liquidateShares(decimal, wholeUnits(decimal), position, call);
}

const big = (min: bigint, max: bigint) => fc.bigInt({ min, max });
/** Half under water, so that any call is admitted. */
const positions = fc
  .record({
    lltv: fc.constantFrom(385n, 625n, 770n, 860n, 915n, 945n, 965n, 980n).map((permille) => permille * 10n ** 15n),
    collateral: big(10n, 10n ** 12n),
    price36: big(SCALE / 10n, 10n * SCALE),
    part: big(1n, 3n),
  })
  .map(({ lltv, collateral, price36, part }) => {
    const borrowAssets = 2n * ((collateral * price36) / SCALE) + 2n;
    return { raw: { lltv, collateral, borrowAssets, borrowShares: borrowAssets * 10n ** 6n, price36 }, part };
  });

test("a call by seized assets or by shares is that of whole-number arithmetic", () => {
  fc.assert(
    fc.property(positions, ({ raw, part }) => {
      const seized = raw.collateral / part;
      const bySeized = inDecimal(raw, { by: "seized", seizedAssets: parse(seized) });
      expect([bySeized.seizedAssets, bySeized.repaidAssets].map(decimal.toLiteral)).toEqual(
        inIntegers(raw, { seized }),
      );
      const shares = raw.borrowShares / (part + 9n);
      const byShares = inDecimal(raw, { by: "shares", repaidShares: parse(shares) });
      expect([byShares.seizedAssets, byShares.repaidAssets].map(decimal.toLiteral)).toEqual(
        inIntegers(raw, { shares }),
      );
    }),
    { numRuns: 300 },
  );
});

test("what is borrowed and what suppliers own fall by the same bad debt, once no collateral is left", () => {
  fc.assert(
    fc.property(positions, ({ raw, part }) => {
      const outcome = inDecimal(raw, { by: "seized", seizedAssets: parse(raw.collateral / part) });
      const paid = decimal.add(outcome.repaidAssets, decimal.add(outcome.badDebtAssets, outcome.totalBorrowAfter));
      expect(paid.toString()).toBe(raw.borrowAssets.toString());
      expect(decimal.add(outcome.totalSupplyAfter, outcome.badDebtAssets).toString()).toBe(
        (2n * raw.borrowAssets).toString(),
      );
      expect(outcome.badDebtAssets.isPositive() && !outcome.badDebtAssets.isZero()).toBe(part === 1n);
    }),
  );
});

test("a healthy position is left alone; debt equal to the limit is healthy", () => {
  const position = {
    lltv: 0.5,
    collateral: 100,
    borrowAssets: 50,
    borrowShares: 50e6,
    totalSupplyAssets: 80,
    price: 1,
  };
  const left = liquidateShares(float, unrounded(), position, { by: "seized", seizedAssets: 100 });
  expect(left).toMatchObject({ liquidatable: false, seizedAssets: 0, repaidAssets: 0, collateralAfter: 100 });
  expect(left).toMatchObject({ badDebtAssets: 0, totalBorrowAfter: 50, totalSupplyAfter: 80 });
});
