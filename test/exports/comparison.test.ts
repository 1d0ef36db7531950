import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { comparisonCsv, comparisonJson } from "../../src/exports/index.js";
import { parameterComparison, scenarioComparison } from "../figures/comparison.js";

test("compare.csv has a run a line, and a column for the final price of every asset", () => {
  const rows: readonly Record<string, string>[] = parse(comparisonCsv(parameterComparison()), { columns: true });
  expect(rows).toHaveLength(4);
  expect(rows[1]).toMatchObject({
    run: "Coin.liquidationBonus = 5%",
    totalLossUsd: "48900000",
    claimLossUsd: "-2100000",
    worstVault: "",
    "finalPriceUsd:Coin": "70",
  });
  const strangers: readonly Record<string, string>[] = parse(comparisonCsv(scenarioComparison()), { columns: true });
  expect(strangers[2]).toMatchObject({
    "finalPriceUsd:Coin 2": "60",
    "finalPriceUsd:Coin 3": "",
    amplification: "1.008",
  });
});

test("compare.json holds the comparison whole", () => {
  const { format, version, ...rest } = JSON.parse(comparisonJson(parameterComparison(), "1.2.3"));
  expect({ format, version }).toEqual({ format: "spillover-comparison/1", version: "1.2.3" });
  expect(rest).toEqual(parameterComparison());
});
