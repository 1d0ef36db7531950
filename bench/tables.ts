import { type ColumnSource, parquetWriteBuffer } from "hyparquet-writer";
import type { AccountColumns, SlotColumns } from "../src/model/population.js";
import { at } from "../src/numbers/arithmetic.js";

/** Accounts as a table with an account a row, as people export them: addresses, up to three collaterals and two debts. */
const SLOTS = { collateral: 3, debt: 2 } as const;
type Side = keyof typeof SLOTS;
const SIDES: readonly Side[] = ["collateral", "debt"];

/** 42 characters, distinct, in no order. */
const address = (i: number): string => {
  const mixed = (Math.imul(i, 0x9e3779b1) >>> 0).toString(16).padStart(8, "0");
  return `0x${mixed.repeat(4)}${i.toString(16).padStart(8, "0")}`;
};

const suffix = (slot: number): string => (slot === 0 ? "" : `_${slot + 1}`);

function slotOf({ start }: SlotColumns, account: number, slot: number): number | undefined {
  const place = at(start, account) + slot;
  return place < at(start, account + 1) ? place : undefined;
}

/** CSV text in blocks of some rows, for a stream. */
export function* accountsCsv(accounts: AccountColumns): Generator<string> {
  const slots = SIDES.flatMap((side) => Array.from({ length: SLOTS[side] }, (_, slot) => ({ side, slot })));
  const headers = slots.flatMap(({ side, slot }) => [`${side}_asset${suffix(slot)}`, `${side}_units${suffix(slot)}`]);
  let block = `account,market,${headers.join(",")}\n`;
  for (let i = 0; i < accounts.count; i += 1) {
    block += `${address(i)},${accounts.markets[at(accounts.market, i)]}`;
    for (const { side, slot } of slots) {
      const place = slotOf(accounts[side], i, slot);
      block += place === undefined ? ",," : `,${assetAt(accounts, side, place)},${at(accounts[side].units, place)}`;
    }
    block += "\n";
    if (block.length < 1 << 20) continue;
    yield block;
    block = "";
  }
  yield block;
}

const assetAt = ({ assets, ...sides }: AccountColumns, side: Side, place: number): string =>
  assets[at(sides[side].asset, place)] ?? "";

/** The same as a Parquet file in row groups of 100,000. */
export function accountsParquet(accounts: AccountColumns): Uint8Array {
  const each = <T>(value: (i: number) => T): T[] => Array.from({ length: accounts.count }, (_, i) => value(i));
  const columnData: ColumnSource[] = [
    { name: "account", type: "STRING", nullable: false, data: each(address) },
    { name: "market", type: "STRING", nullable: false, data: each((i) => accounts.markets[at(accounts.market, i)]) },
  ];
  for (const side of SIDES) {
    for (let slot = 0; slot < SLOTS[side]; slot += 1) {
      const places = each((i) => slotOf(accounts[side], i, slot));
      const nullable = slot > 0;
      const asset = places.map((place) => (place === undefined ? null : assetAt(accounts, side, place)));
      const units = places.map((place) => (place === undefined ? null : at(accounts[side].units, place)));
      columnData.push({ name: `${side}_asset${suffix(slot)}`, type: "STRING", nullable, data: asset });
      columnData.push({ name: `${side}_units${suffix(slot)}`, type: "DOUBLE", nullable, data: units });
    }
  }
  return new Uint8Array(parquetWriteBuffer({ columnData, rowGroupSize: 100_000 }));
}
