import { expect, test } from "vitest";
import { simulate } from "../../src/propagation/index.js";
import { bundled, byId, edited, run } from "./bundled.js";

const scenario = await bundled("13-short-gamma");
const hedged = run(scenario);
const unhedged = run(await edited("13-short-gamma", (text) => text.replace("bandUnits: 25", "bandUnits: 1e9")));

/** Φ(d₁) of a call at 2,000 for 14 days at 70 %, at 1,760: d₁ = (ln 0.88 + 0.7²·T/2)/(0.7·√T), T = 14/365: −0.86388; by table 0.19383. */
const DELTA_AFTER = 0.19383;

const lossOf = ({ report }: typeof hedged, key: string): number =>
  report.nodes.find((node) => node.key === key)?.totalLossUsd ?? Number.NaN;
const seizedFrom = ({ result }: typeof hedged): readonly string[] => [
  ...new Set(result.events.filter(({ kind }) => kind === "liquidation").map(({ to }) => to)),
];

test("the dealer starts hedged and has to sell what delta has fallen by", () => {
  const first = hedged.result.events.find(({ kind }) => kind === "hedge");
  expect(first?.round).toBe(0);
  expect(first?.units).toBeCloseTo(2_637 - 5_000 * DELTA_AFTER, 0);
  // Into a pool of 20,000·√(1/0.88) ETH and 40,000,000·√0.88 USDC, together with nothing else.
  const [eth, usdc] = [20_000 / Math.sqrt(0.88), 40_000_000 * Math.sqrt(0.88)];
  const sold = first?.units ?? 0;
  const paid = (usdc * 0.9995 * sold) / (eth + 0.9995 * sold);
  expect(byId(hedged.round(0).assets, "ETH").marketUsd).toBeCloseTo((usdc - paid) / (eth + sold), 6);
});

test("its sales reach a borrower whom the fall alone does not, and leave bad debt", () => {
  expect(seizedFrom(unhedged)).toEqual(["position:first", "position:nearer", "position:near"]);
  expect(seizedFrom(hedged)).toContain("position:calm");
  expect(lossOf(unhedged, "market:aave")).toBe(0);
  expect(lossOf(hedged, "market:aave")).toBeGreaterThan(100_000);
});

test("dealer and client lose and gain the same by the options themselves", () => {
  const dealer = hedged.result.nodes.find(({ key }) => key === "actor:dealer");
  const client = hedged.result.nodes.find(({ key }) => key === "actor:client");
  // What the dealer has beside the options: ETH and USDC.
  expect((dealer?.startUsd ?? 0) + (client?.startUsd ?? 0)).toBeCloseTo(2_637 * 2_000 + 1_000_000, 5);
  expect(dealer?.lossUsd.direct).toBeCloseTo(2_637 * 240 - (client?.lossUsd.direct ?? 0), 5);
});

test("every unit is accounted for, in both number systems alike", () => {
  expect(hedged.result.audit.residual).toBeLessThan(1e-12);
  expect(hedged.result.audit.reserveResidual).toBeLessThan(1e-12);
  const exact = simulate(scenario, { numbers: "decimal" }).result;
  expect(exact.events.map(({ kind, round, to }) => [kind, round, to])).toEqual(
    hedged.result.events.map(({ kind, round, to }) => [kind, round, to]),
  );
});
