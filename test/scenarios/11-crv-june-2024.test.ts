import { expect, test } from "vitest";
import { bundled, byId, liquidationRounds, run, variantOf } from "./bundled.js";

const scenario = await bundled("11-crv-june-2024");
const played = run(scenario);
const softSales = ({ result }: typeof played) => result.events.filter(({ kind }) => kind === "soft-liquidation");

/** The highest band of a loan with ten: the lowest edge at which 210.5 million CRV still cover 50 million. */
const FIRST_EDGE_USD = (() => {
  const r = 29 / 30;
  const covered = 210_500_000 * (1 - 0.11) * Math.sqrt(r) * ((1 - r ** 10) / (1 - r) / 10);
  const edges = Array.from({ length: 40 }, (_, band) => 0.35 * r ** band);
  return edges.filter((edge) => covered * edge >= 50_000_000).at(-1) ?? Number.NaN;
})();

test("the loan's bands begin about 10 % below the price, as was reported, and are touched below that only", () => {
  expect(1 - FIRST_EDGE_USD / 0.35).toBeGreaterThan(0.09);
  expect(1 - FIRST_EDGE_USD / 0.35).toBeLessThan(0.11);
  const calm = run(variantOf(scenario, "nine-percent"));
  expect(softSales(calm)).toEqual([]);
  expect(calm.report.totals.liquidations).toBe(0);
  const first = softSales(played)[0]?.round ?? 0;
  expect(byId(played.round(first).oracles, "CRV-average").priceUsd).toBeLessThan(FIRST_EDGE_USD);
});

test("the lowest price is the published one, by way of the venue's depth", () => {
  const lowest = Math.min(...played.result.rounds.map(({ assets }) => byId(assets, "CRV").marketUsd));
  expect(lowest).toBeGreaterThan(0.205);
  expect(lowest).toBeLessThan(0.219);
});

test("only LlamaLend is left short: by 7.4 million at most, where 10 million were published", () => {
  const shortfall = (market: string, asset: string) =>
    played.result.rounds.map(
      ({ reserves }) => reserves.find((each) => each.market === market && each.asset === asset)?.shortfallUsd ?? 0,
    );
  expect(Math.max(...shortfall("elsewhere", "USD"))).toBe(0);
  expect(Math.max(...shortfall("llamalend", "crvUSD")) / 1e6).toBeCloseTo(7.4, 1);
  expect((shortfall("llamalend", "crvUSD").at(-1) ?? 0) / 1e6).toBeCloseTo(6.2, 1);
});

test("the other loan is liquidated whole, LlamaLend's by nobody", () => {
  expect(liquidationRounds(played.result)).toEqual([3, 5]);
  const closed = played.result.nodes.find(({ key }) => key === "position:founder-elsewhere");
  expect(closed?.closedRound).toBe(5);
  const declined = played.result.events.filter(({ kind }) => kind === "liquidation-declined");
  expect(declined.map(({ to }) => to)).toEqual(["position:founder-llamalend"]);
  expect(softSales(played).filter(({ asset }) => asset === "CRV").length).toBeGreaterThan(3);
  expect(softSales(played).filter(({ asset }) => asset === "crvUSD").length).toBeGreaterThan(3);
});

test("the same fall over twelve hours leaves nobody short", () => {
  const slow = run(variantOf(scenario, "over-twelve-hours"));
  for (const { shortfallUsd } of slow.result.rounds.at(-1)?.reserves ?? []) expect(shortfallUsd).toBeLessThan(1e-6);
  const closed = slow.result.nodes.find(({ key }) => key === "position:founder-llamalend");
  expect(closed?.closedRound).toBeGreaterThan(30);
});

test("the books balance", () => {
  expect(played.result.audit.residual).toBeLessThan(1e-12);
  expect(played.result.audit.reserveResidual).toBeLessThan(1e-12);
});
