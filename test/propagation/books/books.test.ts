import { expect, it } from "vitest";
import { float } from "../../../src/numbers/float.js";
import { books } from "../../../src/propagation/books/books.js";
import { LedgerError } from "../../../src/propagation/books/ledger.js";
import { compileWorld, type Keeps } from "../../../src/propagation/world.js";
import { small } from "../small.js";

const world = compileWorld(float, small({ A: 1 }, {}));
const opened = (keeps: Keeps) => books({ ...world, keeps });

it.each<Keeps>(["everything", "rounds"])("refuses an amount below zero or not finite, when %s is kept", (keeps) => {
  const { token } = opened(keeps);
  for (const units of [-1, Number.NaN, Number.POSITIVE_INFINITY])
    expect(() => token("outside", "sales", 0, units)).toThrow(LedgerError);
});

it("adds postings up only where they are audited", () => {
  const [kept, checked] = [opened("everything"), opened("rounds")];
  for (const { token } of [kept, checked]) token("outside", "sales", 0, 2);
  expect([kept.ledger.postings, checked.ledger.postings]).toEqual([1, 0]);
});
