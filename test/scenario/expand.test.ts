import { Decimal } from "decimal.js";
import { describe, expect, it } from "vitest";
import { parseWith, unitsOf } from "./scenarios.js";

const sum = (values: readonly (string | undefined)[]) =>
  values.reduce((total, value) => total.plus(value ?? 0), new Decimal(0));

describe("a loop by intent", () => {
  const loop = (terms: string) =>
    parseWith(`positions:\n  l: { market: aave, loop: { supply: wstETH, borrow: ETH, equityUnits: 100, ${terms} } }\n`);

  it("of 12 rounds at 0.8 is what twelve deposits add up to", async () => {
    let deposit = new Decimal(100);
    let collateral = deposit;
    for (let round = 0; round < 12; round += 1) {
      deposit = deposit.times("0.8");
      collateral = collateral.plus(deposit);
    }
    const [position] = (await loop("rounds: 12, ltv: 0.8")).positions;
    expect(Number(unitsOf(position?.collateral ?? [], "wstETH"))).toBeCloseTo(collateral.toNumber(), 12);
    const borrowed = collateral.minus(100).times(2400).div(2000);
    expect(Number(unitsOf(position?.debt ?? [], "ETH"))).toBeCloseTo(borrowed.toNumber(), 12);
  });

  it("to a leverage owes equity × (L − 1) at market prices: 100 × 3 × 2400 / 2000", async () => {
    const [position] = (await loop("targetLeverage: 4")).positions;
    expect(position?.collateral).toEqual([{ asset: "wstETH", units: "400" }]);
    expect(position?.debt).toEqual([{ asset: "ETH", units: "360" }]);
  });
});

const GROUP = `positions:
  loopers:
    market: aave
    count: 200
    loop: { supply: wstETH, borrow: ETH, equityUnits: { lognormal: { median: 250, sigma: 1.4 } }, targetLeverage: { uniform: [2, 9] } }
`;

describe("a group of loops", () => {
  it("has members with ids, a group, and leverages within bounds", async () => {
    const { positions } = await parseWith(GROUP);
    expect(positions).toHaveLength(200);
    expect(positions[6]).toMatchObject({ id: "loopers#0007", group: "loopers" });
    for (const { collateral, debt } of positions) {
      const supplied = new Decimal(unitsOf(collateral, "wstETH") ?? 0).times(1.2);
      const leverage = supplied.div(supplied.minus(unitsOf(debt, "ETH") ?? 0)).toNumber();
      expect(leverage).toBeGreaterThan(1.999999);
      expect(leverage).toBeLessThan(9.000001);
    }
  });

  it("is the same for the same seed and another for another", async () => {
    const [one, again, other] = [await parseWith(GROUP), await parseWith(GROUP), await parseWith(`${GROUP}seed: 2\n`)];
    expect(again.positions).toEqual(one.positions);
    expect(other.positions[0]?.collateral).not.toEqual(one.positions[0]?.collateral);
  });

  it("does not draw one path for all", async () => {
    const { positions } = await parseWith(GROUP);
    expect(new Set(positions.map(({ collateral }) => unitsOf(collateral, "wstETH"))).size).toBe(200);
  });

  it("adds up to a stated total", async () => {
    const { positions } = await parseWith(
      GROUP.replace("count: 200", "count: 200, totalUnits: 1_000_000".replace(", ", "\n    ")),
    );
    expect(sum(positions.map(({ collateral }) => unitsOf(collateral, "wstETH"))).toNumber()).toBeCloseTo(1_000_000, 4);
  });
});

describe("a group of accounts", () => {
  it("owes its loan-to-value at the price that its market judges by, not at the market's", async () => {
    const { positions } = await parseWith(`positions:
  g: { market: morpho, count: 3, collateral: { asset: wstETH, units: { constant: 8 } }, debt: { asset: ETH, ltv: { constant: 90% } } }
`);
    // 8 × 1.25 ETH × 0.9: the oracle's rate is 1.25, the market's 2400/2000 = 1.2.
    expect(positions.map(({ debt }) => unitsOf(debt, "ETH"))).toEqual(["9", "9", "9"]);
  });

  it("draws what its distributions say", async () => {
    const group = (name: string, units: string) =>
      `  ${name}: { market: aave, count: 2000, collateral: { asset: ETH, units: ${units} }, debt: { asset: USDC, ltv: { constant: 0 } } }\n`;
    const { positions } = await parseWith(
      `positions:\n${group("u", "{ uniform: [10, 30] }")}${group("n", "{ normal: { mean: 50, sd: 5, min: 40 } }")}${group("l", "{ lognormal: { median: 7, sigma: 0.5, max: 12 } }")}${group("t", "{ triangular: [0, 3, 9] }")}`,
    );
    const drawn = (group: string) =>
      positions
        .filter((position) => position.group === group)
        .map(({ collateral }) => Number(unitsOf(collateral, "ETH")));
    const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    // Standard errors of the means are 0.13, 0.11, 0.05 and 0.04: bounds of five of them.
    expect(Math.abs(mean(drawn("u")) - 20)).toBeLessThan(0.65);
    // A normal cut off two deviations below its mean has mean 50 + 5·φ(2)/Φ(2) = 50.276.
    expect(Math.abs(mean(drawn("n")) - 50.276)).toBeLessThan(0.55);
    expect(Math.min(...drawn("n"))).toBeGreaterThanOrEqual(40);
    expect(Math.max(...drawn("l"))).toBeLessThanOrEqual(12);
    expect(Math.abs(mean(drawn("t")) - 4)).toBeLessThan(0.22);
    const below = drawn("l").filter((value) => value < 7).length / 2000;
    // P(X < median | X ≤ 12) = 0.5 / Φ(ln(12/7)/0.5) = 0.5 / 0.8595 = 0.5817; standard error 0.011.
    expect(Math.abs(below - 0.5817)).toBeLessThan(0.055);
  });
});

describe("a table of accounts", () => {
  const CSV = "id,collateral.ETH,collateral.wstETH,debt.USDC\nann,10,,12_000\n,,5,1e3\n";

  it("gives an account for every row", async () => {
    const { positions } = await parseWith("positions:\n  t: { market: aave, table: a.csv }\n", { "a.csv": CSV });
    expect(positions).toEqual([
      {
        id: "ann",
        group: "t",
        market: "aave",
        collateral: [{ asset: "ETH", units: "10" }],
        debt: [{ asset: "USDC", units: "12000" }],
      },
      {
        id: "t#0002",
        group: "t",
        market: "aave",
        collateral: [{ asset: "wstETH", units: "5" }],
        debt: [{ asset: "USDC", units: "1000" }],
      },
    ]);
  });

  it("may have headers of its own", async () => {
    const { positions } = await parseWith(
      "positions:\n  t: { market: aave, table: a.csv, columns: { id: who, collateral.ETH: eth, debt.USDC: usdc } }\n",
      { "a.csv": "usdc,remark,who,eth\n100,late,bob,2\n" },
    );
    expect(positions[0]).toMatchObject({
      id: "bob",
      collateral: [{ asset: "ETH", units: "2" }],
      debt: [{ asset: "USDC", units: "100" }],
    });
  });

  it("refuses a row that it cannot read, with its number", async () => {
    const outcome = parseWith("positions:\n  t: { market: aave, table: a.csv }\n", { "a.csv": `${CSV}eve,-1,,5\n` });
    await expect(outcome).rejects.toMatchObject({
      issues: [{ file: "a.csv", line: 4, found: 'found "-1" under collateral.ETH' }],
    });
  });
});
