import { describe, expect, test } from "vitest";
import { bundled, byId, edited, type Ran, run, variantOf } from "../scenarios/bundled.js";

/**
 * Targets: tables of github.com/290-byte/morpho-risk-case-study at f4fbbfd, pulled from the Morpho API on 2026-02-08. Six hours a
 * round from 2025-11-03 00:00: 6 November, 12:00 is round 14, the 8th round 20, the 14th round 44, the 20th round 68.
 */
const MARKET = "sdeUSD/USDC";
const NAME = "04-xusd-deusd-november-2025";
const scenario = await bundled(NAME);
const ran = run(scenario);

const ofMarket = ({ round }: Ran, index: number, market = MARKET) => {
  const found = round(index).reserves.find((reserve) => reserve.market === market && reserve.asset === "USDC");
  if (found === undefined) throw new Error(`no ${market}`);
  return found;
};

/** The fall is over by the last quote of its first day, midnight of the 7th. */
const COLLAPSED = 16;

describe("no liquidation", async () => {
  /** Invented, to take away the excuse that nobody could have sold: endless depth at the market price. */
  const endless =
    "  endless: { kind: depth-curve, asset: sdeUSD, quote: USDC, points: [[1_000_000_000, 0.01%]], arbitragePerRound: 100% }";
  const addVenue = (text: string) => text.replace("\nmarkets:\n", `\nvenues:\n${endless}\n\nmarkets:\n`);
  const judgeBySpot = (text: string) =>
    text.replace("{ asset: sdeUSD, kind: fixed, priceUsd: 1.0634", "{ asset: sdeUSD, kind: spot");
  const withVenue = run(await edited(NAME, addVenue));

  test.each([
    ["as listed", ran],
    ["with a deep venue", withVenue],
  ])("and none that a liquidator could have made, while the price falls to a cent: %s", (_, each) => {
    expect(byId(each.round(COLLAPSED).assets, "sdeUSD").marketUsd).toBeCloseTo(0.0124, 9);
    expect(byId(each.round(COLLAPSED).oracles, "sdeUSD-at-par").priceUsd).toBe(1.0634);
    for (const { round, liquidations, declined } of each.result.rounds) {
      expect(liquidations).toBe(0);
      if (round <= COLLAPSED) expect(declined).toBe(0);
    }
  });

  test("once interest has taken the loan past its limit, since a call costs a dollar and fetches a cent", () => {
    const { result } = withVenue;
    const declined = result.events.filter(({ kind }) => kind === "liquidation-declined");
    expect(declined[0]?.round).toBe(COLLAPSED + 1);
    expect(declined[0]?.text).toContain("would not pay");
    expect(result.closestCall?.position).toBe("sdeusd-borrower");
    expect(result.closestCall?.health).toBeCloseTo(0.98, 2);
  });

  test("because of the fixed oracle: at the market price the same loan is liquidated as the price falls", async () => {
    const bySpot = await edited(NAME, (text) => judgeBySpot(addVenue(text)));
    expect(byId(bySpot.oracles, "sdeUSD-at-par").kind).toBe("spot");
    const { report, result } = run(bySpot);
    const [first] = result.events.filter(({ kind }) => kind === "liquidation");
    expect(first?.to).toBe("position:sdeusd-borrower");
    expect(first?.round).toBe(COLLAPSED - 1);
    expect(report.totals.badDebtUsd).toBeGreaterThan(7e6);
  });
});

describe("the market", async () => {
  test("is short of 8,589,212 USD at midnight of 7 November, within 0.1 %", () => {
    expect(Math.abs(ofMarket(ran, COLLAPSED).shortfallUsd / 8_589_212 - 1)).toBeLessThan(0.001);
  });

  /** A price that is par already keeps the run going to February. */
  const untilFebruary = (text: string) =>
    text
      .replace("maxRounds: 60", "maxRounds: 400")
      .replace("\nshocks:\n", "\nshocks:\n  - { round: 388, kind: price, asset: USDC, priceUsd: 1 }\n");
  const longer = run(await edited(NAME, untilFebruary));

  /** The 14th was used to set the rate. */
  test.each([
    ["6 November, 12:00", 14, 8_692_721, 0.0001],
    ["8 November", 20, 8_720_275, 0.0005],
    ["14 November", 44, 8_897_002, 0.001],
    ["20 November", 68, 9_319_915, 0.002],
  ])("has lent, on %s, what it had lent", (_, round, suppliedUsd, tolerance) => {
    const { suppliedUnits, borrowedUnits } = ofMarket(longer, round);
    expect(Math.abs(suppliedUnits / suppliedUsd - 1)).toBeLessThan(tolerance);
    expect(borrowedUnits).toBeCloseTo(suppliedUnits, 4);
  });

  /** On Arbitrum 706,275 grew to 4,969,300 in the 97 days to 8 February 2026; the rate was set by the first five of them. */
  test("on Arbitrum, grows sevenfold in three months at full utilisation", () => {
    const { borrowedUnits } = ofMarket(longer, 388, "xUSD/USDC-arbitrum");
    expect(Math.abs(borrowedUnits / 4_969_299.93 - 1)).toBeLessThan(0.1);
  });
});

describe("the vaults", () => {
  test("Relend's share price falls by 98.43 % after the run", () => {
    expect(byId(ran.report.vaults, "relend-usdc").writeDown).toBeGreaterThan(-0.9843 - 0.002);
    expect(byId(ran.report.vaults, "relend-usdc").writeDown).toBeLessThan(-0.9843 + 0.002);
  });

  test("realised before the run, it would have fallen by 10.2 %", () => {
    const before = run(variantOf(scenario, "realised-before-the-run"));
    expect(Math.abs(byId(before.report.vaults, "relend-usdc").writeDown + 0.102)).toBeLessThan(0.002);
  });

  test("Relend loses the 4,526,664 USD that it lost, within 0.1 %", () => {
    expect(Math.abs(byId(ran.report.vaults, "relend-usdc").lossUsd / 4_526_664 - 1)).toBeLessThan(0.001);
  });

  test("each lose what they had in the market that is written off", () => {
    expect(ran.report.vaults.map(({ id }) => id)).toEqual(scenario.vaults.map(({ id }) => id));
    const startUsd = (id: string) => Number(byId(scenario.vaults, id).supplies[0]?.units);
    for (const { id, lossUsd } of ran.report.vaults) {
      expect(lossUsd).toBeGreaterThan(startUsd(id));
      expect(lossUsd).toBeLessThan(1.045 * startUsd(id));
    }
  });

  test("pays everyone who leaves Relend before the money is gone", () => {
    const relend = byId(ran.result.vaults, "relend-usdc");
    expect(relend.unmetUsd).toBe(0);
    expect(Math.abs(byId(ran.round(40).vaults, "relend-usdc").totalUnits / 4_593_066 - 1)).toBeLessThan(1e-6);
  });
});
