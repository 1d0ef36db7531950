import { expect, test } from "vitest";
import { type Column, table } from "../../src/cli/table.js";

interface Row {
  readonly name: string;
  readonly usd?: number;
}

const COLUMNS: readonly Column<Row>[] = [
  { heading: "name", value: ({ name }) => name },
  { heading: "USD", value: ({ usd }) => usd, show: (usd) => `${usd / 1000} k` },
];
const ROWS: readonly Row[] = [{ name: "a", usd: 12_345 }, { name: "Zürich" }];

test("a person gets aligned columns, numbers rounded and flush right", () => {
  expect(table(ROWS, COLUMNS, "aligned")).toBe("name         USD\na       12.345 k\nZürich         –");
});

test("a program gets tabs and numbers in full", () => {
  expect(table(ROWS, COLUMNS, "tabs")).toBe("name\tUSD\na\t12345\nZürich\t");
});
