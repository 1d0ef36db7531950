import { describe, expect, it } from "vitest";
import type { Result } from "../../src/model/result.js";
import type { Scenario } from "../../src/model/scenario.js";
import { simulate } from "../../src/propagation/index.js";
import { deposit, depositors, system, trove, v1, v2 } from "./liquity-parts.js";
import { flat, literal, priceShock, units, until } from "./small.js";

const node = (result: Result, key: string) => result.nodes.find((each) => each.key === key);
const endUsd = (result: Result, key: string) => node(result, key)?.endUsd ?? Number.NaN;
const lost = (result: Result, key: string) => {
  const { direct = 0, price = 0, claim = 0, run = 0 } = node(result, key)?.lossUsd ?? {};
  return { direct, price, claim, run };
};
const liquidated = (result: Result) =>
  result.events.flatMap(({ kind, to }) => (kind === "liquidation" ? [to.slice("position:".length)] : []));

function audited(result: Result): Result {
  expect(result.audit.residual).toBeLessThan(1e-9);
  expect(result.audit.reserveResidual).toBeLessThan(1e-9);
  return result;
}

describe.each(["float", "decimal"] as const)("Liquity in %s", (numbers) => {
  const run = (scenario: Scenario): Result => audited(simulate(scenario, { numbers }).result);

  it("cancels a trove's debt against the pool, which gets its collateral less the caller's half per cent", () => {
    // 10 · 190 / 1,750 = 1.0857 < 1.1; the system stands at 110 · 190 / 6,750 = 3.10. 9.95 ETH for 1,750 LUSD: 140.5 USD gained.
    const result = run(
      system({
        markets: [v1(deposit(10_000))],
        actors: [depositors(10_000)],
        positions: [trove("alice", 10, 1750), trove("bob", 100, 5000)],
        shocks: [priceShock("ETH", -0.05)],
      }),
    );
    expect(liquidated(result)).toEqual(["alice"]);
    expect(result.rounds[0]?.liquidatedUsd).toBeCloseTo(1900, 8);
    expect(endUsd(result, "actor:depositors")).toBeCloseTo(8250 + 9.95 * 190, 8);
    expect(lost(result, "actor:depositors").price).toBeCloseTo(-140.5, 8);
    expect(endUsd(result, "position:alice")).toBe(0);
    expect(lost(result, "position:alice")).toMatchObject({
      direct: expect.closeTo(100, 8),
      price: expect.closeTo(150, 8),
    });
    expect(result.rounds[0]?.reserves[0]).toMatchObject({ borrowedUnits: expect.closeTo(5000, 8), deficitUnits: 0 });
    expect(result.stop).toEqual({ reason: "quiescent", round: 1 });
  });

  it("lets depositors lose what a trove is worth less than its debt", () => {
    // At 160 dollars alice's 10 ETH are worth 1,600 against 1,750; the system stands at 110 · 160 / 6,750 = 2.6.
    const result = run(
      system({
        markets: [v1(deposit(10_000))],
        actors: [depositors(10_000)],
        positions: [trove("alice", 10, 1750), trove("bob", 100, 5000)],
        shocks: [priceShock("ETH", -0.2)],
      }),
    );
    expect(lost(result, "actor:depositors")).toMatchObject({
      price: expect.closeTo(0, 8),
      claim: expect.closeTo(1750 - 9.95 * 160, 8),
    });
    expect(result.transmissions).toContainEqual(
      expect.objectContaining({ from: "market:liquity", to: "actor:depositors", lossUsd: expect.closeTo(158, 8) }),
    );
  });

  it("passes what the pool cannot pay to the other troves, by stake, listed or not", () => {
    // The pool cancels 700 of 1,750 for 0.4 of 9.95 ETH; 1,050 LUSD and 5.97 ETH go to bob (100 ETH) and others (300 ETH), 1 to 3.
    const result = run(
      system({
        markets: [v1({ ...deposit(700), otherCollateralUnits: literal(300), otherBorrowedUnits: literal(15_000) })],
        actors: [depositors(700)],
        positions: [trove("alice", 10, 1750), trove("bob", 100, 5000)],
        shocks: [priceShock("ETH", -0.2)],
      }),
    );
    expect(endUsd(result, "position:bob")).toBeCloseTo((100 + 5.97 / 4) * 160 - (5000 + 1050 / 4), 8);
    expect(lost(result, "position:bob").claim).toBeCloseTo((1050 - 5.97 * 160) / 4, 8);
    expect(endUsd(result, "actor:depositors")).toBeCloseTo(3.98 * 160, 8);
    // Unlisted: 20,050 LUSD held outside (21,750 minted, 700 in the pool, of which all is spent) and the equity of other troves.
    const equity = (300 + 5.97 * 0.75) * 160 - (15_000 + 1050 * 0.75);
    expect(endUsd(result, "market:liquity")).toBeCloseTo(21_050 + equity, 6);
    expect(result.rounds[0]?.reserves[0]?.borrowedUnits).toBeCloseTo(21_050, 8);
    expect(result.events.filter(({ kind }) => kind === "redistribution")).toHaveLength(1);
  });

  it("in recovery mode liquidates below the system's ratio, keeps the surplus for its owner, and stops when the mode ends", () => {
    // At 100: alice 1.2, bob 1.3, carol 1.6: (24 + 26 + 24) · 100 / 5,500 = 1.345 < 1.5. Alice: 2,000 · 1.1 / 100 = 22 ETH are taken,
    // 2 stay hers. Then 50 · 100 / 3,500 = 1.4286: bob is below that, 22 ETH are taken, 4 stay his. Then carol alone is left at 1.6.
    const result = run(
      system({
        markets: [v1(deposit(10_000))],
        actors: [depositors(10_000)],
        positions: [trove("carol", 24, 1500), trove("bob", 26, 2000), trove("alice", 24, 2000)],
        shocks: [priceShock("ETH", -0.5)],
      }),
    );
    expect(liquidated(result)).toEqual(["alice", "bob"]);
    expect(endUsd(result, "position:alice")).toBeCloseTo(200, 8);
    expect(endUsd(result, "position:bob")).toBeCloseTo(400, 8);
    expect(endUsd(result, "position:carol")).toBeCloseTo(900, 8);
    // 22 ETH each, half a per cent of it for the caller.
    expect(endUsd(result, "actor:depositors")).toBeCloseTo(6000 + 2 * 22 * 0.995 * 100, 8);
  });

  it("in recovery mode spares a trove between the two ratios that the pool cannot pay for whole, and redistributes one below par", () => {
    // At 100: alice 0.9, bob 1.2, carol 1.6; system (18 + 24 + 32) · 100 / 6,000 = 1.233. Alice passes on whole, though there is a pool.
    const result = run(
      system({
        markets: [v1(deposit(1000))],
        actors: [depositors(1000)],
        positions: [trove("alice", 18, 2000), trove("bob", 24, 2000), trove("carol", 32, 2000)],
        shocks: [priceShock("ETH", -0.5)],
        clock: { secondsPerRound: literal(3600), maxRounds: 0, priceTolerance: literal(1e-9) },
      }),
    );
    expect(liquidated(result)).toEqual(["alice"]);
    expect(endUsd(result, "actor:depositors")).toBeCloseTo(1000, 8);
    const [toBob, toCarol] = [24 / 56, 32 / 56];
    expect(endUsd(result, "position:carol")).toBeCloseTo((32 + 17.91 * toCarol) * 100 - (2000 + 2000 * toCarol), 8);
    expect(endUsd(result, "position:bob")).toBeCloseTo((24 + 17.91 * toBob) * 100 - (2000 + 2000 * toBob), 8);
  });

  it("weighs a trove that has grown by redistribution by its stake, not by its collateral", () => {
    // No pool. Round 0: alice (10 ETH) passes 9.95 ETH and 1,900 LUSD to bob (20) and carol (70), 2 to 7. Bob then has 22.2111 ETH.
    // Round 1: bob passes them, and carol, whose stake is 70 still, takes all that the caller leaves: 22.1000 ETH.
    const result = run(
      system({
        markets: [v1({ criticalRatio: literal(1.1) })],
        positions: [trove("alice", 10, 1900), trove("bob", 20, 3000), trove("carol", 70, 2000)],
        shocks: [priceShock("ETH", -0.1), { kind: "price", round: 1, asset: "ETH", change: literal(-0.1) }],
      }),
    );
    expect(liquidated(result)).toEqual(["alice", "bob"]);
    const bobEth = 20 + (9.95 * 20) / 90;
    expect(endUsd(result, "position:carol")).toBeCloseTo((70 + (9.95 * 70) / 90 + 0.995 * bobEth) * 162 - 6900, 6);
  });

  it("never liquidates the last trove", () => {
    const result = run(
      system({
        markets: [v1(deposit(10_000))],
        actors: [depositors(10_000)],
        positions: [trove("alice", 10, 1750)],
        shocks: [priceShock("ETH", -0.2)],
      }),
    );
    expect(liquidated(result)).toEqual([]);
    expect(result.events.some(({ kind }) => kind === "liquidation-declined")).toBe(true);
    expect(result.rounds[0]?.reserves[0]?.shortfallUsd).toBeCloseTo(150, 8);
  });

  it("sells depositors' gains as stated: half of what is left in each round, on a venue that others use", () => {
    const result = run(
      system({
        clock: { secondsPerRound: literal(3600), maxRounds: 40, priceTolerance: literal(1e-9) },
        markets: [
          v1({
            stabilityPool: {
              depositors: "depositors",
              units: literal(10_000),
              sell: { sharePerRound: literal(0.5), into: "USDC" },
            },
          }),
        ],
        venues: [flat("ETH", "USDC", 1000)],
        actors: [depositors(10_000)],
        positions: [trove("alice", 10, 1750), trove("bob", 100, 5000)],
        shocks: [priceShock("ETH", -0.05)],
      }),
    );
    const sold = result.rounds.map(({ soldUsd }) => soldUsd);
    expect(sold.slice(0, 3)).toEqual([0.5, 0.25, 0.125].map((part) => expect.closeTo(part * 9.95 * 190, 8)));
    expect(sold.reduce((sum, each) => sum + each, 0)).toBeCloseTo(9.95 * 190, 8);
    expect(result.stop.reason).toBe("quiescent");
  });

  it("in v2 takes no more than the penalties from a trove, leaves one unit in the pool, and rewards on the pool's part alone", () => {
    // At 100, alice: 21.5 ETH = 2,150 for 2,000 debt (1.075). Pool 1,001: 1,000 of debt for half of it, 10.75 ETH less 0.5 % = 10.69625,
    // at most 10.5; the others take 1,000 for the other half and 0.19625 over, at most 11: 10.94625 it is, nothing is left.
    const result = run(
      system({
        markets: [v2(deposit(1001))],
        actors: [depositors(1001)],
        positions: [trove("alice", 21.5, 2000, { market: "weth" }), trove("bob", 100, 2000, { market: "weth" })],
        shocks: [priceShock("ETH", -0.5)],
      }),
    );
    expect(liquidated(result)).toEqual(["alice"]);
    expect(endUsd(result, "actor:depositors")).toBeCloseTo(1 + 10.5 * 100, 8);
    expect(endUsd(result, "position:bob")).toBeCloseTo((100 + 10.94625) * 100 - 3000, 8);
    expect(endUsd(result, "position:alice")).toBeCloseTo(0, 8);
  });

  it("in v2 returns to the owner what is over the pool's penalty", () => {
    // 21.9 ETH at 100 for 2,000 (1.095): 0.1095 for the caller, 21 for the pool, 0.7905 stay alice's.
    const result = run(
      system({
        markets: [v2(deposit(5000))],
        actors: [depositors(5000)],
        positions: [trove("alice", 21.9, 2000, { market: "weth" }), trove("bob", 100, 2000, { market: "weth" })],
        shocks: [priceShock("ETH", -0.5)],
      }),
    );
    expect(endUsd(result, "position:alice")).toBeCloseTo(79.05, 8);
    expect(endUsd(result, "actor:depositors")).toBeCloseTo(5000 + 100, 8);
  });

  it("shares one stablecoin between branches, each with its own pool", () => {
    const result = run(
      system({
        markets: [v2(deposit(3000)), v2({ id: "reth", collateral: "rETH", oracle: "rETH", ...deposit(500) })],
        assets: [{ id: "rETH", priceUsd: literal(200) }],
        actors: [depositors(4000)],
        positions: [
          ...[trove("alice", 11, 2000, { market: "weth" }), trove("bob", 100, 2000, { market: "weth" })],
          { id: "carol", market: "reth", collateral: units({ rETH: 11 }), debt: units({ LUSD: 2000 }) },
          { id: "dan", market: "reth", collateral: units({ rETH: 100 }), debt: units({ LUSD: 2000 }) },
        ],
        shocks: [priceShock("ETH", -0.05), priceShock("rETH", -0.05)],
      }),
    );
    // 11 · 190 = 2,090 < 2,200. One pool pays 2,000, the other 499 (a unit stays).
    expect(liquidated(result)).toEqual(["alice", "carol"]);
    const borrowed = result.rounds[0]?.reserves.map(({ borrowedUnits }) => borrowedUnits);
    expect(borrowed).toEqual([expect.closeTo(2000, 8), expect.closeTo(3501, 8)]);
  });

  it("is at rest without a shock", () => {
    const result = run(
      system({
        markets: [v1({ ...deposit(5000), redeemers: { payWith: "USDC", baseRate: literal(0) } })],
        venues: [{ ...flat("ETH", "USDC", 1000) }],
        actors: [depositors(5000)],
        positions: [trove("alice", 20, 2000), trove("bob", 100, 5000)],
        shocks: [until(2, "ETH", 200)],
      }),
    );
    expect(result.events).toHaveLength(1);
  });
});
