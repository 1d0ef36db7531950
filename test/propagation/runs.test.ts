import { expect, it } from "vitest";
import { ethAndUsdc, runYaml } from "./from-yaml.js";

it("a proportional run that is paid comes to an end", async () => {
  const { result } = await runYaml(`${ethAndUsdc()}
markets: { m: { kind: morpho-blue, collateral: ETH, loan: USDC, lltv: 86%, suppliedUnits: 1000000 } }
vaults:
  z:
    asset: USDC
    idleUnits: 1000000
    realisesBadDebt: true
    run: { kind: proportional, trigger: { kind: round, round: 1 }, sharePerRound: 50%, stayShare: 20% }
positions: { p: { market: m, collateral: { ETH: 1 }, debt: { USDC: 1 } } }
shocks: [{ kind: price, asset: ETH, change: -10% }]`);
  expect(result.stop.reason).toBe("quiescent");
  expect(result.rounds[1]?.withdrawnUsd).toBe(400_000);
  expect(result.rounds[2]?.withdrawnUsd).toBe(200_000);
  expect(result.rounds.at(-1)?.vaults[0]?.totalUnits).toBe(200_000);
});

it("shares that a borrower has posted as collateral do not leave with the run", async () => {
  const { result } = await runYaml(
    `${ethAndUsdc(", S: { issuer: z }")}
markets: { m: { kind: morpho-blue, collateral: S, loan: USDC, lltv: 86%, suppliedUnits: 900000 } }
vaults:
  z:
    asset: USDC
    idleUnits: 1000000
    realisesBadDebt: true
    run: { kind: proportional, trigger: { kind: round, round: 1 }, sharePerRound: 90%, stayShare: 0 }
positions: { p: { market: m, collateral: { S: 900000 }, debt: { USDC: 500000 } } }
venues: { v: { kind: depth-curve, asset: S, quote: USDC, points: [[1e9, 0.0001%]] } }
shocks: [{ kind: price, asset: S, change: -1% }]`.replace(/venues: \{ v: \{ kind: depth-curve, asset: ETH[^\n]*\n/, ""),
  );
  expect(result.rounds.at(-1)?.vaults[0]?.totalUnits).toBeCloseTo(900_000, 6);
  expect(result.stop.reason).toBe("quiescent");
});
