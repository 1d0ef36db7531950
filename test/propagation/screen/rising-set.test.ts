import fc from "fast-check";
import { expect, test } from "vitest";
import { risingSet } from "../../../src/propagation/screen/rising-set.js";

test("members come out once each, in rising order, and are gone", () => {
  const SIZE = 101;
  const set = risingSet(SIZE);
  fc.assert(
    fc.property(fc.array(fc.nat(SIZE - 1)), (members) => {
      for (const member of members) set.add(member);
      expect(set.drain()).toEqual([...new Set(members)].sort((a, b) => a - b));
      expect(set.drain()).toEqual([]);
    }),
  );
});
