import { describe, expect, it } from "vitest";
import { pricesOf, tradeToPrice } from "../../src/mechanics/cdp/llamma/amm.js";
import { bandPrice } from "../../src/mechanics/cdp/llamma/band.js";
import { loanHealth, reach } from "../../src/mechanics/cdp/llamma/health.js";
import { openBands } from "../../src/mechanics/cdp/llamma/loan.js";
import { liquidateSoftly } from "../../src/mechanics/cdp/llamma/soft-liquidation.js";
import type { LlammaMarket, Scenario, Venue } from "../../src/model/scenario.js";
import { at } from "../../src/numbers/arithmetic.js";
import { float } from "../../src/numbers/float.js";
import { BandsError } from "../../src/propagation/bands/open-bands.js";
import { simulate } from "../../src/propagation/index.js";
import { flat, literal, pool, position, priceShock, small, until } from "./small.js";

interface Terms {
  readonly id?: string;
  readonly fee?: number;
  readonly adminShare?: number;
  readonly supplied?: number;
}

/** Bands a tenth wide below 1; a loan discount of 10 % and a liquidation discount of 8 %. */
const lend = ({ id = "lend", fee = 0, adminShare = 0, supplied = 1000 }: Terms = {}): LlammaMarket => ({
  ...{ id, kind: "llamma", collateral: "CRV", oracle: "CRV", borrowed: "USD", borrowedOracle: "USD" },
  ...{ amplification: literal(10), fee: literal(fee), adminShare: literal(adminShare), basePrice: literal(1) },
  ...{ loanDiscount: literal(0.1), liquidationDiscount: literal(0.08), reserveFactor: literal(0) },
  ...{ suppliedUnits: literal(supplied), otherBorrowedUnits: literal(0) },
});

const loan = (id: string, crv: number, debt: number, firstBand: number, bands = 4, market = "lend") => ({
  ...position(id, market, { CRV: crv }, { USD: debt }),
  ...{ bands, firstBand },
});

const HOUR = { secondsPerRound: literal(3600), maxRounds: 12, priceTolerance: literal(1e-9) };
const anyAmount = [flat("CRV", "USD", 1e9)];

const world = (parts: Partial<Scenario>, crvUsd = 1): Scenario =>
  small({ CRV: crvUsd, USD: 1 }, { clock: HOUR, markets: [lend()], venues: anyAmount, ...parts });

const r = 0.9;
/** What 25 CRV in each of four bands from band 0 come to on the way down: 25·√r·(1 + r + r² + r³). */
const ALL_SOLD = 25 * Math.sqrt(r) * (1 + r + r ** 2 + r ** 3);

describe.each(["float", "decimal"] as const)("price bands in %s", (numbers) => {
  const run = (scenario: Scenario) => {
    const { result } = simulate(scenario, { numbers });
    expect(result.audit.residual).toBeLessThan(1e-12);
    expect(result.audit.reserveResidual).toBeLessThan(1e-12);
    return result;
  };
  type Result = ReturnType<typeof run>;
  const node = (result: Result, key: string) => result.nodes.find((each) => each.key === key);
  const soft = (result: Result) => result.events.filter(({ kind }) => kind === "soft-liquidation");

  it("sells out of the first band as the price enters it: A·y·(1 − p) for p² each, at the borrower's loss", () => {
    // Without fee, all collateral in the band, its upper edge at 1: got 250·0.02 = 5, paid 250·0.98²·0.02 = 4.802.
    const result = run(world({ positions: [loan("alice", 100, 50, 0)], shocks: [priceShock("CRV", -0.02, 1)] }));
    const [sale, ...rest] = soft(result);
    expect(rest).toEqual([]);
    expect(sale).toMatchObject({ round: 1, channel: "price", from: "asset:CRV", to: "market:lend" });
    expect(sale?.units).toBeCloseTo(5, 10);
    expect(sale?.valueUsd).toBeCloseTo(4.9, 10);
    expect(sale?.lossUsd).toBeCloseTo(0.098, 10);
    const alice = node(result, "position:alice");
    expect(alice?.lossUsd.direct).toBeCloseTo(2, 10);
    expect(alice?.lossUsd.price).toBeCloseTo(0.098, 10);
    expect(alice?.endUsd).toBeCloseTo(95 * 0.98 + 4.802 - 50, 10);
    const edge = result.transmissions.find(({ to, channel }) => to === "position:alice" && channel === "price");
    expect(edge).toMatchObject({ from: "market:lend" });
    expect(result.stop).toEqual({ reason: "quiescent", round: 2 });
  });

  it("buys back on the way up; there and back loses as the rule says, more with a fee that the admin takes", () => {
    const path = (terms: Terms) =>
      run(
        world({
          markets: [lend(terms)],
          positions: [loan("alice", 100, 50, 0)],
          shocks: [
            { kind: "price", round: 1, asset: "CRV", priceUsd: literal(0.85) },
            { kind: "price", round: 2, asset: "CRV", priceUsd: literal(1) },
          ],
        }),
      );
    for (const fee of [0, 0.006]) {
      const result = path({ fee });
      const fees = { fee, adminShare: 0 };
      const grid = { amplification: 10, basePrice: 1 };
      const pledge = { collateral: 100, bandCount: 4, loanDiscount: 0.1, amplification: 10 };
      const start = openBands(float, grid, pledge, 0);
      const down = liquidateSoftly(float, start, { oraclePrice: 0.85, marketPrice: 0.85 }, fees);
      const back = liquidateSoftly(float, down.after, { oraclePrice: 1, marketPrice: 1 }, fees);
      const worth = back.after.held.reduce((sum, { stable, collateral }) => sum + stable + collateral, 0);
      expect(soft(result).map(({ asset, units }) => [asset, units?.toPrecision(8)])).toEqual([
        ["CRV", down.trade?.got.toPrecision(8)],
        ["USD", back.trade?.got.toPrecision(8)],
      ]);
      expect(worth).toBeLessThan(100);
      expect(node(result, "position:alice")?.endUsd).toBeCloseTo(worth - 50, 8);
    }
    const kept = node(path({ fee: 0.006 }), "position:alice")?.endUsd ?? 0;
    const taken = node(path({ fee: 0.006, adminShare: 0.5 }), "position:alice")?.endUsd ?? 0;
    expect(taken).toBeLessThan(kept);
  });

  it("stops where the last unit of a pool fetches what the bands ask for it, fee included", () => {
    const fee = 0.006;
    const venues: Venue[] = [pool({ CRV: 500, USD: 500 }, { fee: 0.003 })];
    const start = world({ markets: [lend({ fee })], venues, positions: [loan("alice", 100, 50, 0)] });
    const result = run({ ...start, shocks: [priceShock("CRV", -0.12, 1)] });
    const [sale] = soft(result);
    const got = sale?.units ?? 0;
    const [crv, usd] = [500 / Math.sqrt(0.88), 500 * Math.sqrt(0.88)];
    const net = 0.997 * got;
    // What the next unit fetches after the sale: reserves after it, the fee taken from what is sold.
    const last = (0.997 * (usd * crv)) / ((crv + net) * (crv + got));
    const grid = { amplification: 10, basePrice: 1 };
    const bands = openBands(float, grid, { collateral: 100, bandCount: 4, loanDiscount: 0.1, amplification: 10 }, 0);
    const goal = { direction: "buy-collateral", price: last * (1 - fee), oraclePrice: 0.88 } as const;
    expect(got).toBeGreaterThan(1);
    expect(tradeToPrice(float, bands, goal, { fee, adminShare: 0 }).got).toBeCloseTo(got, 6);
  });

  it("treats accounts that share bands as it treats each of them alone", () => {
    const [alice, bob] = [loan("alice", 100, 40, 0), loan("bob", 300, 90, 2, 6)];
    const shocks = [
      { kind: "price", round: 1, asset: "CRV", priceUsd: literal(0.78) },
      { kind: "price", round: 2, asset: "CRV", priceUsd: literal(0.83) },
      { kind: "price", round: 3, asset: "CRV", priceUsd: literal(0.71) },
    ] as const;
    const ends = (positions: Scenario["positions"]) => {
      const result = run(world({ positions, shocks }));
      return ["alice", "bob"].map((id) => node(result, `position:${id}`)?.endUsd);
    };
    const [both, reversed] = [ends([alice, bob]), ends([bob, alice])];
    expect(both[0]).toBeCloseTo(ends([alice])[0] ?? 0, 9);
    expect(both[1]).toBeCloseTo(ends([bob])[1] ?? 0, 9);
    expect(both[0]).toBeCloseTo(reversed[0] ?? 0, 9);
    expect(both[1]).toBeCloseTo(reversed[1] ?? 0, 9);
  });

  it("lets two markets that sell into one pool reach one price, in whichever order they are listed", () => {
    const markets = [lend({ fee: 0.006 }), lend({ id: "other", fee: 0.002 })];
    const positions = [loan("alice", 100, 50, 0), loan("bob", 400, 200, 1, 5, "other")];
    const venues = [pool({ CRV: 900, USD: 900 })];
    const parts = { markets, positions, venues, shocks: [priceShock("CRV", -0.15, 1)] };
    const one = run(world(parts));
    const other = run(world({ ...parts, markets: markets.toReversed(), positions: positions.toReversed() }));
    expect(soft(one).filter(({ round }) => round === 1)).toHaveLength(2);
    for (const id of ["alice", "bob"]) {
      const [a, b] = [one, other].map((result) => node(result, `position:${id}`)?.endUsd ?? 0);
      expect(a).toBeCloseTo(b ?? 0, 9);
    }
    expect(one.rounds.at(-1)?.assets[0]?.marketUsd).toBeCloseTo(other.rounds.at(-1)?.assets[0]?.marketUsd ?? 0, 10);
  });

  it("opens a loan that the price has passed as if it had come down slowly, and liquidates it where that pays", () => {
    // All four bands are sold: 81.56 USD, of which 92 % count; a debt of 80 can be liquidated, and 81.56 are worth more than 80.
    const parts = { positions: [loan("alice", 100, 80, 0)], shocks: [until(1, "CRV", 0.5)] };
    const result = run(world(parts, 0.5));
    expect(node(result, "position:alice")?.startUsd).toBeCloseTo(ALL_SOLD - 80, 10);
    expect(node(result, "position:alice")).toMatchObject({ endUsd: 0, failedRound: 0, closedRound: 0 });
    expect(node(result, "position:alice")?.lowestHealth).toBeCloseTo((ALL_SOLD * 0.92) / 80, 10);
    expect(result.rounds[0]).toMatchObject({ liquidations: 1, declined: 0 });
    expect(result.rounds[0]?.repaidUsd).toBeCloseTo(80, 10);
    expect(result.rounds.at(-1)?.reserves[0]).toMatchObject({ borrowedUnits: 0, cashUnits: 1000, deficitUnits: 0 });
  });

  it("leaves a loan that is not worth its debt to nobody: bad debt stays in the market", () => {
    const parts = { positions: [loan("alice", 100, 82, 0)], shocks: [until(1, "CRV", 0.5)] };
    const result = run(world(parts, 0.5));
    expect(result.stop.reason).toBe("exhausted");
    expect(result.rounds.at(-1)).toMatchObject({ liquidations: 0, declined: 1, badDebtUsd: 0 });
    expect(result.rounds.at(-1)?.reserves[0]?.shortfallUsd).toBeCloseTo(82 - ALL_SOLD, 9);
    expect(node(result, "market:lend")?.failedRound).toBe(0);
    expect(result.closestCall).toMatchObject({ position: "alice", collateral: "CRV", triggerUsd: 0.5 });
  });

  it("pays for a loan that is half sold with what its bands hold, and sells the rest", () => {
    // The lower two bands still hold 50 CRV at a price between: nothing has been traded since the opening.
    const price = 0.81;
    const sold = 25 * Math.sqrt(r) * (1 + r);
    const backing = sold + 25 * Math.sqrt(r) * (r ** 2 + r ** 3);
    const debt = 76;
    expect(loanHealth(float, { stableDown: backing, debt, liquidationDiscount: 0.08 }).liquidatable).toBe(true);
    const result = run(world({ positions: [loan("alice", 100, debt, 0)], shocks: [until(1, "CRV", price)] }, price));
    const call = result.events.find(({ kind }) => kind === "liquidation");
    expect(call?.units).toBeCloseTo(50, 9);
    expect(result.rounds[0]?.repaidUsd).toBeCloseTo(debt - sold, 9);
    expect(node(result, "position:alice")?.lossUsd.price).toBeCloseTo(sold + 50 * price - debt, 9);
    expect(result.rounds.at(-1)?.reserves[0]).toMatchObject({ borrowedUnits: 0 });
    expect(result.rounds.at(-1)?.reserves[0]?.cashUnits).toBeCloseTo(1000, 9);
  });

  it("judges by the rule: health is what the bands come to at the oracle's price", () => {
    const scenario = world({ positions: [loan("alice", 100, 60, 0)], shocks: [priceShock("CRV", -0.2, 1)] });
    const result = run(scenario);
    const grid = { amplification: 10, basePrice: 1 };
    const bands = openBands(float, grid, { collateral: 100, bandCount: 4, loanDiscount: 0.1, amplification: 10 }, 0);
    const now = { oraclePrice: 0.8, marketPrice: 0.8 };
    const { after } = liquidateSoftly(float, bands, now, { fee: 0, adminShare: 0 });
    const stableDown = reach(float, after, 0.8).stable;
    const { health } = loanHealth(float, { stableDown, debt: 60, liquidationDiscount: 0.08 });
    expect(node(result, "position:alice")?.lowestHealth).toBeCloseTo(1 + health, 9);
    const prices = pricesOf(float, after, 0.8);
    const touched = after.held.findIndex(({ collateral }) => collateral > 0);
    expect(bandPrice(float, at(prices, touched), at(after.held, touched))).toBeCloseTo(0.8, 9);
  });

  it("goes by a price that moves by at most a quarter in two minutes, and charges for the jump", () => {
    // Round 0: 0.8 instead of 0.7, fee 1 − 0.8³ = 48.8 %: nobody gains. A minute later 0.7, at half of (0.488 + 1 − 0.875³).
    const minutes = { ...HOUR, secondsPerRound: literal(60) };
    const parts = { positions: [loan("alice", 100, 30, 0)], shocks: [priceShock("CRV", -0.3)] };
    const slow = run(world({ ...parts, clock: minutes }));
    const quick = run(world(parts));
    const grid = { amplification: 10, basePrice: 1 };
    const bands = openBands(float, grid, { collateral: 100, bandCount: 4, loanDiscount: 0.1, amplification: 10 }, 0);
    const bought = (fee: number) =>
      liquidateSoftly(float, bands, { oraclePrice: 0.7, marketPrice: 0.7 }, { fee, adminShare: 0 }).trade?.got ?? 0;
    expect(soft(slow)[0]).toMatchObject({ round: 1 });
    expect(soft(slow)[0]?.units).toBeCloseTo(bought((0.488 + 1 - 0.875 ** 3) / 2), 9);
    expect(soft(slow).length).toBeGreaterThan(1);
    expect(soft(quick)[0]).toMatchObject({ round: 1 });
    expect(soft(quick)[0]?.units).toBeCloseTo(bought(0), 9);
    expect(bought(0)).toBeGreaterThan(bought(0.4));
  });

  it("is left alone where gas costs more than there is to gain", () => {
    const parts = { positions: [loan("alice", 100, 50, 0)], shocks: [priceShock("CRV", -0.02, 1)] };
    const gas = (usd: number) => ({ gasUsd: literal(usd), minimumProfitUsd: literal(0) });
    expect(soft(run(world({ ...parts, liquidators: gas(0.09) })))).toHaveLength(1);
    const dear = run(world({ ...parts, liquidators: gas(0.1) }));
    expect(soft(dear)).toEqual([]);
    expect(dear.stop.reason).toBe("quiescent");
  });

  it("chooses the lowest bands that a new loan may have, and refuses one that there are none for", () => {
    const open = (debt: number) => world({ positions: [position("alice", "lend", { CRV: 100 }, { USD: debt })] });
    const result = run({ ...open(50), shocks: [priceShock("CRV", -0.1, 1)] });
    // 100·0.9·√0.9·(1 − 0.9^10) = 55.6 at a price of 1: 50 are covered in band 1 (0.9 · 55.6 = 50.04), not in band 2.
    expect(soft(result)).toEqual([]);
    const lower = run({ ...open(50), shocks: [priceShock("CRV", -0.11, 1)] });
    expect(soft(lower)).toHaveLength(1);
    expect(() => simulate(open(56), { numbers })).toThrow(BandsError);
  });
});

it("says the same in both number systems where pools, venues and bands push against each other", () => {
  const markets = [lend({ fee: 0.006 }), lend({ id: "other", fee: 0.002, adminShare: 0.5 })];
  const positions = [loan("alice", 100, 62, 0), loan("bob", 400, 200, 1, 5, "other")];
  const venues = [pool({ CRV: 900, USD: 900 }, { fee: 0.003, arbitrage: 0.3 })];
  const shocks = [
    { kind: "price", round: 1, asset: "CRV", priceUsd: literal(0.8) },
    { kind: "price", round: 4, asset: "CRV", priceUsd: literal(0.95) },
  ] as const;
  const scenario = world({ markets, positions, venues, shocks });
  const [a, b] = (["float", "decimal"] as const).map((numbers) => simulate(scenario, { numbers }).result);
  expect(a?.events.map(({ kind, round, to }) => [kind, round, to])).toEqual(
    b?.events.map(({ kind, round, to }) => [kind, round, to]),
  );
  for (const [k, event] of (a?.events ?? []).entries()) {
    expect(event.lossUsd).toBeCloseTo(b?.events[k]?.lossUsd ?? Number.NaN, 7);
  }
});

it("keeps the number of rounds small where arbitrage, venues and bands push against each other", () => {
  const venues = [pool({ CRV: 3000, USD: 3000 }, { fee: 0.003, arbitrage: 0.5 })];
  const positions = [loan("alice", 1000, 500, 0), loan("bob", 2000, 900, 1, 8)];
  const markets = [lend({ fee: 0.006, supplied: 1e6 })];
  const clock = { ...HOUR, maxRounds: 100 };
  const { result } = simulate(world({ clock, markets, positions, venues, shocks: [priceShock("CRV", -0.16, 1)] }));
  expect(result.stop.round).toBeLessThan(60);
});
