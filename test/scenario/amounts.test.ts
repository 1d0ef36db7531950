import { Decimal } from "decimal.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAmount } from "../../src/scenario/amounts.js";

describe("an amount", () => {
  it.each([
    ["75_000_000", "75000000"],
    ["-40%", "-0.4"],
    ["0.05 %", "0.0005"],
    ["8_944_676.3679", "8944676.3679"],
    ["1e-6", "0.000001"],
    ["2.5E3", "2500"],
    [".5", "0.5"],
    ["+3", "3"],
    ["0.1000", "0.1"],
    [
      "0.3000000000000000444089209850062616169452667236328125",
      "0.3000000000000000444089209850062616169452667236328125",
    ],
  ])("%s is %s", (written, literal) => expect(readAmount(written)).toBe(literal));

  it.each([
    "",
    "%",
    "-",
    "1,000",
    "1 000",
    "1__0",
    "_1",
    "1_",
    "0x10",
    "NaN",
    "Infinity",
    ".inf",
    "1e999",
    "ten",
    "1.2.3",
  ])("%s is none", (written) => expect(readAmount(written)).toBeUndefined());

  it("means the same however its digits are grouped", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.nat({ max: 12 }), (digits, shift) => {
        const plain = digits.toString();
        const grouped = plain.replaceAll(/\B(?=(\d{3})+$)/g, "_");
        expect(readAmount(`${grouped}e-${shift}`)).toBe(readAmount(`${plain}e-${shift}`));
      }),
    );
  });

  it("of n per cent is exactly n hundredths", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.nat({ max: 6 }), (digits, places) => {
        const written = new Decimal(digits).div(new Decimal(10).pow(places));
        const literal = readAmount(`${written.toFixed()}%`);
        expect(new Decimal(literal ?? "NaN").times(100).eq(written)).toBe(true);
      }),
    );
  });
});
