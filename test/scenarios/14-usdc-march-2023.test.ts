import { describe, expect, it } from "vitest";
import { bundled, byId, run } from "./bundled.js";

const SUNDAY_EVENING = 43;
const MONDAY = 58;
/** Claims worth 1 before, backed by (42.1 − 3.3)/42.1 after the bank has failed. */
const BACKED = 38.8 / 42.1;

describe("14: USDC over a weekend without redemption", async () => {
  const ran = run(await bundled("14-usdc-march-2023"));
  const { result } = ran;
  const marketUsd = (round: number, asset: string) => byId(ran.round(round).assets, asset).marketUsd;
  const rounds = result.rounds.map(({ round }) => round);
  const lowest = (measure: (round: number) => number) =>
    rounds.reduce((low, round) => (measure(round) < measure(low) ? round : low), 0);

  it("values both dollars by what backs them", () => {
    expect(byId(ran.round(0).issuers, "circle").navUsd).toBeCloseTo(BACKED, 12);
    expect(byId(ran.round(0).issuers, "maker").navUsd).toBeCloseTo((3.1 * BACKED + 2) / 5.1, 12);
    expect(byId(ran.round(SUNDAY_EVENING).issuers, "circle").navUsd).toBe(1);
  });

  it("redeems nothing before Monday; whoever will not wait sells below what a claim is worth", () => {
    const before = result.rounds.slice(0, MONDAY);
    expect(before.every(({ withdrawnUsd }) => withdrawnUsd === 0)).toBe(true);
    const low = lowest((round) => marketUsd(round, "USDC"));
    expect(low).toBeGreaterThan(2);
    expect(low).toBeLessThan(9);
    // The published low; the amount sold is fitted to it.
    expect(marketUsd(low, "USDC")).toBeGreaterThan(0.87);
    expect(marketUsd(low, "USDC")).toBeLessThan(0.88);
    // Not fitted: by Sunday noon the price is back at what backs it.
    expect(Math.abs(marketUsd(SUNDAY_EVENING - 1, "USDC") / BACKED - 1)).toBeLessThan(0.005);
  });

  it("takes DAI along, by less than it fell: to 0.91, where 0.88 was seen", () => {
    const daiUsd = (round: number) => marketUsd(round, "DAI");
    const low = lowest(daiUsd);
    expect(daiUsd(low)).toBeGreaterThan(0.9);
    expect(daiUsd(low)).toBeLessThan(0.92);
    expect(marketUsd(low, "USDC")).toBeLessThan(daiUsd(low));
  });

  it("recovers when the deposits are guaranteed, before anything can be redeemed", () => {
    expect(marketUsd(SUNDAY_EVENING, "USDC")).toBeGreaterThan(0.995);
    expect(marketUsd(MONDAY - 1, "DAI")).toBeGreaterThan(0.999);
  });

  it("redeems 2.9 billion on Monday, at par", () => {
    const monday = result.rounds.slice(MONDAY).reduce((sum, { withdrawnUsd }) => sum + withdrawnUsd, 0);
    expect(monday / 2.9e9).toBeCloseTo(1, 3);
  });

  it("leaves the loss with those who sold: everybody else is whole in the end", () => {
    const byName = new Map(result.depositors?.map((each) => [each.name, each]));
    const panicked = byName.get("panicked");
    expect((panicked?.lossUsd ?? 0) / (panicked?.startUsd ?? 1)).toBeGreaterThan(1 - BACKED);
    for (const name of ["patient", "others"]) {
      const { lossUsd = Number.NaN, startUsd = 1 } = byName.get(name) ?? {};
      expect(Math.abs(lossUsd / startUsd)).toBeLessThan(1e-9);
    }
    expect(ran.report.totals.totalLossUsd / (panicked?.lossUsd ?? 1)).toBeCloseTo(1, 5);
    expect(result.audit.residual).toBeLessThan(1e-9);
    expect(result.audit.clearingResidual).toBeLessThan(1e-9);
  });
});
