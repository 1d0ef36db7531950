import { describe, expect, it } from "vitest";
import type { CompoundV3Market, Scenario } from "../../src/model/scenario.js";
import { simulate } from "../../src/propagation/index.js";
import { flat, literal, pool, position, priceShock, small } from "./small.js";

const comet = (parts: { readonly own: number; readonly target?: number }): CompoundV3Market => ({
  ...{ id: "comet", kind: "compound-v3", base: "USDC", baseOracle: "USDC", storeFrontPriceFactor: literal(0.5) },
  collaterals: [
    {
      ...{ asset: "ETH", oracle: "ETH", borrowFactor: literal(0.825) },
      ...{ liquidateFactor: literal(0.895), liquidationFactor: literal(0.95) },
    },
  ],
  ...{ reserveUnits: literal(parts.own), targetReserveUnits: literal(parts.target ?? 5_000_000) },
  ...{ suppliedUnits: literal(50_000), otherBorrowedUnits: literal(0), reserveFactor: literal(0) },
});

/** 10 ETH at 2,000 USD against 15,000 USDC, and a venue that takes all ETH at its price. */
const loan = (fall: number, market: CompoundV3Market, parts: Partial<Scenario> = {}): Scenario =>
  small(
    { ETH: 2000, USDC: 1 },
    {
      markets: [market],
      venues: [flat("ETH", "USDC", 1000)],
      positions: [position("alice", "comet", { ETH: 10 }, { USDC: 15_000 })],
      shocks: [priceShock("ETH", fall)],
      ...parts,
    },
  );

describe.each(["float", "decimal"] as const)("Compound v3 in %s", (numbers) => {
  const run = (scenario: Scenario) => simulate(scenario, { numbers }).result;
  const node = (result: ReturnType<typeof run>, key: string) => result.nodes.find((each) => each.key === key);

  it("absorbs the whole account, credits what is left of it and sells the collateral at half the penalty's discount", () => {
    // 10 · 1,600 · 0.895 = 14,320 < 15,000. Credited 16,000 · 0.95 = 15,200, of which 200 USDC stay with the owner.
    // Discount 0.5 · 0.05 = 2.5 %: 10 ETH go for 15,600 USDC, so that the protocol ends 15,600 − 15,200 = 400 USDC better off.
    const result = run(loan(-0.2, comet({ own: 1000 })));
    expect(result.rounds[0]).toMatchObject({ liquidations: 1, declined: 0, badDebtUsd: 0 });
    expect(result.rounds[0]?.liquidatedUsd).toBeCloseTo(16_000, 8);
    expect(result.rounds[0]?.repaidUsd).toBeCloseTo(15_600, 8);
    expect(result.rounds[0]?.soldUsd).toBeCloseTo(16_000, 8);
    // 50,000 supplied and 200 credited; 35,000 were in cash, 1,000 the protocol's, 15,600 paid.
    expect(result.rounds[0]?.reserves[0]).toMatchObject({ borrowedUnits: 0, deficitUnits: 0 });
    expect(result.rounds[0]?.reserves[0]?.suppliedUnits).toBeCloseTo(50_200, 8);
    expect(result.rounds[0]?.reserves[0]?.cashUnits).toBeCloseTo(51_600, 8);
    const alice = node(result, "position:alice");
    expect(alice).toMatchObject({ startUsd: 5000, failedRound: 0, closedRound: 0 });
    expect(alice?.endUsd).toBeCloseTo(200, 8);
    expect(alice?.lossUsd.price).toBeCloseTo(800, 8);
    // Lenders' 50,000 and the protocol's 1,000, then 1,400.
    expect(node(result, "market:comet")?.startUsd).toBe(51_000);
    expect(node(result, "market:comet")?.endUsd).toBeCloseTo(51_400, 8);
    expect(result.stop).toEqual({ reason: "quiescent", round: 1 });
    expect(result.audit.residual).toBeLessThan(1e-12);
    expect(result.audit.reserveResidual).toBeLessThan(1e-12);
  });

  it("runs its reserves into the red where the collateral does not cover the debt, and lenders bear what is left", () => {
    // 10 · 1,200 = 12,000 for 15,000 of debt: 3,000 short. 1,000 were the protocol's; sold at 2.5 % off for 11,700.
    const result = run(loan(-0.4, comet({ own: 1000 })));
    expect(result.rounds[0]?.badDebtUsd).toBeCloseTo(3000, 8);
    expect(result.rounds[0]?.reserves[0]?.deficitUnits).toBeCloseTo(15_000 - 1000 - 11_700, 8);
    const market = node(result, "market:comet");
    expect(market?.endUsd).toBeCloseTo(50_000 - 2300, 8);
    expect(market?.lossUsd.claim).toBeCloseTo(3000, 8);
    expect(market?.lossUsd.price).toBeCloseTo(300, 8);
    expect(market?.failedRound).toBe(0);
    expect(node(result, "position:alice")?.endUsd).toBe(0);
    const edge = result.transmissions.find(({ from, channel }) => from === "position:alice" && channel === "claim");
    expect(edge).toMatchObject({ to: "market:comet", firstRound: 0 });
    expect(edge?.lossUsd).toBeCloseTo(3000, 8);
  });

  it("sells nothing once the protocol owns its target", () => {
    const result = run(loan(-0.2, comet({ own: 20_000, target: 4000 })));
    expect(result.rounds[0]).toMatchObject({ liquidations: 1, declined: 0, repaidUsd: 0, soldUsd: 0 });
    // 20,000 − 15,200 = 4,800 USDC are its own, and 10 ETH at 1,600.
    expect(node(result, "market:comet")?.endUsd).toBeCloseTo(50_000 + 4800 + 16_000, 8);
  });

  const dear = pool({ ETH: 10_000, USDC: 20_000_000 }, { fee: 0.03 });

  it("finds no buyer where selling costs more than the discount, and says so once", () => {
    const result = run(loan(-0.2, comet({ own: 1000 }), { venues: [dear] }));
    expect(result.rounds.every(({ soldUsd }) => soldUsd === 0)).toBe(true);
    expect(result.events.filter(({ kind }) => kind === "offer-declined")).toHaveLength(1);
    expect(result.stop.reason).toBe("exhausted");
  });

  it("is bought by parts where buyers can pay no more in a round", () => {
    const liquidators = {
      ...{ gasUsd: literal(0), minimumProfitUsd: literal(0), capacityUsdPerRound: literal(10_000) },
    };
    const result = run(loan(-0.2, comet({ own: 1000 }), { liquidators }));
    expect(result.rounds.map(({ repaidUsd }) => Math.round(repaidUsd))).toEqual([10_000, 5600, 0]);
    expect(result.audit.residual).toBeLessThan(1e-12);
  });
});
