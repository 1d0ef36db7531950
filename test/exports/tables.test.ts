import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { csv } from "../../src/exports/csv.js";
import { nodesCsv, roundsCsv, transmissionsCsv } from "../../src/exports/report-tables.js";
import { eventsCsv, pricesCsv, reservesCsv, vaultsCsv } from "../../src/exports/run-tables.js";
import { measure } from "../../src/measures/report.js";
import { result, shape } from "../measures/small-run.js";

const report = measure(shape, result);
const read = (text: string): readonly Record<string, string>[] => parse(text, { columns: true });

describe("csv", () => {
  it("quotes as RFC 4180 says", () => {
    expect(
      csv(
        ["a", "b"],
        [
          { a: 'say "no"', b: "x,y" },
          { a: "two\nlines", b: undefined },
          { a: 1e-7, b: 0.1 + 0.2 },
        ],
      ),
    ).toBe('a,b\r\n"say ""no""","x,y"\r\n"two\nlines",\r\n1e-7,0.30000000000000004\r\n');
  });
});

describe("tables", () => {
  it("writes a round a line", () => {
    const rows = read(roundsCsv(report));
    expect(rows).toHaveLength(4);
    expect(rows[2]).toEqual({
      round: "2",
      seconds: "1200",
      liquidatedUsd: "60",
      liquidatedUsdPerSecond: "0.1",
      cumulativeLiquidatedUsd: "210",
      soldUsd: "60",
      badDebtUsd: "20",
      withdrawnUsd: "7",
      failed: "1",
      directLossUsd: "0",
      priceLossUsd: "10",
      claimLossUsd: "10",
      runLossUsd: "0",
    });
  });

  it("writes a node a line, with nothing where there is nothing", () => {
    const rows = read(nodesCsv(report));
    expect(rows[1]).toMatchObject({ key: "vault:curator", claimLossUsd: "10", lossShare: "0.01", failedRound: "" });
    expect(rows[3]).toMatchObject({ key: "position:loan", lossShare: "", totalLossUsd: "40" });
  });

  it("writes the log so that every event names its cause, text unharmed", () => {
    const rows = read(eventsCsv(result));
    expect(rows.map(({ cause }) => cause)).toEqual(["", "0", "1", "2", "3", "4"]);
    expect(rows[2]).toMatchObject({ kind: "liquidation", valueUsd: "150", lossUsd: "50", text: 'event 2, "as told"' });
  });

  it("writes vaults, reserves and prices by round", () => {
    expect(read(vaultsCsv(result))[3]).toEqual({
      round: "3",
      seconds: "1800",
      vault: "curator",
      sharePrice: "0.7",
      totalUnits: "1000",
      idleUnits: "100",
    });
    expect(read(reservesCsv(result))).toHaveLength(8);
    expect(read(reservesCsv(result))[2]).toMatchObject({ round: "1", asset: "USDC", shortfallUsd: "30" });
    expect(read(pricesCsv(result)).slice(3, 6)).toEqual([
      { round: "1", seconds: "600", price: "market", id: "ETH", usd: "99" },
      { round: "1", seconds: "600", price: "reference", id: "ETH", usd: "90" },
      { round: "1", seconds: "600", price: "oracle", id: "ETH-oracle", usd: "100" },
    ]);
  });

  it("writes what passed along each edge", () => {
    expect(read(transmissionsCsv(report))[1]).toEqual({
      from: "market:aave",
      to: "position:loop",
      channel: "price",
      firstRound: "1",
      lossUsd: "70",
    });
  });
});
