import { describe, expect, it } from "vitest";
import type { Oracle, Scenario, Shock, Vault } from "../../src/model/scenario.js";
import { simulate } from "../../src/propagation/index.js";
import { aave, flat, literal, morpho, pool, position, priceShock, reserve, sale, small } from "./small.js";

const terms = { threshold: 0.8, bonus: 0.05 };
const ETH = reserve("ETH", terms);
const USDC = reserve("USDC", { supplied: 10_000 });

/** 10 ETH at 1,000 USD against 7,000 USDC at a threshold of 0.8: liquidated below 875 USD. */
const loan = (shocks: readonly Shock[], parts: Partial<Scenario> = {}): Scenario =>
  small(
    { ETH: 1000, USDC: 1 },
    {
      venues: [flat("ETH", "USDC", 1000)],
      markets: [aave([ETH, USDC])],
      positions: [position("p", "aave", { ETH: 10 }, { USDC: 7000 })],
      shocks,
      ...parts,
    },
  );

const FALL = priceShock("ETH", -0.2);

describe.each(["float", "decimal"] as const)("interventions in %s", (numbers) => {
  const run = (scenario: Scenario) => simulate(scenario, { numbers }).result;
  const calls = ({ rounds }: ReturnType<typeof run>) => rounds.map(({ liquidations }) => liquidations);
  const causeOfCall = ({ events }: ReturnType<typeof run>) =>
    events[events.find(({ kind }) => kind === "liquidation")?.cause ?? 0];

  it("a lower threshold liquidates at unchanged prices, from its round on", () => {
    // 10 × 1,000 × 0.65 = 6,500 < 7,000: health 0.929, so that the whole debt is repaid.
    const change: Shock = {
      ...{ kind: "set-terms", round: 2, market: "aave", asset: "ETH" },
      ...{ liquidationThreshold: literal(0.65), liquidationBonus: literal(0.1) },
    };
    const result = run(loan([change]));
    expect(calls(result)).toEqual([0, 0, 1, 0]);
    expect(result.rounds[2]?.repaidUsd).toBeCloseTo(7000, 8);
    expect(result.rounds[2]?.liquidatedUsd).toBeCloseTo(7700, 8);
    expect(causeOfCall(result)).toMatchObject({
      ...{ kind: "intervention", round: 2, cause: 0, from: "market:aave" },
      text: "Intervention: aave sets new terms: ETH: liquidationThreshold 0.65, liquidationBonus 0.1",
    });
  });

  it("also of an e-mode, and of a market with one threshold", () => {
    const mode = { id: "eth", ltv: literal(0.9), liquidationThreshold: literal(0.93), liquidationBonus: literal(0.01) };
    const inMode = loan(
      [{ kind: "set-terms", round: 1, market: "aave", eMode: "eth", liquidationThreshold: literal(0.65) }],
      {
        markets: [aave([ETH, USDC], [{ ...mode, collateral: ["ETH"], borrowable: ["USDC"] }])],
        positions: [position("p", "aave", { ETH: 10 }, { USDC: 7000 }, { eMode: "eth" })],
      },
    );
    expect(calls(run(inMode))).toEqual([0, 1, 0]);
    const isolated = loan([{ kind: "set-terms", round: 1, market: "m", lltv: literal(0.65) }], {
      markets: [morpho("m", { collateral: "ETH", loan: "USDC", lltv: 0.8 }, { suppliedUnits: literal(10_000) })],
      positions: [position("p", "m", { ETH: 10 }, { USDC: 7000 })],
    });
    const result = run(isolated);
    expect(calls(result)).toEqual([0, 1, 0]);
    // The incentive follows the threshold: 1 / (1 − 0.3 · 0.35) = 1.1173.
    expect(result.rounds[1]?.liquidatedUsd).toBeCloseTo(7000 / (1 - 0.3 * 0.35), 8);
  });

  it("new terms last: the closest call is told at the threshold in force", () => {
    const change: Shock = {
      ...{ kind: "set-terms", round: 0, market: "aave", asset: "ETH" },
      liquidationThreshold: literal(0.75),
    };
    const { closestCall } = run(loan([change]));
    expect(closestCall?.health).toBeCloseTo(7500 / 7000, 12);
    expect(closestCall?.triggerUsd).toBeCloseTo(7000 / 7.5, 9);
  });

  it("a pause puts liquidations off until it ends, and the run waits for that", () => {
    const result = run(
      loan([FALL, { kind: "pause", round: 0, market: "aave" }, { kind: "unpause", round: 3, market: "aave" }]),
    );
    expect(result.rounds.map(({ liquidations, declined }) => [liquidations, declined])).toEqual([
      [0, 1],
      [0, 1],
      [0, 1],
      [1, 0],
      [0, 0],
    ]);
    expect(causeOfCall(result)).toMatchObject({ round: 3, text: "Intervention: aave is no longer paused" });
    expect(run(loan([FALL, { kind: "pause", round: 0, market: "aave" }])).stop.reason).toBe("exhausted");
  });

  it("a market that switches from a fixed price to the market's liquidates in that round", () => {
    const par: Oracle = { id: "par", kind: "fixed", asset: "ETH", priceUsd: literal(1000) };
    const result = run(
      loan([FALL, { kind: "oracle-switch", round: 2, market: "aave", asset: "ETH", oracle: "ETH" }], {
        oracles: [par],
        markets: [aave([{ ...ETH, oracle: "par" }, USDC])],
      }),
    );
    expect(calls(result)).toEqual([0, 0, 1, 0]);
    expect(causeOfCall(result)).toMatchObject({ kind: "intervention", from: "market:aave", to: "oracle:ETH" });
  });

  it("outside money covers a deficit first; the rest is the protocol's cash", () => {
    // A price of 500 for one round leaves 7,000 − 5,000/1.05 = 2,238.10 of bad debt and 3,000 + 4,761.90 in cash.
    const result = run(
      loan([
        { kind: "oracle-fault", round: 0, toRound: 0, oracle: "ETH", fault: { kind: "price", priceUsd: literal(500) } },
        { kind: "capital-injection", round: 2, units: literal(3000), into: { market: "aave", asset: "USDC" } },
      ]),
    );
    const deficit = 7000 - 5000 / 1.05;
    const reserves = result.rounds.map((round) => round.reserves.find(({ asset }) => asset === "USDC"));
    expect(reserves[1]?.deficitUnits).toBeCloseTo(deficit, 8);
    expect(reserves[1]?.cashUnits).toBeCloseTo(10_000 - deficit, 8);
    expect(reserves[2]).toMatchObject({ deficitUnits: 0, suppliedUnits: 10_000 });
    expect(reserves[2]?.cashUnits).toBeCloseTo(13_000 - deficit, 8);
    // Lenders get back what they had lost.
    expect(result.rounds[0]?.lossUsd.claim).toBeCloseTo(deficit, 8);
    expect(result.rounds[2]?.lossUsd.claim).toBeCloseTo(-deficit, 8);
    expect(result.nodes.find(({ key }) => key === "market:aave")?.lossUsd.claim).toBeCloseTo(0, 8);
    const paid = result.events.find(({ text }) => text.includes("from outside"));
    expect(paid).toMatchObject({ kind: "intervention", round: 2, cause: 0, to: "market:aave", units: 3000 });
    expect(paid?.valueUsd).toBeCloseTo(3000, 9);
    expect(result.audit.residual).toBeLessThan(1e-12);
    expect(result.audit.reserveResidual).toBeLessThan(1e-12);
  });

  it("outside money in a vault raises its share price, and fills what it had lost in silence before that", () => {
    const vault = (realisesBadDebt: boolean): Vault => ({
      ...{ id: "v", asset: "USDC", idleUnits: literal(1000), realisesBadDebt },
      supplies: [{ market: "m", units: literal(10_000) }],
    });
    // 10 ETH at 500 and LIF 1/(1 − 0.3 · 0.2): all collateral repays 5,000 / 1.0638 = 4,700, and 2,300 are lost.
    const lost = 7000 - 5000 * (1 - 0.3 * 0.2);
    const scenario = (realises: boolean, units: number): Scenario =>
      loan(
        [priceShock("ETH", -0.5), { kind: "capital-injection", round: 2, units: literal(units), into: { vault: "v" } }],
        {
          vaults: [vault(realises)],
          markets: [morpho("m", { collateral: "ETH", loan: "USDC", lltv: 0.8 })],
          positions: [position("p", "m", { ETH: 10 }, { USDC: 7000 })],
        },
      );
    const shares = (realises: boolean, units: number) =>
      run(scenario(realises, units)).rounds.map(({ vaults }) => vaults[0]?.sharePrice);
    const cut = shares(true, 1100);
    expect(cut[1]).toBeCloseTo((11_000 - lost) / 11_000, 10);
    expect(cut[2]).toBeCloseTo((12_100 - lost) / 11_000, 10);
    const quiet = shares(false, 3400);
    expect(quiet[1]).toBeCloseTo(1, 10);
    expect(quiet[2]).toBeCloseTo((14_400 - lost) / 11_000, 10);
    const { audit } = run(scenario(true, 1100));
    expect(Math.max(audit.residual, audit.reserveResidual)).toBeLessThan(1e-12);
  });

  it("a breaker closes its venue on news, before sales, for as many rounds as it says", () => {
    const breaker: Shock = { kind: "circuit-breaker", round: 0, venue: "ETH~USDC", move: literal(0.1), rounds: 2 };
    const result = run(loan([FALL, breaker]));
    expect(result.rounds.map(({ liquidations, declined }) => [liquidations, declined])).toEqual([
      [0, 1],
      [0, 1],
      [1, 0],
      [0, 0],
    ]);
    const told = result.events.filter(({ kind }) => kind === "intervention");
    expect(told.map(({ round, from }) => [round, from])).toEqual([
      [0, "venue:ETH~USDC"],
      [2, "venue:ETH~USDC"],
    ]);
    expect(result.events[told[0]?.cause ?? 0]).toMatchObject({ kind: "shock", from: "asset:ETH" });
  });

  it("a move of exactly its limit does not trip it, and neither does one before it is armed", () => {
    const breaker = (move: number, round: number): Shock => ({
      ...{ kind: "circuit-breaker", round, venue: "ETH~USDC", rounds: 2 },
      move: literal(move),
    });
    expect(calls(run(loan([FALL, breaker(0.2, 0)])))).toEqual([1, 0]);
    expect(calls(run(loan([FALL, breaker(0.1, 1)])))).toEqual([1, 0]);
  });

  it("a breaker closes in the round after sales have moved the price", () => {
    // 100 ETH into 1,000 ETH and 1,000,000 USDC leave a price of 10⁹ / 1,100² = 826.45, down 17.4 %.
    const scenario = loan([sale("ETH", 100, "USDC"), sale("ETH", 10, "USDC", 1), sale("ETH", 10, "USDC", 3)], {
      venues: [pool({ ETH: 1000, USDC: 1_000_000 }, { id: "pool" })],
      positions: [],
    });
    const breaker: Shock = { kind: "circuit-breaker", round: 0, venue: "pool", move: literal(0.15), rounds: 2 };
    const free = run(scenario).rounds.map(({ assets }) => assets[0]?.marketUsd ?? 0);
    expect(free[1]).toBeCloseTo(1e9 / 1110 ** 2, 8);
    const held = run({ ...scenario, shocks: [...scenario.shocks, breaker] }).rounds;
    const prices = held.map(({ assets }) => assets[0]?.marketUsd ?? 0);
    [1100, 1100, 1100, 1110].forEach((eth, round) => {
      expect(prices[round]).toBeCloseTo(1e9 / eth ** 2, 8);
    });
    expect(held[1]?.soldUsd).toBe(0);
  });

  it("nobody closes the gap of a closed venue, and news in the round in which it opens does not close it again", () => {
    const breaker: Shock = { kind: "circuit-breaker", round: 0, venue: "pool", move: literal(0.05), rounds: 2 };
    const scenario = loan([sale("ETH", 100, "USDC"), priceShock("ETH", 0.1, 3), breaker], {
      venues: [pool({ ETH: 1000, USDC: 1_000_000 }, { id: "pool", arbitrage: 0.5 })],
      positions: [],
    });
    // Half of the gap, in logarithms, is closed after round 0: √(826.45 × 1,000). Then the pool is closed until round 3.
    const half = Math.sqrt((1e9 / 1100 ** 2) * 1000);
    const prices = run(scenario).rounds.map(({ assets }) => assets[0]?.marketUsd ?? 0);
    [half, half, half * 1.1, Math.sqrt(half * 1000) * 1.1].forEach((price, k) => {
      expect(prices[k + 1]).toBeCloseTo(price, 8);
    });
  });

  it("new terms hold in the exact retaking of near ties too: 3 × 0.7 × 0.8 against 1.68 is a tie, and healthy", () => {
    const change: Shock = {
      ...{ kind: "set-terms", round: 0, market: "aave", asset: "ETH" },
      liquidationThreshold: literal(0.8),
    };
    const scenario = small(
      { ETH: 0.7, USDC: 1 },
      {
        venues: [flat("ETH", "USDC", 1000)],
        markets: [aave([reserve("ETH", { threshold: 0.5, bonus: 0.05 }), USDC])],
        positions: [position("p", "aave", { ETH: 3 }, { USDC: 1.68 })],
        shocks: [change],
      },
    );
    expect(calls(run({ ...scenario, shocks: [] }))[0]).toBe(1);
    expect(calls(run(scenario))).toEqual([0]);
  });

  it.each(["freeze", "cap-to-zero", "ltv-to-zero"] as const)("%s is noted and changes nothing else", (kind) => {
    const without = run(loan([FALL]));
    const with_ = run(loan([FALL, { kind, round: 0, market: "aave", asset: "ETH" }]));
    expect(with_.rounds).toEqual(without.rounds);
    expect(with_.events.filter((event) => event.kind === "intervention")).toMatchObject([
      { round: 0, cause: 0, from: "market:aave", asset: "ETH" },
    ]);
  });
});
