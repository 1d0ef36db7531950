import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parquetWriteBuffer } from "hyparquet-writer";
import { expect, test } from "vitest";
import { readAccountTable } from "../../../src/scenario/tables/read.js";

const BLOCK = 128 * 1024;

/** A Zstandard frame of raw blocks, by hand (RFC 8878, 3.1.1): magic number, header with the size, blocks of at most 128 KiB. */
function zstdFrame(bytes: Uint8Array): Uint8Array {
  const header = new DataView(new ArrayBuffer(9));
  header.setUint32(0, 0xfd2fb528, true);
  header.setUint8(4, 0b1010_0000);
  header.setUint32(5, bytes.length, true);
  const parts: Uint8Array[] = [new Uint8Array(header.buffer)];
  for (let from = 0; from === 0 || from < bytes.length; from += BLOCK) {
    const block = bytes.subarray(from, from + BLOCK);
    const isLast = from + BLOCK >= bytes.length;
    const word = (isLast ? 1 : 0) + block.length * 8;
    parts.push(Uint8Array.of(word & 255, (word >> 8) & 255, word >> 16), block);
  }
  return new Uint8Array(Buffer.concat(parts));
}

test("a Parquet file compressed by Zstandard is read, over several row groups", async () => {
  const folder = await mkdtemp(join(tmpdir(), "zstd-"));
  try {
    const path = join(folder, "accounts.parquet");
    const count = 3_000;
    const numbers = Array.from({ length: count }, (_, i) => i + 0.25);
    const file = parquetWriteBuffer({
      columnData: [
        { name: "account", type: "STRING", data: numbers.map((_, i) => `a${i}`) },
        { name: "collateral.ETH", type: "DOUBLE", data: numbers },
        { name: "debt.USDC", type: "DOUBLE", data: numbers.map((units) => 2 * units) },
      ],
      rowGroupSize: 1_000,
      codec: "ZSTD",
      compressors: { ZSTD: zstdFrame },
    });
    await writeFile(path, new Uint8Array(file));
    const { accounts, mistakes } = await readAccountTable(path, { market: "aave" });
    expect([accounts.count, mistakes.count]).toEqual([count, 0]);
    expect([...accounts.collateral.units]).toEqual(numbers);
    expect([...accounts.debt.units]).toEqual(numbers.map((units) => 2 * units));
  } finally {
    await rm(folder, { recursive: true });
  }
});
