import { describe, expect, it } from "vitest";
import { compareScenarios } from "../../src/experiments/compare.js";
import { measure } from "../../src/measures/index.js";
import { simulate } from "../../src/propagation/index.js";
import { readPath, readScenario } from "../../src/scenario/index.js";

const path = readPath("markets.aave.reserves.ETH.liquidationBonus") ?? [];
const withBonus = (value: string) => readScenario("scenarios/01-one-position.yaml", { changes: [{ path, value }] });

describe("a comparison", () => {
  it("holds what each run by itself would report", async () => {
    const own = await readScenario("scenarios/03-two-markets-one-pool.yaml");
    const other = await withBonus("8%");
    const { runs } = compareScenarios([
      { name: "pool", scenario: own },
      { name: "bonus", scenario: other, variant: "calm" },
    ]);
    expect(runs.map(({ name, provenance }) => [name, provenance.title, provenance.variant])).toEqual([
      ["pool", own.title, undefined],
      ["bonus", other.title, "calm"],
    ]);
    for (const [i, scenario] of [own, other].entries()) {
      const alone = simulate(scenario);
      expect(runs[i]).toMatchObject({
        totals: measure(alone.shape, alone.result).totals,
        stop: alone.result.stop,
        prices: [
          { asset: "ETH", startUsd: 2000, marketUsd: alone.result.rounds.map(({ assets }) => assets[0]?.marketUsd) },
          { asset: "USDC", startUsd: 1 },
        ],
      });
    }
  });

  it("shows what a parameter does: 120,000 USD of ETH repay 120,000 / (1 + bonus) of as much debt, and the rest is bad", async () => {
    const list = await Promise.all(["5%", "10%"].map(async (name) => ({ name, scenario: await withBonus(name) })));
    const [five, ten] = compareScenarios(list).runs.map(({ totals }) => totals.badDebtUsd);
    expect(five).toBeCloseTo(120_000 - 120_000 / 1.05, 6);
    expect(ten).toBeCloseTo(120_000 - 120_000 / 1.1, 6);
  });

  it("names the vault that was written down most, and none where none was", async () => {
    const stream = await readScenario("scenarios/04-xusd-deusd-november-2025.yaml");
    const [run] = compareScenarios([{ name: "stream", scenario: stream }]).runs;
    const alone = simulate(stream);
    const lowest = Math.min(...measure(alone.shape, alone.result).vaults.map(({ writeDown }) => writeDown));
    expect(run?.worstVault?.writeDown).toBe(lowest);
    expect(lowest).toBeLessThan(-0.9);
    const [calm] = compareScenarios([{ name: "one", scenario: await withBonus("5%") }]).runs;
    expect(calm).not.toHaveProperty("worstVault");
  });

  it("says where it is: run and round", async () => {
    const told: string[] = [];
    const scenario = await withBonus("5%");
    const list = [
      { name: "a", scenario },
      { name: "b", scenario },
    ];
    compareScenarios(list, { numbers: "decimal", onRound: ({ run, round }) => void told.push(`${run}.${round}`) });
    expect(told).toEqual(expect.arrayContaining(["0.0", "1.0"]));
  });
});
