import { describe, expect, test } from "vitest";
import { formatIssue, ScenarioError } from "../../src/scenario/errors.js";
import { type ExposureFiles, readExposureTables } from "../../src/scenario/exposure-tables.js";

const EQUITY = "node,equityUsd,lossUsd\na,10,2\nb,20,\nc,-1,\n";
const files = (claims: string, rest: Partial<ExposureFiles> = {}): ExposureFiles => ({
  claims: { path: "claims.csv", text: claims },
  equity: { path: "equity.csv", text: EQUITY },
  ...rest,
});

const issuesOf = (given: ExposureFiles): readonly string[] => {
  try {
    readExposureTables(given);
    return [];
  } catch (error) {
    if (error instanceof ScenarioError) return error.issues.map(formatIssue);
    throw error;
  }
};

describe("tables of an exposure network", () => {
  const CLAIMS = [
    { from: "a", to: "b", usd: 4 },
    { from: "b", to: "c", usd: 3000 },
  ];

  test("a list and a matrix say the same: rows have claims on columns", () => {
    expect(readExposureTables(files("from,to,usd\na,b,4\nb,c,3_000\n")).claims).toEqual(CLAIMS);
    expect(readExposureTables(files(",a,b,c\na,0,4,0\nb,,,3e3\nc,0,0,0\n")).claims).toEqual(CLAIMS);
  });

  test("equity may be negative; what is left empty is not given", () => {
    expect(readExposureTables(files("from,to,usd\na,b,4\n")).nodes).toEqual([
      { node: "a", equityUsd: 10, lossUsd: 2 },
      { node: "b", equityUsd: 20 },
      { node: "c", equityUsd: -1 },
    ]);
  });

  test("holdings and depths; a depth that is left empty is without limit", () => {
    const { holdings, assets } = readExposureTables(
      files("from,to,usd\na,b,4\n", {
        holdings: { path: "holdings.csv", text: "node,ETH,BTC\na,5,0\nb,1,2\n" },
        depth: { path: "depth.csv", text: "asset,depthUsd,fall\nETH,100,10%\nBTC,,\n" },
      }),
    );
    expect(holdings).toEqual([
      { node: "a", asset: "ETH", usd: 5 },
      { node: "b", asset: "ETH", usd: 1 },
      { node: "b", asset: "BTC", usd: 2 },
    ]);
    expect(assets).toEqual([
      { asset: "ETH", depthUsd: 100, fall: 0.1 },
      { asset: "BTC", depthUsd: Number.POSITIVE_INFINITY },
    ]);
  });
});

describe("everything that is wrong is told at once, with its place", () => {
  test("in a list", () => {
    const found = issuesOf(files("from,to,usd\na,bb,4\nb,c,x\nc,c,5\na,b,1\na,b,2\nb,a\n"));
    expect(found).toEqual([
      "claims.csv:7:1  found 2 cells; expected 3, as in the header.",
      'claims.csv:2:3  "bb" has no row in the table of equity; expected a name that has one. Did you mean "b"?',
      'claims.csv:3:5  found "x"; expected a number of 0 or more.',
      "claims.csv:4:5  c has a claim on itself; expected 0 on the diagonal.",
      "claims.csv:6:1  a and b come twice; expected every pair once.",
    ]);
  });

  test("in several tables", () => {
    const found = issuesOf({
      claims: { path: "claims.csv", text: "from,to,usd\na,b,-4\n" },
      equity: { path: "equity.csv", text: "node,equity\na,1\nb,2\n" },
      depth: { path: "depth.csv", text: "asset,depthUsd\nETH,0\n" },
    });
    expect(found.map((line) => line.split("  ")[0])).toEqual([
      "equity.csv:1:6",
      "equity.csv:1:1",
      "claims.csv:2:1",
      "claims.csv:2:3",
      "claims.csv:2:5",
      "depth.csv:2:5",
    ]);
  });

  test("a file without rows", () => {
    expect(issuesOf(files("")).join()).toContain("claims.csv:1:1  found no rows");
  });
});
