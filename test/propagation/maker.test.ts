import { describe, expect, it } from "vitest";
import type { DebtAuction, MakerMarket, Scenario } from "../../src/model/scenario.js";
import { simulate } from "../../src/propagation/index.js";
import { flat, literal, pool, position, priceShock, small, units } from "./small.js";

interface Parts {
  readonly hole?: number;
  readonly surplus?: number;
  readonly tailSeconds?: number;
  readonly tip?: number;
}

/** Auctions start at 1.25 times the oracle's price and fall to nothing in ten rounds of an hour. */
const maker = ({ hole = 1e9, surplus = 0, tailSeconds = 72_000, tip = 0 }: Parts = {}): MakerMarket => ({
  ...{ id: "eth-a", kind: "maker", collateral: "ETH", oracle: "ETH", dai: "DAI", daiOracle: "DAI" },
  ...{ liquidationRatio: literal(1.5), liquidationPenalty: literal(0.13), dustUnits: literal(20) },
  ...{ holeUnits: literal(hole), surplusUnits: literal(surplus), otherBorrowedUnits: literal(0) },
  auction: {
    curve: { kind: "linear", tauSeconds: literal(36_000) },
    ...{ startFactor: literal(1.25), tailSeconds: literal(tailSeconds), cusp: literal(0) },
    ...{ tipUnits: literal(tip), chip: literal(0) },
  },
});

/** 10 ETH at 200 USD against 1,000 DAI, and a venue that takes all ETH at its price. */
const vault = (fall: number, market: MakerMarket, parts: Partial<Scenario> = {}): Scenario =>
  small(
    { ETH: 200, DAI: 1 },
    {
      clock: { secondsPerRound: literal(3600), maxRounds: 12, priceTolerance: literal(1e-9) },
      markets: [market],
      venues: [flat("ETH", "DAI", 1000)],
      positions: [position("alice", "eth-a", { ETH: 10 }, { DAI: 1000 })],
      shocks: [priceShock("ETH", fall)],
      ...parts,
    },
  );

describe.each(["float", "decimal"] as const)("Maker in %s", (numbers) => {
  const run = (scenario: Scenario) => simulate(scenario, { numbers }).result;
  const node = (result: ReturnType<typeof run>, key: string) => result.nodes.find((each) => each.key === key);

  it("auctions a vault until the clock's price pays a keeper, and returns what the tab did not need", () => {
    // 10 · 140 / 1.5 = 933 < 1,000. Tab 1,130, top 175, then 157.5, 140 (equal to the market: no profit), 122.5.
    // 1,130 / 122.5 = 9.2245 ETH are sold in round 3; 0.7755 ETH go back.
    const result = run(vault(-0.3, maker({ surplus: 100 })));
    expect(result.rounds.map(({ liquidations }) => liquidations)).toEqual([1, 0, 0, 0, 0]);
    expect(result.rounds.map(({ repaidUsd }) => Math.round(repaidUsd * 1e6) / 1e6)).toEqual([0, 0, 0, 1130, 0]);
    expect(result.rounds[3]?.soldUsd).toBeCloseTo((1130 / 122.5) * 140, 8);
    const left = 10 - 1130 / 122.5;
    const alice = node(result, "position:alice");
    expect(alice?.endUsd).toBeCloseTo(left * 140, 8);
    expect(alice?.lossUsd.direct).toBeCloseTo(600, 8);
    // The penalty of 130 in round 0; the rest by selling below the market's price.
    expect(alice?.lossUsd.price).toBeCloseTo(400 - left * 140, 8);
    expect(result.rounds[0]?.lossUsd.price).toBeCloseTo(130, 8);
    // 1,000 DAI were out and 100 the system's; the penalty is the system's too.
    expect(node(result, "market:eth-a")).toMatchObject({ startUsd: 1100 });
    expect(node(result, "market:eth-a")?.endUsd).toBeCloseTo(1230, 8);
    expect(result.stop).toEqual({ reason: "quiescent", round: 4 });
    expect(result.audit.residual).toBeLessThan(1e-12);
    expect(result.audit.reserveResidual).toBeLessThan(1e-12);
  });

  it("loses what an auction does not raise: the surplus first, the rest is a deficit", () => {
    // 80 USD: top 100, then 90, 80, 70: the whole lot goes for 700 DAI in round 3. 300 of the debt are lost, 100 are there.
    const result = run(vault(-0.6, maker({ surplus: 100 })));
    expect(result.rounds.map(({ badDebtUsd }) => Math.round(badDebtUsd))).toEqual([0, 0, 0, 300, 0]);
    expect(result.rounds[3]?.reserves[0]?.deficitUnits).toBeCloseTo(200, 8);
    const market = node(result, "market:eth-a");
    expect(market?.endUsd).toBeCloseTo(800, 8);
    expect(market?.lossUsd.claim).toBeCloseTo(300, 8);
    expect(market?.lossUsd.price).toBeCloseTo(0, 8);
    expect(node(result, "position:alice")?.endUsd).toBe(0);
    expect(result.audit.reserveResidual).toBeLessThan(1e-12);
  });

  it("seizes no more than the hole leaves room for, and the rest when there is room again", () => {
    // 565 / 1.13 = 500 DAI of debt and 5 ETH at a time. At 80 USD the first 5 ETH go for 350 DAI in round 3, the next are seized in 4.
    const result = run(vault(-0.6, maker({ hole: 565 })));
    const seized = result.rounds.flatMap(({ round, liquidations }) => (liquidations > 0 ? [round] : []));
    expect(seized).toEqual([0, 4]);
    expect(result.rounds.map(({ liquidatedUsd }) => Math.round(liquidatedUsd)).slice(0, 5)).toEqual([
      400, 0, 0, 0, 400,
    ]);
    expect(result.rounds.map(({ badDebtUsd }) => Math.round(badDebtUsd))).toEqual([0, 0, 0, 150, 0, 0, 0, 150, 0]);
    expect(result.events.some(({ kind }) => kind === "liquidation-declined")).toBe(true);
    expect(result.audit.residual).toBeLessThan(1e-12);
  });

  it("begins again after its tail, strictly, and pays whoever resets it; without buyers it runs on", () => {
    const liquidators = { gasUsd: literal(0), minimumProfitUsd: literal(0), capacityUsdPerRound: literal(0) };
    const result = run(vault(-0.3, maker({ tailSeconds: 7200, tip: 3, surplus: 100 }), { liquidators }));
    const resets = result.events.flatMap(({ kind, round }) => (kind === "auction-reset" ? [round] : []));
    expect(resets).toEqual([3, 6, 9, 12]);
    expect(result.stop).toEqual({ reason: "round-limit", round: 12 });
    // Five rewards of 3 DAI out of a surplus of 100.
    expect(node(result, "market:eth-a")?.endUsd).toBeCloseTo(1085, 8);
    expect(result.audit.reserveResidual).toBeLessThan(1e-12);
  });

  it("gives collateral away where nobody can pay before the price has come near nothing", () => {
    // At most 100 DAI a round, from round 3 on: the lot is gone before 700 DAI have been paid, and the rest of 1,000 is lost.
    const liquidators = { gasUsd: literal(0), minimumProfitUsd: literal(0), capacityUsdPerRound: literal(100) };
    const result = run(vault(-0.3, maker(), { liquidators }));
    const paid = result.rounds.reduce((sum, { repaidUsd }) => sum + repaidUsd, 0);
    expect(paid).toBeLessThan(701);
    expect(result.rounds.reduce((sum, { badDebtUsd }) => sum + badDebtUsd, 0)).toBeCloseTo(1000 - paid, 6);
    expect(node(result, "market:eth-a")?.lossUsd.claim).toBeCloseTo(1000 - paid, 6);
  });

  describe("debt auctions", () => {
    const terms = (dump: number): DebtAuction => ({
      ...{ token: "MKR", sumpUnits: literal(60), dumpUnits: literal(dump), waitSeconds: literal(14_400) },
      ...{ beg: literal(1.25), pad: literal(2), tauSeconds: literal(7200) },
    });
    /** A vault that loses 300 DAI in round 3, a surplus of 100, and a fund that holds 100 MKR at 10 DAI. */
    const short = (dump: number, depth: number): Scenario => {
      const market: MakerMarket = { ...maker({ surplus: 100 }), debtAuction: terms(dump) };
      const { assets, ...rest } = small(
        { ETH: 200, DAI: 1, MKR: 10 },
        {
          clock: { secondsPerRound: literal(3600), maxRounds: 12, priceTolerance: literal(1e-9) },
          markets: [market],
          venues: [flat("ETH", "DAI", 1000), pool({ MKR: depth, DAI: 10 * depth })],
          actors: [{ id: "fund", holdings: units({ MKR: 100 }), policies: [] }],
          positions: [position("alice", "eth-a", { ETH: 10 }, { DAI: 1000 })],
          shocks: [priceShock("ETH", -0.6)],
        },
      );
      return { ...rest, assets };
    };

    it("sell as few new tokens as pay a bidder, for whole lots of what the surplus has left, once the debt has waited", () => {
      // 1,000 of debt, freed at 4 h, less 800 of surplus: 3 lots of 60, 20 are left. 8 MKR each are worth 80 at first;
      // 8 / 1.25 = 6.4: 19.2 MKR fetch 10,000 · 19.2 / 1,019.2 = 188.4 > 180; 5.12 each would fetch 151.
      const result = run(short(8, 1000));
      expect(result.events.flatMap(({ kind, round }) => (kind === "debt-auction" ? [round] : []))).toEqual([4]);
      const taken = result.events.find(({ kind, asset }) => kind === "offer-taken" && asset === "MKR");
      expect(taken?.round).toBe(4);
      expect(taken?.units).toBeCloseTo(19.2, 10);
      const priceUsd = (10_000 - (10_000 * 19.2) / 1019.2) / 1019.2;
      expect(node(result, "asset:MKR")?.endUsd).toBeCloseTo(priceUsd, 10);
      // Holders of MKR lose what its price falls by; holders of DAI what nobody has made good: 300 of bad debt less 180.
      expect(node(result, "actor:fund")?.lossUsd).toMatchObject({ claim: 0 });
      expect(node(result, "actor:fund")?.lossUsd.price).toBeCloseTo(100 * (10 - priceUsd), 8);
      expect(node(result, "market:eth-a")?.endUsd).toBeCloseTo(980, 8);
      expect(node(result, "market:eth-a")?.lossUsd.claim).toBeCloseTo(120, 8);
      expect(node(result, "market:eth-a")?.lossUsd.price).toBeCloseTo(0, 8);
      expect(result.rounds[4]?.lossUsd.claim).toBeCloseTo(-180, 8);
      expect(result.rounds[4]?.reserves[0]?.deficitUnits).toBeCloseTo(20, 8);
      expect(result.stop).toEqual({ reason: "quiescent", round: 5 });
      expect(result.audit.residual).toBeLessThan(1e-12);
      expect(result.audit.reserveResidual).toBeLessThan(1e-12);
    });

    it("offer more when nobody has bid for longer than stated", () => {
      // 4 MKR are worth 40 < 60. Begun at 4 h, again after 6 h: at 7 h, with 8.
      const result = run(short(4, 1000));
      expect(result.events.flatMap(({ kind, round }) => (kind === "auction-reset" ? [round] : []))).toEqual([7]);
      expect(result.events.find(({ kind, asset }) => kind === "offer-declined" && asset === "MKR")?.round).toBe(4);
      const taken = result.events.find(({ kind, asset }) => kind === "offer-taken" && asset === "MKR");
      expect(taken?.round).toBe(7);
      expect(taken?.units).toBeCloseTo(19.2, 10);
    });

    it("sell no more lots than the venues pay for", () => {
      // 300 · 8 / 38 = 63 > 60 for one lot, 300 · 16 / 46 = 104 < 120 for two. After it 38 MKR and 236.8 DAI are in the pool:
      // 8 fetch 41, so that 16 are offered at 7 h and fetch 70 (12.8 would fetch 59.7); then 32, at 10 h, fetch 62.
      const result = run(short(8, 30));
      const taken = result.events.filter(({ kind, asset }) => kind === "offer-taken" && asset === "MKR");
      expect(taken.map(({ round, units: sold }) => [round, sold])).toEqual([
        [4, 8],
        [7, 16],
        [10, 32],
      ]);
      expect(result.rounds.map(({ reserves }) => Math.round(reserves[0]?.deficitUnits ?? 0))).toEqual([
        0, 0, 0, 200, 140, 140, 140, 80, 80, 80, 20, 20,
      ]);
      expect(result.audit.reserveResidual).toBeLessThan(1e-12);
    });

    it("do not begin for debt that outsiders have made good", () => {
      // 300 of bad debt less 100 of surplus; 190 are paid in before the auctions of round 4: 10 are less than a lot.
      const scenario = short(8, 1000);
      const paid = {
        kind: "capital-injection",
        round: 4,
        units: literal(190),
        into: { market: "eth-a", asset: "DAI" },
      } as const;
      const result = run({ ...scenario, shocks: [...scenario.shocks, paid] });
      expect(result.events.some(({ kind }) => kind === "debt-auction")).toBe(false);
      expect(result.rounds[4]?.reserves[0]?.deficitUnits).toBeCloseTo(10, 8);
    });

    it("do not begin while a surplus covers the debt", () => {
      const scenario = short(8, 1000);
      const markets = [{ ...maker({ surplus: 300 }), debtAuction: terms(8) }];
      expect(run({ ...scenario, markets }).events.some(({ kind }) => kind === "debt-auction")).toBe(false);
    });
  });
});
