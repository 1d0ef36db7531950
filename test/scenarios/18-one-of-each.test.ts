import { expect, it } from "vitest";
import { bundled, byId, run } from "./bundled.js";

const scenario = await bundled("18-one-of-each");
const { result, round } = run(scenario);

const endUsd = (key: string): number => result.nodes.find((node) => node.key === key)?.endUsd ?? Number.NaN;
const reserve = (index: number, market: string) => {
  const found = round(index).reserves.find((each) => each.market === market && each.asset === "USDC");
  if (found === undefined) throw new Error(`no reserve of USDC in ${market}`);
  return found;
};
const texts = (index: number, kind: string): readonly string[] =>
  result.events.filter((event) => event.round === index && event.kind === kind).map(({ text }) => text);

it("closes a long by the book of dYdX, and its fund takes what is left of the margin", () => {
  // 1,840: equity 2,000 < 3 % of 184,000. Half at −0.1 %, half at −0.5 %: 1,834.48, above the limit price of 1,787.20.
  expect(texts(1, "liquidation").find((text) => text.includes("long-dydx"))).toContain(
    "closed at 1834.48 USD by the book",
  );
  // 18,000 − 165.52 × 100 − funding of round 0 (200,000 × 0.01 % / 8 = 2.50) = 1,445.50, less than 1.5 % of what was filled.
  expect(endUsd("market:dydx")).toBeCloseTo(50_000 + 1_445.5, 6);
});

it("pays funding to the short, but for the hour after the close", () => {
  // Premium −0.3 %: −0.3 % + 0.05 % a period of eight hours. Otherwise +0.01 %; 61 hours in all.
  const fundingUsd = (50 * (2_000 * 0.0001 + 1_840 * (-0.0025 + 59 * 0.0001))) / 8;
  expect(endUsd("position:short-dydx")).toBeCloseTo(50_000 + 50 * 160 + fundingUsd, 6);
});

it("closes a long at GMX's oracle price: the pool wins what the trader loses", () => {
  // 17,000 − 16,000 − 0.05 % of 200,000 = 900, under 1 % of 200,000.
  expect(endUsd("market:gmx")).toBeCloseTo(2_000_000 + 16_000 + 100, 6);
  expect(endUsd("position:long-gmx")).toBeCloseTo(900, 6);
});

it("liquidates a trove of Liquity v2 into its pool for 5 %, and leaves the owner the rest", () => {
  // 18,400 / 17,000 = 1.08: 10 ETH − 0.5 % for the call − 17,000 × 1.05 / 1,840.
  expect(endUsd("position:trove")).toBeCloseTo(1_840 * (10 - 0.05 - (17_000 * 1.05) / 1_840), 6);
});

it("redeems from the trove of the lowest rate while the dollar is cheap, for ether that is sold a round later", () => {
  expect(texts(1, "redemption").some((text) => text.includes("of bold-eth"))).toBe(true);
  expect(endUsd("position:cheap-trove")).toBeLessThan(100 * 1_840 - 80_000);
  expect(byId(round(60).assets, "BOLD").marketUsd).toBeGreaterThan(0.97);
  expect(
    result.events.find(({ kind, text }) => kind === "sale" && text.includes("ETH are sold at exchange"))?.round,
  ).toBe(2);
});

it("lets 200 claims an hour into the queue and pays them two days later", () => {
  // 10 % of 10,000 may leave, half of what is left an hour; 500 ask in round 1.
  expect(texts(1, "withdrawal").find((text) => text.startsWith("staking"))).toContain(
    "takes 200 stETH back for 368000 USD; 300 more",
  );
  expect(texts(48, "withdrawal")).toEqual([]);
  expect(texts(49, "withdrawal")).toEqual(["staking pays 368000 USD for claims taken back before"]);
});

it("pays the first rank whole, the second half, and the note nothing", () => {
  // 700,000 against 600,000, then 200,000.
  expect(byId(round(1).issuers, "lender-of-two-ranks").navUsd).toBe(1);
  expect(byId(round(2).issuers, "lender-of-two-ranks").navUsd).toBe(0);
  const after = round(2).issuers.find(({ id }) => id === "lender-of-two-ranks");
  expect(after?.recovery).toBeCloseTo(700_000 / 800_000, 12);
});

it("stops loops at the ceiling and at the cap", () => {
  const posted = (id: string) => scenario.positions.find((position) => position.id === id);
  // 20,000 GOV + 60,000 / 5; 130 ETH, 80 of them borrowed for.
  expect(posted("isolated")).toMatchObject({ collateral: [{ units: "32000" }], debt: [{ units: "60000" }] });
  expect(posted("capped")).toMatchObject({ collateral: [{ units: "130" }], debt: [{ units: "160000" }] });
});

it("charges by three curves", () => {
  expect(reserve(0, "aave").borrowRate).toBeCloseTo((0.04 * 0.44) / 0.9, 6); // 220,000 of 500,000
  expect(reserve(0, "compound").borrowRate).toBeCloseTo(0.02 + 0.2 * 0.8 + 1 * 0.1, 4); // 90 %
  expect(reserve(0, "comet").borrowRate).toBeCloseTo(0.015 + 0.035 * 0.8, 6); // 80 %
  // Suppliers of Compound v3 earn 3.25 % × 0.8 on 100,000 of 4.3 % on 80,000.
  const years = (61 * 3_600) / 31_536_000;
  expect(reserve(60, "comet").borrowedUnits).toBeCloseTo(80_000 * Math.exp(0.043 * years), 0);
});

it("has half of one pool's liquidity leave, and splits a sale where marginal prices meet", () => {
  expect(texts(1, "withdrawal")).toContain("Providers take 50.00 % of the liquidity out of pool");
  // x·y was 2·10⁹; a quarter is left. Traded to 1,840 at no loss of x·y: value 2·√(x·y·p).
  expect(endUsd("venue:pool")).toBeCloseTo(2 * Math.sqrt((2e9 / 4) * 1_840), -1);
  const sold = result.events.filter(
    (event) => event.round === 3 && event.kind === "sale" && event.text.includes(" ETH are"),
  );
  expect(sold.reduce((units, event) => units + (event.units ?? 0), 0)).toBeCloseTo(200 + 10 + 0.52, 1);
  expect(sold.length).toBeGreaterThanOrEqual(2);
});

it("closes what neither book nor fund pays for against the other side, at the bankruptcy price", () => {
  // 1,000 of margin are gone at 1,900; the short gets (2,000 − 1,900) × 10, whatever the market is.
  expect(texts(1, "auto-deleveraging")).toContain("10.0000 of short-thin are closed at 1900.00 USD against long-thin");
});

it("cuts a short that wins more than 45 % of GMX's pool to 40 % of what the pool then has", () => {
  // 16,000 · (1 − c) = 0.4 · (20,000 − 16,000 · c): c = 8,000 / 9,600.
  const cut = result.events.find(({ kind, to }) => kind === "auto-deleveraging" && to === "position:short-gmx");
  expect(cut?.units).toBeCloseTo((100 * 8_000) / 9_600, 9);
});

it("liquidates on Euler by the calendar alone", () => {
  // 184,000 × (0.8 − 0.02 · k) ≤ 120,000 from k = 8 on, in round 5 + 8; the discount is then 1 − 184,000 × 0.64 / 120,000.
  const called = result.events.filter(({ kind, to }) => kind === "liquidation" && to === "position:ramped");
  expect(called[0]?.round).toBe(13);
});

it("sells lots of a governance token for what an auction did not raise, ten hours later", () => {
  // 1.2 × (1 − 2/6) of 1,840 × 10 = 14,720 raised for 18,150: three lots of 1,000 for the 3,430 missing.
  expect(texts(3, "bad-debt")[0]).toContain("3430");
  const maker = round(60).reserves.find(({ market }) => market === "maker");
  expect(maker?.deficitUnits).toBeCloseTo(430, 6);
  const lots = result.events.filter(({ kind, asset }) => kind === "offer-taken" && asset === "MKR");
  expect(lots[0]?.round).toBe(11);
  // 5 / 1.03ᵏ for the largest k at which it still costs less than a thousand dollars' worth.
  const minted = lots.reduce((units, lot) => units + (lot.units ?? 0), 0);
  expect(minted).toBeCloseTo((3 * 5) / 1.03 ** 54, 6);
});

it("redeems a dollar of Liquity v1 from the trove nearest to its minimum", () => {
  expect(texts(1, "redemption").some((text) => text.includes("of lusd-eth"))).toBe(true);
  expect(byId(round(8).assets, "LUSD").marketUsd).toBeGreaterThan(0.971);
});

it("balances", () => {
  expect(result.audit.residual).toBeLessThan(1e-9);
  expect(result.audit.reserveResidual).toBeLessThan(1e-9);
  expect(result.audit.clearingResidual).toBeLessThan(1e-9);
  expect(result.audit.routingGap ?? 0).toBeLessThan(1e-9);
});

it("draws no way for what rounding leaves over", () => {
  // 52 million USD are there to lose: below 5e-5 is rounding.
  expect(result.transmissions.filter(({ lossUsd }) => lossUsd < 5.2e-5)).toEqual([]);
});
