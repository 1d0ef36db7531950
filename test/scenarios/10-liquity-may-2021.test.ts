import { describe, expect, it } from "vitest";
import type { Result } from "../../src/model/result.js";
import { bundled, edited, run } from "./bundled.js";

const NAME = "10-liquity-may-2021";
const sale = ", sell: { sharePerRound: 50%, into: USDC }";

const sold = run(await bundled(NAME));
const held = run(await edited(NAME, (text) => text.replace(sale, "")));
const alone = run(await edited(NAME, (text) => text.replace(/ {4}stabilityPool: .*\n/, "")));

const liquidations = ({ events }: Result, market: string) =>
  events.filter(({ kind, from }) => kind === "liquidation" && from === `market:${market}`);
const liquidatedUsd = (result: Result, market: string) =>
  liquidations(result, market).reduce((sum, { valueUsd }) => sum + valueUsd, 0);
const cancelled = ({ events }: Result) =>
  events.reduce((sum, { kind, units = 0 }) => (kind === "stability-pool" ? sum + units : sum), 0);
const endUsd = ({ nodes }: Result, key: string) => nodes.find((each) => each.key === key)?.endUsd ?? Number.NaN;
const lowUsd = ({ rounds }: Result) => Math.min(...rounds.map(({ assets }) => assets[0]?.marketUsd ?? Number.NaN));

describe("Liquity, 19 May 2021", () => {
  it("has the pool pay 93.5 million LUSD and Aave liquidate 170 million dollars, as it was fitted to", () => {
    expect(Math.abs(cancelled(sold.result) / 93.5e6 - 1)).toBeLessThan(0.01);
    expect(Math.abs(liquidatedUsd(sold.result, "aave") / 170e6 - 1)).toBeLessThan(0.05);
  });

  it("liquidates a quarter too many troves, in recovery mode, for collateral within six per cent of what was paid out", () => {
    const troves = liquidations(sold.result, "liquity");
    // Published: 310, of which 121 in normal mode.
    expect(troves.length / 310).toBeGreaterThan(1.2);
    expect(troves.length / 310).toBeLessThan(1.27);
    const inNormalMode = troves.filter(({ round }) => round < 18).length;
    expect(Math.abs(inNormalMode / 121 - 1)).toBeLessThan(0.06);
    expect(troves.filter(({ text }) => text.includes("stay the owner's")).length).toBeGreaterThan(150);
    // What the pool got, from what its depositors have when they hold it: published 48,668 ETH.
    const { rounds } = held.result;
    const priceUsd = rounds.at(-1)?.assets[0]?.marketUsd ?? Number.NaN;
    const gainedEth = (endUsd(held.result, "actor:depositors") - (300e6 - cancelled(held.result))) / priceUsd;
    expect(Math.abs(gainedEth / 48_668 - 1)).toBeLessThan(0.06);
  });

  it("carries the pool's sales into Aave: more is liquidated there than when depositors hold what they gain", () => {
    expect(lowUsd(sold.result)).toBeLessThan(lowUsd(held.result) - 100);
    expect(liquidatedUsd(sold.result, "aave") - liquidatedUsd(held.result, "aave")).toBeGreaterThan(9e6);
    expect(endUsd(held.result, "actor:depositors")).toBeGreaterThan(endUsd(sold.result, "actor:depositors"));
    expect(held.result.events.some(({ kind, from }) => kind === "sale" && from === "asset:LUSD")).toBe(false);
  });

  it("without a pool passes debts on to the other troves, and none is liquidated in recovery mode above par", () => {
    expect(cancelled(alone.result)).toBe(0);
    expect(alone.result.events.some(({ kind }) => kind === "redistribution")).toBe(true);
    expect(liquidations(alone.result, "liquity").every(({ text }) => !text.includes("stay the owner's"))).toBe(true);
    expect(liquidations(alone.result, "liquity").length).toBeLessThan(liquidations(sold.result, "liquity").length / 2);
  });

  it("loses no unit on the way", () => {
    for (const { result } of [sold, held, alone]) {
      expect(result.audit.residual).toBeLessThan(1e-9);
      expect(result.audit.reserveResidual).toBeLessThan(1e-9);
    }
  });
});
