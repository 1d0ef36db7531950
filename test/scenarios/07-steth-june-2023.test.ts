import { describe, expect, test } from "vitest";
import type { Market, Scenario } from "../../src/model/scenario.js";
import { bundled, byId, edited, type Ran, run, variantOf } from "./bundled.js";

const NAME = "07-steth-june-2023";
const scenario = await bundled(NAME);

const pegAt = ({ round, result }: Ran, index: number): number => {
  const { assets } = round(Math.min(index, result.stop.round));
  return byId(assets, "stETH").marketUsd / byId(assets, "ETH").marketUsd;
};
const lastPeg = (ran: Ran): number => pegAt(ran, ran.result.stop.round);

const saleOf = (units: string) => edited(NAME, (text) => text.replace("units: 94_000", `units: ${units}`));

/** Aave v3's own rules on the two markets that are v3. */
const underV3Rules = (each: Scenario): Scenario => ({
  ...each,
  markets: each.markets.map((market): Market => {
    if (market.kind !== "aave-v2" || market.id === "aave-v2") return market;
    const { id, reserves, source } = market;
    return { id, kind: "aave-v3", reserves, eModes: [], ...(source === undefined ? {} : { source }) };
  }),
});

describe("the accounts rebuilt from the summary", () => {
  const group = (prefix: string) => scenario.positions.filter(({ id }) => id.startsWith(prefix));
  const stethOf = (prefix: string) =>
    group(prefix)
      .flatMap(({ collateral }) => collateral.filter(({ asset }) => asset === "stETH"))
      .reduce((sum, { units }) => sum + Number(units), 0);

  /** Lido counts 271 accounts with 229,672 stETH against ETH on v2, and 165,222 wstETH on v3; its table itself is 0.24 % off. */
  test("hold the published stETH", () => {
    expect(group("v2-eth")).toHaveLength(271);
    expect(Math.abs(stethOf("v2-eth") / 229_672 - 1)).toBeLessThan(0.003);
    expect(Math.abs(stethOf("v3-eth") / 1.129 / 165_222 - 1)).toBeLessThan(0.003);
  });
});

describe("94,000 stETH sold at once", () => {
  const ran = run(scenario);

  test("leave the published peg", () => expect(pegAt(ran, 0)).toBeCloseTo(0.964, 3));

  test("start liquidations that feed on themselves until the peg is gone", () => {
    expect(ran.report.totals.liquidations).toBeGreaterThan(1_000);
    expect(lastPeg(ran)).toBeLessThan(0.1);
  });

  test("under Aave v3's close factor, start nothing that lasts", () => {
    const v3 = run(underV3Rules(scenario));
    expect(v3.result.stop.reason).toBe("quiescent");
    expect(v3.report.totals.liquidations).toBeLessThan(20);
    expect(lastPeg(v3)).toBeGreaterThan(0.95);
  });
});

test("88,000 are not enough", () => {
  const ran = run(variantOf(scenario, "not-enough"));
  expect(ran.report.totals.liquidatedUsd).toBeLessThan(1e5);
  expect(lastPeg(ran)).toBeCloseTo(pegAt(ran, 0), 4);
});

describe("the tipping point", () => {
  const tips = (each: Scenario) => lastPeg(run(each)) < 0.5;

  test.each([
    ["90_000", false],
    ["92_000", true],
  ])("where one call may repay all: %s tips: %s", async (units, expected) => {
    expect(tips(await saleOf(units))).toBe(expected);
  });

  test.each([
    ["102_000", false],
    ["104_000", true],
  ])("under Aave v3's rules: %s tips: %s", async (units, expected) => {
    expect(tips(underV3Rules(await saleOf(units)))).toBe(expected);
  });
});
