import { describe, expect, it } from "vitest";
import type { Result } from "../../src/model/result.js";
import type { Scenario } from "../../src/model/scenario.js";
import { simulate } from "../../src/propagation/index.js";
import { deposit, depositors, system, trove, v1, v2 } from "./liquity-parts.js";
import { balance, flat, literal, pool, priceShock, sale } from "./small.js";

const endUsd = (result: Result, key: string) => result.nodes.find((each) => each.key === key)?.endUsd ?? Number.NaN;
const redeemers = { payWith: "USDC", baseRate: literal(0) };
/** So much debt besides that the base rate hardly moves. */
const unlisted = { otherCollateralUnits: literal(1_000_000), otherBorrowedUnits: literal(10_000_000) };
const redemptions = (result: Result) =>
  result.events.flatMap(({ kind, round, to, units }) => (kind === "redemption" ? [{ round, to, units }] : []));

function audited(result: Result): Result {
  expect(result.audit.residual).toBeLessThan(1e-9);
  expect(result.audit.reserveResidual).toBeLessThan(1e-9);
  return result;
}

/** A pool in which LUSD stands at 0.9 dollars. */
const cheap = pool({ LUSD: 1_000_000, USDC: 900_000 }, { id: "lusd-usdc" });

describe.each(["float", "decimal"] as const)("redemptions in %s", (numbers) => {
  const run = (scenario: Scenario): Result => audited(simulate({ ...scenario }, { numbers }).result);

  it("buy the stablecoin until its price is what it redeems for, and rest once it is", () => {
    // One trove of 10 million LUSD. Buying b from the pool: price 9·10¹¹/(10⁶ − b)², rate 0.5 % + b/(10⁷)/2.
    const result = run(
      system({
        markets: [v1({ redeemers })],
        venues: [cheap],
        positions: [trove("alice", 100_000, 10_000_000)],
        clock: { secondsPerRound: literal(30), maxRounds: 8, priceTolerance: literal(1e-9) },
      }),
    );
    const [first] = redemptions(result);
    const bought = first?.units ?? Number.NaN;
    expect(9e11 / (1e6 - bought) ** 2).toBeCloseTo(0.995 - bought / 2e7, 9);
    expect(first?.round).toBe(0);
    // Rounds of half a minute: the base rate stands still until round 2, and the price is what it redeems for.
    expect(redemptions(result)).toHaveLength(1);
    expect(result.stop).toEqual({ reason: "quiescent", round: 1 });
    // What alice owes and has falls by the same number of dollars at the oracle's price.
    expect(result.rounds[0]?.reserves[0]?.borrowedUnits).toBeCloseTo(10_000_000 - bought, 4);
    const lusd = result.rounds.at(-1)?.assets.find(({ id }) => id === "LUSD")?.marketUsd ?? Number.NaN;
    expect(endUsd(result, "position:alice")).toBeCloseTo(
      (100_000 - bought / 200) * 200 - (10_000_000 - bought) * lusd,
      3,
    );
    // No shock has sold anything: what the dearer stablecoin costs alice is a price effect.
    const alice = result.nodes.find(({ key }) => key === "position:alice");
    expect(alice?.lossUsd.direct).toBe(0);
    expect(alice?.lossUsd.price).toBeGreaterThan(0);
  });

  it("do nothing while a unit costs what it redeems for", () => {
    const markets = [v1({ redeemers })];
    const positions = [trove("alice", 100_000, 10_000_000)];
    const rich = pool({ LUSD: 1_000_000, USDC: 996_000 }, { id: "lusd-usdc" });
    expect(redemptions(run(system({ markets, positions, venues: [rich] })))).toEqual([]);
    const dear = [v1({ redeemers: { ...redeemers, baseRate: literal(0.12) } })];
    expect(redemptions(run(system({ markets: dear, positions, venues: [cheap] })))).toEqual([]);
  });

  it("are met by the riskiest troves of v1 that are not due, which are closed down to the debt kept back", () => {
    // At most 12,000 a round: bob (ICR 1.5) gives all but 200 of 9,000 and is closed; carol gives the rest, 3,200.
    const result = run(
      system({
        markets: [v1({ ...unlisted, redeemers: { ...redeemers, unitsPerRound: literal(12_000) } })],
        venues: [cheap],
        positions: [trove("carol", 200, 20_000), trove("dan", 400, 20_000), trove("bob", 67.5, 9000)],
        clock: { secondsPerRound: literal(3600), maxRounds: 0, priceTolerance: literal(1e-9) },
      }),
    );
    expect(redemptions(result)).toEqual([{ round: 0, to: "market:liquity", units: expect.closeTo(12_200, 4) }]);
    const lusd = result.rounds[0]?.assets.find(({ id }) => id === "LUSD")?.marketUsd ?? Number.NaN;
    expect(endUsd(result, "position:bob")).toBeCloseTo((67.5 - 44) * 200, 4);
    expect(endUsd(result, "position:carol")).toBeCloseTo((200 - 16) * 200 - 16_800 * lusd, 4);
    expect(result.nodes.find(({ key }) => key === "position:bob")?.closedRound).toBe(0);
  });

  it("in v2 go by the interest rate, and to branches by the debt that their pools do not back", () => {
    // Outside debt: weth 30,000 − 20,000, reth 30,000: a quarter of 8,000 to weth, where alice pays least for her debt.
    const result = run(
      system({
        markets: [
          v2({ ...deposit(20_000), redeemers: { ...redeemers, unitsPerRound: literal(8000) } }),
          v2({ id: "reth", collateral: "rETH", oracle: "rETH" }),
        ],
        assets: [{ id: "rETH", priceUsd: literal(200) }],
        actors: [depositors(20_000)],
        venues: [pool({ LUSD: 1_000_000, USDC: 500_000 }, { id: "lusd-usdc" })],
        positions: [
          trove("bob", 80, 10_000, { market: "weth", annualRate: literal(0.05) }),
          trove("alice", 400, 20_000, { market: "weth", annualRate: literal(0.01) }),
          { id: "carol", market: "reth", collateral: [balance("rETH", 600)], debt: [balance("LUSD", 30_000)] },
        ],
        clock: { secondsPerRound: literal(3600), maxRounds: 0, priceTolerance: literal(1e-9) },
      }),
    );
    expect(redemptions(result).map(({ to, units }) => [to, Math.round(units ?? 0)])).toEqual([
      ["market:weth", 2000],
      ["market:reth", 6000],
    ]);
    // Rate: 0.5 % + 8,000 / 60,000. It stays in the troves.
    const kept = 0.005 + 8000 / 60_000;
    const lusd = result.rounds[0]?.assets.find(({ id }) => id === "LUSD")?.marketUsd ?? Number.NaN;
    const left = 400 - (2000 * (1 - kept)) / 200;
    expect(endUsd(result, "position:alice")).toBeCloseTo(left * 200 - 18_000 * lusd, 4);
    expect(endUsd(result, "position:bob")).toBeCloseTo(16_000 - 10_000 * lusd, 4);
  });

  it("in a branch that is shut down pay two per cent more than the face value, without a fee", () => {
    // 120 · 100 / 11,000 = 1.0909 < 1.1: shut down. Bob alone is below 1.1 and is the last trove: 5,000 of his debt for 51 ETH.
    const result = run(
      system({
        markets: [v2({ redeemers: { ...redeemers, unitsPerRound: literal(5000) } })],
        venues: [pool({ LUSD: 1_000_000, USDC: 1_000_000 }, { id: "lusd-usdc" })],
        positions: [trove("bob", 120, 11_000, { market: "weth" })],
        shocks: [priceShock("ETH", -0.5)],
        clock: { secondsPerRound: literal(3600), maxRounds: 0, priceTolerance: literal(1e-9) },
      }),
    );
    expect(result.events.filter(({ kind }) => kind === "shutdown")).toHaveLength(1);
    expect(redemptions(result)).toEqual([{ round: 0, to: "market:weth", units: expect.closeTo(5000, 4) }]);
    const lusd = result.rounds[0]?.assets.find(({ id }) => id === "LUSD")?.marketUsd ?? Number.NaN;
    expect(endUsd(result, "position:bob")).toBeCloseTo((120 - 51) * 100 - 6000 * lusd, 4);
  });

  it("sell the collateral they got in the round after, and their base rate halves in twelve hours", () => {
    const result = run(
      system({
        clock: { secondsPerRound: literal(43_200), maxRounds: 8, priceTolerance: literal(1e-9) },
        markets: [v1({ redeemers: { ...redeemers, sellInto: "USDC", unitsPerRound: literal(100_000) } })],
        venues: [{ ...cheap, arbitragePerRound: literal(0) }, flat("ETH", "USDC", 1_000_000)],
        positions: [trove("alice", 100_000, 1_000_000)],
      }),
    );
    // The pool would sell more than 100,000 a round for less than they redeem: 0.9 · 10¹² / 900,000² = 1.11 is too dear already.
    const [first, second] = redemptions(result);
    const bought = first?.units ?? Number.NaN;
    expect(9e11 / (1e6 - bought) ** 2).toBeCloseTo(0.995 - bought / 2e6, 9);
    // Twelve hours later half of bought/supply/2 is left: they buy until 0.995 − that − what they add themselves.
    const more = second?.units ?? Number.NaN;
    const base = bought / 2e6 / 2;
    expect(9e11 / (1e6 - bought - more) ** 2).toBeCloseTo(0.995 - base - more / (2 * (1e6 - bought)), 6);
    const sales = result.events.filter(({ kind, asset, round }) => kind === "sale" && asset === "ETH" && round === 1);
    expect(sales.map(({ units }) => units)).toEqual([expect.closeTo((bought / 200) * (0.995 - bought / 2e6), 6)]);
  });

  it("answer a sale that depresses the price in the round after", () => {
    const result = run(
      system({
        markets: [v1({ redeemers })],
        venues: [pool({ LUSD: 1_000_000, USDC: 1_000_000 }, { id: "lusd-usdc" })],
        positions: [trove("alice", 100_000, 10_000_000)],
        shocks: [sale("LUSD", 100_000, "USDC")],
      }),
    );
    expect(redemptions(result)[0]?.round).toBe(1);
  });

  it("are left alone where what they yield does not pay for the gas", () => {
    const redeemed = (gasUsd: number) => {
      const result = run(
        system({
          markets: [v1({ redeemers })],
          venues: [cheap],
          positions: [trove("alice", 100_000, 10_000_000)],
          liquidators: { gasUsd: literal(gasUsd), minimumProfitUsd: literal(0) },
        }),
      );
      return redemptions(result).length;
    };
    // Some 47,000 LUSD at 0.9 to 0.99 dollars yield between 2,000 and 2,500 dollars.
    expect(redeemed(2000)).toBe(1);
    expect(redeemed(2500)).toBe(0);
  });
});
