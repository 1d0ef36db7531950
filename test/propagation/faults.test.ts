import { describe, expect, it } from "vitest";
import type { Oracle, OracleFault, Scenario, Shock } from "../../src/model/scenario.js";
import { simulate } from "../../src/propagation/index.js";
import { aave, flat, literal, position, priceShock, reserve, small } from "./small.js";

/** 10 ETH at 1,000 USD against 7,000 USDC at a threshold of 0.8: liquidated below 875 USD. */
const loan = (shocks: readonly Shock[], parts: Partial<Scenario> = {}): Scenario =>
  small(
    { ETH: 1000, USDC: 1 },
    {
      venues: [flat("ETH", "USDC", 1000)],
      markets: [aave([reserve("ETH", { threshold: 0.8, bonus: 0.05 }), reserve("USDC", { supplied: 10_000 })])],
      positions: [position("p", "aave", { ETH: 10 }, { USDC: 7000 })],
      shocks,
      ...parts,
    },
  );

const fault = (kind: OracleFault, rounds: { readonly from: number; readonly to?: number }, oracle = "ETH"): Shock => ({
  ...{ kind: "oracle-fault", oracle, round: rounds.from, fault: kind },
  ...(rounds.to === undefined ? {} : { toRound: rounds.to }),
});

const FALL = priceShock("ETH", -0.2);

describe.each(["float", "decimal"] as const)("faults in %s", (numbers) => {
  const run = (scenario: Scenario) => simulate(scenario, { numbers }).result;
  const reports = ({ rounds }: ReturnType<typeof run>) => rounds.map(({ oracles }) => oracles[0]?.priceUsd);

  it("a frozen feed hides a fall until it is mended, and the log says what followed from what", () => {
    const result = run(loan([FALL, fault({ kind: "freeze" }, { from: 0, to: 1 })]));
    expect(reports(result)).toEqual([1000, 1000, 800, 800]);
    expect(result.rounds.map(({ liquidations }) => liquidations)).toEqual([0, 0, 1, 0]);
    const call = result.events.find(({ kind }) => kind === "liquidation");
    const update = result.events[call?.cause ?? 0];
    const mended = result.events[update?.cause ?? 0];
    expect(update).toMatchObject({ kind: "oracle-update", round: 2, to: "oracle:ETH" });
    expect(mended).toMatchObject({ kind: "intervention", round: 2, from: "oracle:ETH", text: "ETH is mended" });
    expect(result.events[mended?.cause ?? 0]).toMatchObject({ kind: "shock", round: 0, cause: 0, from: "oracle:ETH" });
  });

  it("a feed that is frozen for good keeps nobody waiting", () => {
    const result = run(loan([FALL, fault({ kind: "freeze" }, { from: 0 })]));
    expect(result.stop).toEqual({ reason: "quiescent", round: 1 });
    expect(reports(result)).toEqual([1000, 1000]);
  });

  it("a floor of 900 is reported while the market is at 800, and the market above it", () => {
    const floor: OracleFault = { kind: "floor", floorUsd: literal(900) };
    expect(reports(run(loan([FALL, fault(floor, { from: 0, to: 2 })])))).toEqual([900, 900, 900, 800, 800]);
    const small = run(loan([priceShock("ETH", -0.05), fault(floor, { from: 0 })]));
    expect(reports(small)).toEqual([950, 950]);
  });

  it("a feed that is made to report 500 for a round takes 10,000 USD of collateral for 4,762 and leaves bad debt", () => {
    // All 10 ETH at 500 pay for 5,000 / 1.05 of debt; 7,000 − 4,761.90 are left without collateral.
    const result = run(loan([fault({ kind: "price", priceUsd: literal(500) }, { from: 1, to: 1 })]));
    expect(reports(result)).toEqual([1000, 500, 1000, 1000].slice(0, result.rounds.length));
    const round = result.rounds[1];
    expect(round?.liquidatedUsd).toBeCloseTo(10_000, 8);
    expect(round?.repaidUsd).toBeCloseTo(5000 / 1.05, 8);
    expect(round?.badDebtUsd).toBeCloseTo(7000 - 5000 / 1.05, 8);
    expect(round?.assets[0]?.marketUsd).toBe(1000);
  });

  it("a stale feed pauses the market that judges by it: no calls, no withdrawals, no sales by owners", () => {
    const run_ = { kind: "proportional", trigger: { kind: "round", round: 0 } } as const;
    const everybody = { ...run_, sharePerRound: literal(1), stayShare: literal(0) };
    const scenario = loan([FALL, fault({ kind: "stale-pause" }, { from: 0, to: 1 })], {
      markets: [
        aave([
          reserve("ETH", { threshold: 0.8, bonus: 0.05 }),
          reserve("USDC", { supplied: 10_000, rest: { run: everybody } }),
        ]),
      ],
    });
    const { rounds, events } = run(scenario);
    expect(rounds.map(({ liquidations }) => liquidations).slice(0, 3)).toEqual([0, 0, 1]);
    expect(rounds.map(({ withdrawnUsd }) => withdrawnUsd).slice(0, 2)).toEqual([0, 0]);
    expect(rounds.map(({ unmetWithdrawalsUsd }) => unmetWithdrawalsUsd).slice(0, 2)).toEqual([10_000, 10_000]);
    // The liquidator's 7,000 and the 3,000 that nobody had borrowed.
    expect(rounds[2]?.withdrawnUsd).toBeCloseTo(10_000, 8);
    const paused = events.find(({ to, kind }) => kind === "intervention" && to === "market:aave");
    expect(paused).toMatchObject({ round: 0, from: "oracle:ETH" });
    expect(events[paused?.cause ?? 0]).toMatchObject({ kind: "shock", from: "oracle:ETH" });
    const refused = events.find(({ kind }) => kind === "withdrawal");
    expect(refused).toMatchObject({ round: 0, units: 0, cause: paused?.id });
  });

  it("an owner waits as well while the market is paused", () => {
    const actor = {
      ...{ id: "owner", holdings: [] },
      policies: [{ kind: "deleverage", whenHealthBelow: literal(1.1), toHealth: literal(1.3) }],
    } as const;
    const scenario = loan([priceShock("ETH", -0.1), fault({ kind: "stale-pause" }, { from: 0, to: 1 }, "USDC")], {
      actors: [actor],
      positions: [position("p", "aave", { ETH: 10 }, { USDC: 7000 }, { owner: "owner" })],
    });
    const { events } = run(scenario);
    expect(events.filter(({ kind }) => kind === "deleverage").map(({ round }) => round)).toEqual([2]);
  });

  it("a stale feed pauses also those who judge by an oracle that reads it", () => {
    const worst: Oracle = { id: "worst", kind: "worst-of-two", asset: "ETH", first: "ETH", second: "par" };
    const par: Oracle = { id: "par", kind: "fixed", asset: "ETH", priceUsd: literal(1000) };
    const scenario = loan([FALL, fault({ kind: "stale-pause" }, { from: 0, to: 0 }, "par")], {
      oracles: [worst, par],
      markets: [
        aave([
          { ...reserve("ETH", { threshold: 0.8, bonus: 0.05 }), oracle: "worst" },
          reserve("USDC", { supplied: 10_000 }),
        ]),
      ],
    });
    const { rounds, events } = run(scenario);
    expect(rounds.map(({ liquidations, declined }) => [liquidations, declined]).slice(0, 2)).toEqual([
      [0, 1],
      [1, 0],
    ]);
    expect(events.find(({ kind }) => kind === "liquidation-declined")?.text).toBe(
      "p can be liquidated, but its market is paused",
    );
    const again = events.filter(({ to, kind }) => kind === "intervention" && to === "market:aave")[1];
    expect(again).toMatchObject({ round: 1, text: "aave acts again: what it judges by is mended" });
    expect(events[again?.cause ?? 0]).toMatchObject({ text: "par is mended" });
  });
});
