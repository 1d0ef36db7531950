import { describe, expect, it } from "vitest";
import type { Scenario } from "../../src/model/scenario.js";
import { simulate } from "../../src/propagation/index.js";
import { aave, flat, literal, pool, position, priceShock, reserve, small } from "./small.js";

const terms = { threshold: 0.83, bonus: 0.05 };

/** 100 ETH at 2,000 USD against 140,000 USDC; −20 % takes health to 100 × 1,600 × 0.83 / 140,000 = 0.9486: the whole debt. */
const loan = (parts: Partial<Scenario>, fee = 0): Scenario =>
  small(
    { ETH: 2000, USDC: 1 },
    {
      markets: [aave([reserve("ETH", { ...terms, fee }), reserve("USDC", { supplied: 1_000_000 })])],
      positions: [position("borrower", "aave", { ETH: 100 }, { USDC: 140_000 })],
      shocks: [priceShock("ETH", -0.2)],
      ...parts,
    },
  );

describe("one liquidation on Aave", () => {
  it("seizes (1 + b) of the repayment, keeps the protocol's share of the bonus and sells the rest into the pool", () => {
    // Seized 140,000 × 1.05 / 1,600 = 91.875 ETH, of which 4.375 are bonus and a tenth of that, 0.4375, the protocol's.
    const { result } = simulate(loan({ venues: [pool({ ETH: 10_000, USDC: 20_000_000 })] }, 0.1));
    const [round] = result.rounds;
    expect(round).toMatchObject({ liquidations: 1, declined: 0 });
    expect(round?.liquidatedUsd).toBeCloseTo(147_000, 6);
    expect(round?.repaidUsd).toBeCloseTo(140_000, 6);
    expect(round?.soldUsd).toBeCloseTo(91.4375 * 1600, 6);
    // The pool was traded to 1,600 with xy = 2·10¹¹ kept: x = √(k / 1,600), and the sale leaves k / (x + 91.4375)².
    const after = 2e11 / (Math.sqrt(2e11 / 1600) + 91.4375) ** 2;
    expect(round?.assets[0]?.marketUsd).toBeCloseTo(after, 8);
    // 8.125 ETH are left to the borrower, whose equity was 60,000 USD.
    const borrower = result.nodes.find(({ key }) => key === "position:borrower");
    expect(borrower).toMatchObject({ startUsd: 60_000, failedRound: 0, closedRound: 0 });
    expect(borrower?.endUsd).toBeCloseTo(8.125 * after, 6);
    // Direct 100 × 400; by price the bonus of 7,000 and the fall of what is left.
    expect(borrower?.lossUsd.direct).toBeCloseTo(40_000, 6);
    expect(borrower?.lossUsd.price).toBeCloseTo(7000 + 8.125 * (1600 - after), 6);
    // The fee stays in the reserve: 10,000 cash at the market less what the liquidator took, owned by the protocol.
    expect(round?.reserves[0]?.cashUnits).toBeCloseTo(100 - 91.4375, 10);
    expect(round?.reserves[0]?.suppliedUnits).toBeCloseTo(8.125, 10);
  });

  it("is declined where selling loses as much as the bonus brings: 5 % fee against 1 − 1/1.05 = 4.76 %", () => {
    const { result } = simulate(loan({ venues: [pool({ ETH: 10_000, USDC: 20_000_000 }, { fee: 0.05 })] }));
    expect(result.rounds.map(({ liquidations, declined }) => [liquidations, declined])).toEqual([
      [0, 1],
      [0, 1],
    ]);
    expect(result.stop).toEqual({ reason: "exhausted", round: 1 });
    expect(result.events.filter(({ kind }) => kind === "liquidation-declined")).toHaveLength(1);
  });

  it("is declined when gas eats the profit, and made when gas is one dollar less", () => {
    // Seizure worth 147,000 sold at no impact: the profit is 7,000 before gas.
    const at = (gas: number, share: number) =>
      simulate(
        loan({
          venues: [flat("ETH", "USDC", 1000)],
          liquidators: { gasUsd: literal(gas), minimumProfitUsd: literal(share) },
        }),
      ).result.rounds[0]?.liquidations;
    expect(at(7000, 0)).toBe(0);
    expect(at(6999, 0)).toBe(1);
    expect(at(6000, 1000)).toBe(0);
    expect(at(5999, 1000)).toBe(1);
  });

  it("is made on half when the whole does not pay", () => {
    // Average fall Q/1,000: 91.875 ETH lose 9.2 % of 1,600, half of that 4.6 %, less than the 4.76 % that the bonus covers.
    const { result } = simulate(loan({ venues: [flat("ETH", "USDC", 100, 0.1)] }));
    expect(result.rounds[0]?.repaidUsd).toBeCloseTo(70_000, 6);
    expect(result.rounds[0]?.liquidatedUsd).toBeCloseTo(73_500, 6);
  });

  it("never takes more than the market's cash, halves included", () => {
    // 100 ETH supplied, 60 of them lent on: 40 can be paid out. The largest call, cut to 40/91.875, does not pay at a fall of
    // Q/400; halved to 20 ETH it falls 5 %, halved again to 10 ETH 2.5 %.
    const lentOn = aave([reserve("ETH", { ...terms, supplied: 100, otherBorrowed: 60 }), reserve("USDC")]);
    const { result } = simulate(loan({ markets: [lentOn], venues: [flat("ETH", "USDC", 100, 0.25)] }));
    expect(result.rounds[0]?.liquidatedUsd).toBeCloseTo(10 * 1600, 6);
    const most = simulate(loan({ markets: [lentOn], venues: [flat("ETH", "USDC", 1000)] })).result;
    expect(most.rounds[0]?.liquidatedUsd).toBeCloseTo(40 * 1600, 6);
    expect(most.rounds[0]?.reserves[0]?.cashUnits).toBeCloseTo(0, 9);
    expect(most.audit.residual).toBeLessThan(1e-12);
  });

  it("keeps what finds no buyer with the liquidator, when what was sold pays for it all", () => {
    // Repaid 140,000, seized 91.875; at a bonus of 5 % the unsold part must be less than that: the venue takes 90 ETH.
    const { result } = simulate(loan({ venues: [flat("ETH", "USDC", 90)] }));
    expect(result.rounds[0]?.liquidatedUsd).toBeCloseTo(147_000, 6);
    expect(result.rounds[0]?.soldUsd).toBeCloseTo(144_000, 6);
    expect(result.audit.residual).toBeLessThan(1e-12);
  });
});

describe("bad debt", () => {
  it("is booked although worthless collateral is left: Aave counts what collateral is worth", () => {
    const reserves = [reserve("ETH", terms), reserve("JUNK", terms), reserve("USDC", { supplied: 1_000_000 })];
    const { result } = simulate(
      small(
        { ETH: 2000, JUNK: 5, USDC: 1 },
        {
          venues: [flat("ETH", "USDC", 1000)],
          markets: [aave(reserves)],
          positions: [position("borrower", "aave", { ETH: 100, JUNK: 10 }, { USDC: 140_000 })],
          shocks: [priceShock("ETH", -0.5), priceShock("JUNK", -1)],
        },
      ),
    );
    expect(result.rounds[0]?.badDebtUsd).toBeCloseTo(140_000 - 100_000 / 1.05, 6);
  });

  it("is booked although something is left that backs nothing: Aave does not count collateral without a threshold", () => {
    const { result } = simulate(
      small(
        { ETH: 2000, OLD: 5, USDC: 1 },
        {
          venues: [flat("ETH", "USDC", 1000)],
          markets: [aave([reserve("ETH", terms), reserve("OLD"), reserve("USDC", { supplied: 1_000_000 })])],
          positions: [position("borrower", "aave", { ETH: 100, OLD: 10 }, { USDC: 140_000 })],
          shocks: [priceShock("ETH", -0.5)],
        },
      ),
    );
    expect(result.rounds[0]?.badDebtUsd).toBeCloseTo(140_000 - 100_000 / 1.05, 6);
    expect(result.nodes.find(({ key }) => key === "position:borrower")?.endUsd).toBeCloseTo(50, 8);
  });

  it("is booked in the round that takes the last collateral, whatever the protocol's fee leaves of its digits", () => {
    for (let place = 1; place <= 40; place += 1) {
      const units = 100 + place * 0.37;
      const { result } = simulate(
        small(
          { ETH: 2000, USDC: 1 },
          {
            venues: [flat("ETH", "USDC", 1000)],
            markets: [aave([reserve("ETH", { ...terms, fee: 0.1 }), reserve("USDC", { supplied: 1_000_000 })])],
            positions: [position("borrower", "aave", { ETH: units }, { USDC: 140_000 })],
            shocks: [priceShock("ETH", -0.5)],
          },
        ),
      );
      // Collateral units × 1,000 repays units × 1,000 / 1.05; the rest is the reserve's deficit at once.
      const deficit = 140_000 - (units * 1000) / 1.05;
      expect(result.rounds[0]?.badDebtUsd).toBeCloseTo(deficit, 6);
      expect(result.rounds[0]?.reserves[1]?.deficitUnits).toBeCloseTo(deficit, 6);
      expect(result.stop).toEqual({ reason: "quiescent", round: 1 });
    }
  });
});
