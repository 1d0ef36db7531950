import { expect, test } from "vitest";
import { bundled, byId, run } from "./bundled.js";

const scenario = await bundled("03-two-markets-one-pool");
const both = run(scenario);

/** 1,400,000 / (0.86 · 1,000). */
const MORPHO_TRIGGER_USD = 1_400_000 / 860;

test("Aave's borrower is liquidated by the shock, Morpho's is not", () => {
  const first = both.result.events.filter(({ kind, round }) => kind === "liquidation" && round === 0);
  expect(first.map(({ to }) => to)).toEqual(["position:on-aave"]);
  expect(1_700).toBeGreaterThan(MORPHO_TRIGGER_USD);
});

test("the first sale takes the pool below the price at which Morpho's borrower is liquidated", () => {
  const [eth, usdc] = [5_000 / Math.sqrt(0.85), 10_000_000 * Math.sqrt(0.85)];
  const paidFor = (units: number) => (usdc * 0.997 * units) / (eth + 0.997 * units);
  // A bonus of 10 %, of which the protocol keeps a tenth.
  const soldFor = (repaidUsd: number) => (repaidUsd * 1.09) / 1_700;
  expect(paidFor(soldFor(750_000))).toBeLessThan(750_000);
  expect(paidFor(soldFor(375_000))).toBeGreaterThan(375_000);
  expect(both.round(0).repaidUsd).toBeCloseTo(375_000, 6);
  const priceUsd = (usdc - paidFor(soldFor(375_000))) / (eth + soldFor(375_000));
  expect(byId(both.round(0).assets, "ETH").marketUsd).toBeCloseTo(priceUsd, 6);
  expect(priceUsd).toBeLessThan(MORPHO_TRIGGER_USD);
  // In round 1 Aave's second sale leaves no room for it to pay; in round 2 it does.
  const morphos = both.result.events.filter(({ from, to }) => from === "market:morpho" && to === "position:on-morpho");
  expect(morphos.slice(0, 2).map(({ kind, round }) => [kind, round])).toEqual([
    ["liquidation-declined", 1],
    ["liquidation", 2],
  ]);
});

test("the log leads from Morpho's liquidation back to the shock by way of the pool", () => {
  const { events } = both.result;
  let event = events.find(({ kind, to }) => kind === "liquidation" && to === "position:on-morpho");
  const kinds: string[] = [];
  while (event !== undefined) {
    kinds.push(`${event.kind} ${event.round}`);
    event = event.cause === undefined ? undefined : events[event.cause];
  }
  expect(kinds).toContain("price-move 0");
  expect(kinds.at(-1)).toBe("start 0");
});

test("alone, Morpho's borrower survives", () => {
  const alone = run({ ...scenario, positions: scenario.positions.filter(({ id }) => id === "on-morpho") });
  expect(alone.report.totals.liquidations).toBe(0);
  expect(alone.result.closestCall?.triggerUsd).toBeCloseTo(MORPHO_TRIGGER_USD, 9);
});

test("alone, Aave's borrower leaves no loss to Morpho's lenders, and together it does", () => {
  const alone = run({ ...scenario, positions: scenario.positions.filter(({ id }) => id === "on-aave") });
  const toMorpho = ({ report }: typeof both) =>
    report.nodes.find(({ key }) => key === "market:morpho")?.totalLossUsd ?? Number.NaN;
  expect(toMorpho(alone)).toBe(0);
  expect(toMorpho(both)).toBeGreaterThan(100_000);
});
