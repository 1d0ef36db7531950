import { expect, it } from "vitest";
import type { Event, Result } from "../../src/model/result.js";
import { bundled, byId, edited, run, variantOf } from "./bundled.js";

const scenario = await bundled("15-nine-protocols");
const { result, report, round } = run(scenario);

const eventsOf = (from: Result, kind: Event["kind"]): readonly Event[] => from.events.filter((e) => e.kind === kind);
const liquidatedUsd = (from: Result): number =>
  eventsOf(from, "liquidation").reduce((sum, { valueUsd }) => sum + valueUsd, 0);
const lowestEthUsd = (from: Result): number =>
  Math.min(...from.rounds.map(({ assets }) => byId(assets, "ETH").marketUsd));
const failedRound = (key: string): number | undefined => result.nodes.find((node) => node.key === key)?.failedRound;

it("has every market liquidate somebody, and somebody left standing in most of them", () => {
  const acting = new Set(eventsOf(result, "liquidation").map(({ from }) => from));
  expect(acting).toEqual(new Set(scenario.markets.map(({ id }) => `market:${id}`)));
  const standing = scenario.positions.filter(({ id }) => failedRound(`position:${id}`) === undefined);
  expect(new Set(standing.map(({ market }) => market)).size).toBeGreaterThanOrEqual(6);
});

it("absorbs on Compound v3 what its thresholds say", () => {
  // 1,500 ETH × 2,050 × 0.895 = 2,752,125 < 2,953,000; the credit of 1,500 × 2,050 × 0.95 = 2,921,250 leaves the protocol 31,750 short.
  const absorbed = eventsOf(result, "liquidation").find(({ from }) => from === "market:comet");
  expect(absorbed).toMatchObject({ round: 0, to: "position:comet-a" });
  expect(absorbed?.valueUsd).toBeCloseTo(1_500 * 2_050, 6);
  // 1,000 × 0.895 × p < 1,745,000 below 1,949.7, which ETH passes in round 1 and the feed reports in round 2.
  expect(round(1).assets.find(({ id }) => id === "ETH")?.marketUsd).toBeLessThan(1_949.7);
  expect(failedRound("position:comet-b")).toBe(2);
});

it("liquidates at Maker two hours after the fall: read after one, in force after another", () => {
  const rounds = eventsOf(result, "liquidation").filter(({ from }) => from === "market:maker");
  expect(Math.min(...rounds.map((event) => event.round))).toBe((2 * 3_600) / 600);
});

it("leaves alone who owes ether against staked ether at its rate, though it trades below", () => {
  // Health is 0.95 × 10 / 9 whatever ETH does, as long as the rate of 1.2 stands.
  for (const { assets } of result.rounds)
    expect(byId(assets, "wstETH").marketUsd).toBeLessThan(1.2 * byId(assets, "ETH").marketUsd);
  expect(eventsOf(result, "liquidation").some(({ to }) => to === "position:aave-looper")).toBe(false);
});

it("closes longs by the book, the vault and the other side", () => {
  // long-a: 720,000 − 1,500 × 450 = 45,000 < 1,500 × 2,050 / 50 = 61,500: liquidated; nothing left for the vault to take over.
  const [event] = eventsOf(result, "auto-deleveraging");
  expect(event).toMatchObject({ round: 1, to: "position:short-a" });
  expect(event?.text).toContain("against long-a");
});

it("pays for the first trove out of the pool and has others take part of the second", () => {
  // 954,000 of 1,200,000 LUSD: 246,000 are left for a debt of 709,000.
  expect(eventsOf(result, "redistribution")[0]?.text).toContain("463000 LUSD");
});

it("passes losses on by price, claim and run", () => {
  const { price, claim, run: byRun } = report.totals.lossUsd;
  expect(price).toBeGreaterThan(5_000_000);
  expect(claim).toBeGreaterThan(1_000_000);
  expect(byRun).toBeGreaterThan(100_000);
  expect(round(21).badDebtUsd).toBeGreaterThan(250_000);
});

it("liquidates twice as much together as its markets do each by itself", () => {
  const alone = scenario.markets.map(({ id }) =>
    liquidatedUsd(run({ ...scenario, positions: scenario.positions.filter(({ market }) => market === id) }).result),
  );
  const sum = alone.reduce((total, usd) => total + usd, 0);
  expect(liquidatedUsd(result) / sum).toBeGreaterThan(2);
});

it("goes no further than the news where a bid without end takes all that is sold", async () => {
  const deep = run(
    await edited("15-nine-protocols", (text) => text.replace(/bids: .*/, "bids: [[2_499, 1e9]]")),
  ).result;
  expect(lowestEthUsd(deep)).toBeCloseTo(0.82 * 2_500, 6);
  expect(liquidatedUsd(deep)).toBeLessThan(0.5 * liquidatedUsd(result));
  expect(lowestEthUsd(result)).toBeLessThan(1_700);
});

it("has a threshold: little happens at 12 %, much at 18 %", () => {
  // At 2,200 ETH even comet-a stands: 1,500 × 2,200 × 0.895 = 2,953,500 > 2,953,000. Only the dollar that ether backs gives way.
  const twelve = run(variantOf(scenario, "twelve")).result;
  expect(new Set(eventsOf(twelve, "liquidation").map(({ from }) => from))).toEqual(new Set(["market:morpho-synth"]));
});

it("balances", () => {
  expect(result.audit.residual).toBeLessThan(1e-9);
  expect(result.audit.reserveResidual).toBeLessThan(1e-9);
  expect(result.audit.clearingResidual).toBeLessThan(1e-9);
});
