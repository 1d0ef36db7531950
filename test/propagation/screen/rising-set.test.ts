import fc from "fast-check";
import { expect, test } from "vitest";
import { risingSet } from "../../../src/propagation/screen/rising-set.js";

test.each([101, 100_000])("members below %i come out once each, in rising order, and are gone", (size) => {
  const set = risingSet(size);
  fc.assert(
    fc.property(fc.array(fc.nat(size - 1)), (members) => {
      for (const member of members) set.add(member);
      expect(set.drain()).toEqual([...new Set(members)].sort((a, b) => a - b));
      expect(set.drain()).toEqual([]);
    }),
  );
});
