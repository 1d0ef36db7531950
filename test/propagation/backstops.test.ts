import { describe, expect, it } from "vitest";
import type { Result } from "../../src/model/result.js";
import { ethAndUsdc, runYaml } from "./from-yaml.js";

const scenario = (backstop: string, supplied = "suppliedUnits: 10_000,") => `${ethAndUsdc()}
actors: { treasury: {}, stakers: { holdings: { USDC: 5 } } }
markets:
  aave:
    kind: aave-v3
    reserves:
      ETH: { ltv: 80%, liquidationThreshold: 85%, liquidationBonus: 5% }
      USDC: { ${supplied} ${backstop} }
positions: { p: { market: aave, collateral: { ETH: 1 }, debt: { USDC: 1600 } } }
shocks: [{ kind: price, round: 0, asset: ETH, change: -50% }]
`;

/** The debt of 1,600 less what an ETH of 1,000 repays at a bonus of 5 %, and the venue's slippage nothing. */
const BAD_DEBT = 1600 - 1000 / 1.05;

const claimLoss = (result: Result, key: string): number =>
  result.nodes.find((node) => node.key === key)?.lossUsd.claim ?? Number.NaN;

const layers = (first: number, second: number) =>
  `backstop: [{ actor: treasury, units: ${first} }, { actor: stakers, units: ${second} }]`;

describe("backstops", () => {
  it("bear bad debt in their order before any other supplier does", async () => {
    const { result } = await runYaml(scenario(layers(100, 2000)));
    expect(claimLoss(result, "actor:treasury")).toBeCloseTo(100, 9);
    expect(claimLoss(result, "actor:stakers")).toBeCloseTo(BAD_DEBT - 100, 9);
    expect(claimLoss(result, "market:aave")).toBeCloseTo(0, 9);
    const reserve = result.rounds.at(-1)?.reserves.find(({ asset }) => asset === "USDC");
    expect(reserve?.deficitUnits).toBe(0);
    expect(reserve?.suppliedUnits).toBeCloseTo(10_000 - BAD_DEBT, 9);
    // Nobody's cash moves: 8,400 and what the liquidator has repaid.
    expect(reserve?.cashUnits).toBeCloseTo(8400 + 1000 / 1.05, 9);
    const slashed = result.events.filter(({ kind, from }) => kind === "loss-passed-on" && from === "market:aave");
    expect(slashed.map(({ to, units = 0 }) => `${to} ${units.toFixed(4)}`)).toEqual([
      "actor:treasury 100.0000",
      `actor:stakers ${(BAD_DEBT - 100).toFixed(4)}`,
    ]);
    expect(Math.max(result.audit.residual, result.audit.reserveResidual)).toBeLessThan(1e-9);
  });

  it("leave the rest to all suppliers when they are used up", async () => {
    const { result } = await runYaml(scenario(layers(100, 200)));
    expect(claimLoss(result, "actor:treasury")).toBeCloseTo(100, 9);
    expect(claimLoss(result, "actor:stakers")).toBeCloseTo(200, 9);
    expect(claimLoss(result, "market:aave")).toBeCloseTo(BAD_DEBT - 300, 9);
    const reserve = result.rounds.at(-1)?.reserves.find(({ asset }) => asset === "USDC");
    expect(reserve?.deficitUnits).toBeCloseTo(BAD_DEBT - 300, 9);
  });

  it("change who bears a loss, not how much is lost, in both number systems", async () => {
    const plain = await runYaml(scenario(""));
    const float = await runYaml(scenario(layers(100, 200)));
    const decimal = await runYaml(scenario(layers(100, 200)), "decimal");
    expect(float.report.totals.totalLossUsd).toBeCloseTo(plain.report.totals.totalLossUsd, 8);
    expect(float.report.totals.totalLossUsd).toBeCloseTo(decimal.report.totals.totalLossUsd, 9);
    expect(claimLoss(plain.result, "market:aave")).toBeCloseTo(BAD_DEBT, 9);
  });

  it("are supplied beside what is borrowed where no total is stated, and refused where they are not part of it", async () => {
    const { result } = await runYaml(scenario(layers(100, 200), ""));
    expect(result.rounds[0]?.reserves.find(({ asset }) => asset === "USDC")?.cashUnits).toBeCloseTo(
      300 + 1000 / 1.05,
      9,
    );
    await expect(runYaml(scenario(layers(9000, 2000)))).rejects.toThrow(/supplied/);
    await expect(runYaml(scenario("backstop: [{ actor: nobody, units: 1 }]"))).rejects.toThrow(/nobody/);
    await expect(
      runYaml(scenario("backstop: [{ actor: stakers, units: 1 }, { actor: stakers, units: 1 }]")),
    ).rejects.toThrow(/twice/);
  });
});
