import { describe, expect, test } from "vitest";
import { directShock } from "../../src/experiments/direct-shock.js";
import { marketDepths } from "../../src/experiments/market-depth.js";
import { rankScenario } from "../../src/experiments/rank.js";
import { candidatesOf } from "../../src/experiments/rank-candidates.js";
import { without } from "../../src/experiments/rank-without.js";
import type { Ranking } from "../../src/model/ranking.js";
import { simulate } from "../../src/propagation/index.js";
import { openingPrices } from "../../src/propagation/prices/opening-prices.js";
import { readScenario } from "../../src/scenario/index.js";

const FIVE = "scenarios/09-five-protocols.yaml";
const XUSD = "scenarios/04-xusd-deusd-november-2025.yaml";

const columnOf = ({ names, columns }: Ranking, heading: string): Readonly<Record<string, number | undefined>> => {
  const values = columns.find((column) => column.heading === heading)?.values ?? [];
  return Object.fromEntries(names.map((name, i) => [name, values[i]]));
};

describe("depth and the shock itself", () => {
  test("half of a constant-product pool's balance, less the little that a sale of 1 % already moves it; none for a quote", async () => {
    const scenario = await readScenario(FIVE);
    const depths = marketDepths(scenario, openingPrices(scenario));
    // Selling 1 % of x: the price falls by 1 − 1/1.01² of itself (the fee of 0.05 % or 0.3 % stays outside or adds a trace).
    const exact = 0.01 / (1 - 1 / 1.01 ** 2);
    expect((depths.get("ETH") ?? 0) / (46_000_000 * exact)).toBeCloseTo(1, 2);
    expect(depths.get("USDC")).toBe(Number.POSITIVE_INFINITY);
    // A stableswap pool takes far more than half of its balance.
    expect(depths.get("stETH")).toBeGreaterThan(40_000_000 * 5);
  });

  test("prices fall with nobody there to react: those that track along, the rest not", async () => {
    const scenario = await readScenario(FIVE);
    const { priceUsd } = directShock(scenario, openingPrices(scenario));
    expect(priceUsd("ETH")).toBeCloseTo(1_500, 6);
    expect(priceUsd("stETH")).toBeCloseTo(1_500, 6);
    expect(priceUsd("synth")).toBe(1);
    expect(priceUsd("USDC")).toBe(1);
  });

  test("of a path the lowest price counts, of an issuer's loss what it has to lose", async () => {
    const scenario = await readScenario(XUSD);
    const more = { ...scenario, shocks: [...scenario.shocks, ...scenario.shocks, ...scenario.shocks] };
    const { priceUsd, issuerLossUsd } = directShock(more, openingPrices(scenario));
    expect(priceUsd("xUSD")).toBeCloseTo(0.0925, 12);
    // Three times 93 million, of which there are 93 + 170.
    expect(issuerLossUsd.get("stream")).toBe(263_000_000);
  });
});

describe("ranking five protocols", async () => {
  const ranking = rankScenario(await readScenario(FIVE));
  const failing = columnOf(ranking.nodes, "fails, cascade");

  test("an account that fails costs its lenders its debt, in the cascade and by every measure that sees debts", () => {
    const debts = { staker: 11e6, borrower: 4.2e6, "dollar-looper": 4.2e6, lender: 2.9e6, "vault-owner": 1.1e6 };
    for (const [id, debtUsd] of Object.entries(debts)) {
      const name = `position:${id}`;
      expect(failing[name]).toBeCloseTo(debtUsd, 3);
      expect(columnOf(ranking.nodes, "clearing")[name]).toBeCloseTo(debtUsd, 3);
      expect(columnOf(ranking.nodes, "DebtRank 2015")[name]).toBeCloseTo(debtUsd, 3);
    }
  });

  test("the synthetic dollar costs whoever borrowed against it, and his lender: the five million of its token that are held inside", () => {
    expect(columnOf(ranking.nodes, "clearing")["issuer:synth-issuer"]).toBeCloseTo(5e6, 3);
    expect(failing["issuer:synth-issuer"]).toBeCloseTo(5e6, 3);
    // By thresholds the looper fails on its 0.8 million, and then its lender loses all 4.2: a buffer of 6 million stands that.
    expect(columnOf(ranking.nodes, "threshold")["issuer:synth-issuer"]).toBeCloseTo(0.8e6 + (4.2 / 6) * 1e6, 3);
  });

  test("is sorted by the cascade, and rankings that are the same agree wholly", () => {
    const values = Object.values(failing).map((value) => value ?? 0);
    for (const [i, value] of values.slice(1).entries()) expect(value).toBeLessThanOrEqual((values[i] ?? 0) + 1e-3);
    const places = ["fails, cascade", "clearing"].map((heading) =>
      ranking.nodes.columns.findIndex((column) => column.heading === heading),
    );
    const agreement = ranking.nodes.correlations.find(({ a, b }) => a === places[0] && b === places[1]);
    expect(agreement?.spearman).toBeCloseTo(1, 12);
    expect(agreement?.kendall).toBeCloseTo(1, 12);
  });

  test("ETH matters most of all assets: 20 % of the 6,000 ETH and of the synthetic dollar's and staker's stETH are direct", () => {
    expect(ranking.assets.names[0]).toBe("ETH");
    // Positions: 3,000 + 2,000 + 1,000 ETH and 8,000 stETH; issuer: 5,250 stETH.
    const outside = 0.2 * 2_000 * (6_000 + 8_000) + 0.2 * 2_000 * 5_250 * (5.5 / 10.5);
    expect(columnOf(ranking.assets, "direct").ETH).toBeCloseTo(outside, 3);
  });
});

describe("a scenario without one of its parts", async () => {
  const scenario = await readScenario(XUSD);
  const openingUsd = openingPrices(scenario);

  test.each(candidatesOf(scenario).map((candidate) => [candidate.name, candidate] as const))(
    "%s still runs",
    (_, candidate) => {
      const rest = without(scenario, candidate, openingUsd);
      const { result } = simulate(rest);
      expect(result.audit.residual).toBeLessThan(1e-9);
      expect(result.nodes.every(({ key }) => !candidate.owns(key))).toBe(true);
    },
  );

  test("without Stream, what it owed to Elixir is safe", () => {
    const stream = candidatesOf(scenario).find(({ name }) => name === "issuer:stream");
    if (stream === undefined) throw new Error("no Stream");
    const elixir = without(scenario, stream, openingUsd).issuers.find(({ id }) => id === "elixir");
    expect(elixir?.external.at(-1)).toEqual({ name: "in place of a loan to stream", valueUsd: "68000000" });
  });
});

test("a gate that opens on its day is no shock: whoever waits for it sells nothing in vain while all is well", async () => {
  const { nodes } = rankScenario(await readScenario("scenarios/14-usdc-march-2023.yaml"));
  const fails = columnOf(nodes, "fails, cascade");
  expect(fails["issuer:maker"]).toBe(0);
  // 3.1 of 42.1 billion USDC lose 7.84 cents each: what Maker's holders bear when Circle's deposits are gone.
  expect((fails["issuer:circle"] ?? 0) / ((3_100 * 3_300) / 42_100)).toBeCloseTo(1e6, -1);
});
