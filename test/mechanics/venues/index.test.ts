import { expect, test } from "vitest";
import { type VenueRules, venueRules, venueTerms } from "../../../src/mechanics/venues/index.js";
import { float } from "../../../src/numbers/float.js";
import { constantProductPool, exchange, quotes, stablePool } from "./venues.js";

test("every rule is listed under its own kind", () => {
  for (const [kind, rule] of Object.entries(venueRules)) expect(rule.kind).toBe(kind);
});

test("a venue is read by the rule of its kind, its tokens in its own order", () => {
  const venues = [constantProductPool(1, 2), stablePool([1, 2, 3], 10), quotes([[1, 0.1]]), exchange(1, 0.1, 10, 1)];
  expect(venues.map((venue) => venueTerms(float, venue).tokens.length)).toEqual([2, 3, 2, 2]);
  expect(venueTerms(float, stablePool([1, 2, 3], 10)).tokens).toEqual(["A0", "A1", "A2"]);
});

test("a rule of one's own takes the place of ours", () => {
  const dear: VenueRules = {
    ...venueRules,
    "constant-product": {
      kind: "constant-product",
      terms: (n, venue) => ({ ...venueRules["constant-product"].terms(n, venue), fee: n.parse("0.5") }),
    },
  };
  expect(venueTerms(float, constantProductPool(1, 2), dear).fee).toBe(0.5);
  expect(venueTerms(float, constantProductPool(1, 2)).fee).toBe(0);
});
