import fc from "fast-check";
import { expect, test } from "vitest";
import { unpackText } from "../../../src/model/population.js";
import { nameIndex } from "../../../src/scenario/tables/name-index.js";

test("numbers names as a map would, texts or bytes, and gives them back", () =>
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z]{1,3}$/), { maxLength: 200 }), (texts) => {
      const index = nameIndex();
      const numbers = new Map<string, number>();
      for (const [i, text] of texts.entries()) {
        if (!numbers.has(text)) numbers.set(text, numbers.size);
        expect(index.number(i % 2 === 0 ? text : Buffer.from(text))).toBe(numbers.get(text));
      }
      const packed = index.finish();
      expect(Array.from({ length: index.count }, (_, i) => unpackText(packed, i))).toEqual([...numbers.keys()]);
    }),
  ));

test.each([0, 100, 15_000, 20_000])("grows past its first size, made for %i names", (expected) => {
  const index = nameIndex(expected);
  const name = (i: number) => `0x${i.toString(16).padStart(40, "0")}`;
  for (let i = 0; i < 20_000; i += 1) index.number(name(i), "/aave");
  expect([index.number(name(12_345), "/aave"), index.number(`${name(7)}/aave`), index.count]).toEqual([
    12_345, 7, 20_000,
  ]);
  expect(unpackText(index.finish(), 19_999)).toBe(`${name(19_999)}/aave`);
});
