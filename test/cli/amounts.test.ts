import { expect, test } from "vitest";
import { readableAmount, readablePrice, readableSeconds, readableShare, readableUsd } from "../../src/cli/amounts.js";

test.each([
  [8_591_234.5, "8.59 M"],
  [8_500_000, "8.5 M"],
  [1.25e9, "1.25 bn"],
  [999_600, "1 M"],
  [999_400, "999 k"],
  [1000, "1 k"],
  [999.4, "999"],
  [85.94, "85.9"],
  [0.05, "0.05"],
  [0, "0"],
  [-0, "0"],
  [-4_420_714, "−4.42 M"],
])("%d reads as %s", (value, text) => expect(readableAmount(value)).toBe(text));

test("dollars say so", () => expect(readableUsd(8_591_234.5)).toBe("8.59 M USD"));

test.each([
  [-0.98432, "−98.43 %"],
  [-0.4, "−40 %"],
  [0.002, "0.2 %"],
])("the share %d reads as %s", (value, text) => expect(readableShare(value)).toBe(text));

test.each([
  [0.3767, "0.3767"],
  [1.0123, "1.012"],
  [1234.56, "1,235"],
  [1, "1"],
])("the price %d reads as %s", (value, text) => expect(readablePrice(value)).toBe(text));

test.each([
  [12, "12 s"],
  [90, "1.5 min"],
  [3600, "1 h"],
  [172_800, "2 days"],
])("%d seconds read as %s", (value, text) => expect(readableSeconds(value)).toBe(text));
