import { expect, it } from "vitest";
import { runYaml } from "./from-yaml.js";

/** 100,000 USDC supplied, half of it lent, 200 owned by the protocol; an hour a round; nothing is liquidated. */
const scenario = (supplyRate: string, rest = "") => `
assets: { ETH: { priceUsd: 2000 }, USDC: { priceUsd: 1 } }
venues: { v: { kind: depth-curve, asset: ETH, quote: USDC, points: [[1000, 0.0001%]] } }
clock: { secondsPerRound: 3_600, maxRounds: 3, runToMaxRounds: true }
markets:
  comet:
    kind: compound-v3
    base: USDC
    collaterals: { ETH: { borrowFactor: 80%, liquidateFactor: 85%, liquidationFactor: 95% } }
    storeFrontPriceFactor: 0.5
    targetReserveUnits: 0
    reserveUnits: 20
    suppliedUnits: 100_000
    rate: { kind: jump, base: 1, slope: 2, jumpSlope: 10, kink: 80% }
    ${supplyRate}
    ${rest}
positions: { p: { market: comet, collateral: { ETH: 100 }, debt: { USDC: 50_000 } } }
`;
const growth = (rate: number) => Math.exp(rate / 8760) - 1;

it("suppliers earn by their own curve, at loans over supply; the protocol keeps the difference", async () => {
  // u = 0.5: borrowers pay 1 + 2·0.5 = 2 a year, suppliers earn 0.5 + 0.5·0.5 = 0.75.
  const { result } = await runYaml(
    scenario("supplyRate: { kind: jump, base: 0.5, slope: 0.5, jumpSlope: 9, kink: 80% }"),
  );
  const [before, after] = result.rounds.map(({ reserves }) => reserves.find(({ asset }) => asset === "USDC"));
  expect(before?.borrowRate).toBeCloseTo(2, 12);
  expect(after?.borrowedUnits).toBeCloseTo(50_000 * (1 + growth(2)), 8);
  expect(after?.suppliedUnits).toBeCloseTo(100_000 * (1 + growth(0.75)), 8);
  expect(after?.deficitUnits).toBe(0);
  expect(result.audit.reserveResidual).toBeLessThan(1e-14);
});

it("a protocol that pays suppliers more than borrowers pay it uses up its reserves, and then owes them", async () => {
  // Suppliers earn 2.5 a year on twice what borrowers pay 2 on: 28.55 less 11.42 an hour, of which the protocol has 20 in all.
  const { result } = await runYaml(
    scenario("supplyRate: { kind: jump, base: 2.5, slope: 0, jumpSlope: 0, kink: 80% }"),
  );
  const reserves = result.rounds.map((round) => round.reserves.find(({ asset }) => asset === "USDC"));
  const short = 100_000 * growth(2.5) - 50_000 * growth(2);
  expect(short).toBeCloseTo(17.13, 1);
  expect(reserves[1]?.deficitUnits).toBe(0);
  expect(reserves[2]?.deficitUnits).toBeGreaterThan(2 * short - 20 - 0.02);
  expect(reserves[2]?.deficitUnits).toBeLessThan(2 * short - 20 + 0.02);
  expect(result.audit.reserveResidual).toBeLessThan(1e-14);
});

it("is the same in both number systems", async () => {
  const yaml = scenario("supplyRate: { kind: jump, base: 0.5, slope: 0.5, jumpSlope: 9, kink: 80% }");
  const [inFloat, exact] = await Promise.all([runYaml(yaml), runYaml(yaml, "decimal")]);
  const supplied = ({ result }: typeof exact) => result.rounds.at(-1)?.reserves[0]?.suppliedUnits ?? Number.NaN;
  expect(supplied(inFloat) / supplied(exact)).toBeCloseTo(1, 13);
});

it("needs a curve of the same kind for borrowers, and no reserve factor", async () => {
  const own = "supplyRate: { kind: jump, base: 0.5, slope: 0.5, jumpSlope: 9, kink: 80% }";
  await expect(runYaml(scenario(own, "reserveFactor: 10%"))).rejects.toThrow(/found 0.1 beside a supplyRate/);
  const kinked = scenario(own).replace(
    /rate: \{ kind: jump.*\}\n {4}supply/,
    "rate: { kind: kink, optimalUtilisation: 80%, base: 0, slope1: 1, slope2: 2 }\n    supply",
  );
  await expect(runYaml(kinked)).rejects.toThrow(/found a rate of kind kink for borrowers/);
});
