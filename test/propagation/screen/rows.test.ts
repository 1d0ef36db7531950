import fc from "fast-check";
import { expect, test } from "vitest";
import { coverage, type FloatAccounts } from "../../../src/propagation/screen/evaluate.js";
import { copyRows } from "../../../src/propagation/screen/rows.js";

const RESERVES = 4;
const slot = fc.record({ reserve: fc.nat(RESERVES - 1), scaled: fc.double({ min: 0, max: 1e6, noNaN: true }) });
const account = fc.record({ collateral: fc.array(slot, { maxLength: 3 }), debt: fc.array(slot, { maxLength: 2 }) });

type Drawn = typeof account extends fc.Arbitrary<infer T> ? T : never;

function columnsOf(accounts: readonly Drawn[]): FloatAccounts {
  const side = (of: (each: Drawn) => Drawn["debt"]) => {
    const lists = accounts.map(of);
    return {
      start: Int32Array.from({ length: accounts.length + 1 }, (_, i) => lists.slice(0, i).flat().length),
      reserve: Uint16Array.from(lists.flat(), ({ reserve }) => reserve),
      scaled: Float64Array.from(lists.flat(), ({ scaled }) => scaled),
    };
  };
  return { collateral: side(({ collateral }) => collateral), debt: side(({ debt }) => debt) };
}

test("a copied row is covered as its account is, to the last bit", () => {
  const factors = { collateral: Float64Array.of(0.8, 1.5, 0.1, 3), debt: Float64Array.of(1, 1.1, 2.3, 0.7) };
  fc.assert(
    fc.property(fc.array(account, { minLength: 1, maxLength: 12 }), fc.infiniteStream(fc.nat()), (accounts, draws) => {
      const columns = columnsOf(accounts);
      const some = Uint32Array.from(accounts, () => draws.next().value % accounts.length);
      const rows = copyRows(columns, some);
      some.forEach((of, row) => {
        expect(coverage(rows, factors, row)).toBe(coverage(columns, factors, of));
      });
    }),
  );
});
