import { describe, expect, it } from "vitest";
import { ethAndUsdc, runYaml } from "./from-yaml.js";

describe("who bears a loss", () => {
  it("a reserve's deficit is borne by every claim on it: a vault that supplied all of it bears all of it", async () => {
    // 100 ETH at 1,000 cover 100,000 / 1.05 = 95,238.10 of 160,000: 64,761.90 USDC are nobody's asset any more.
    const { result, report } = await runYaml(`${ethAndUsdc()}
markets:
  m:
    kind: aave-v3
    reserves:
      ETH: { ltv: 80%, liquidationThreshold: 82.5%, liquidationBonus: 5% }
      USDC: { suppliedUnits: 1000000 }
vaults: { z: { asset: USDC, idleUnits: 0, supplies: { m: 1000000 }, realisesBadDebt: true } }
positions: { p: { market: m, collateral: { ETH: 100 }, debt: { USDC: 160000 } } }
shocks: [{ kind: price, asset: ETH, change: -50% }]`);
    const uncovered = 160_000 - 100_000 / 1.05;
    expect(report.totals.badDebtUsd).toBeCloseTo(uncovered, 0);
    expect(report.vaults[0]?.lossUsd).toBeCloseTo(report.totals.badDebtUsd, 6);
    expect(report.totals.lossUsd.claim).toBeCloseTo(report.totals.badDebtUsd, 6);
    expect(result.nodes.find(({ key }) => key === "market:m")).toMatchObject({ failedRound: 0 });
  });

  it("what a vault holds of a claim is not counted with the claim's outside holders as well", async () => {
    const { report } = await runYaml(`${ethAndUsdc(", C: { issuer: i }")}
issuers: { i: { external: [{ name: cash, valueUsd: 100000 }], supplyUnits: 100000 } }
vaults: { z: { asset: C, idleUnits: 100000, realisesBadDebt: true } }
shocks: [{ kind: issuer-loss, issuer: i, valueUsd: 10000 }]`);
    expect(report.totals.totalLossUsd).toBeCloseTo(10_000, 8);
  });

  it("the run's part of a loss weighs a market's reserves by value", async () => {
    // Half of a million USDC is withdrawn; the ETH lenders, 900 ETH worth 1.8 million, stay until the price falls in round 2.
    const { report } = await runYaml(`${ethAndUsdc()}
markets:
  m:
    kind: aave-v3
    reserves:
      ETH: { suppliedUnits: 1000, ltv: 80%, liquidationThreshold: 82.5%, liquidationBonus: 5% }
      USDC: { suppliedUnits: 1000000, run: { kind: path, totalUnits: { 0: 1000000, 1: 500000 } } }
positions: { p: { market: m, collateral: { ETH: 100 }, debt: { USDC: 160000 } } }
shocks: [{ round: 2, kind: price, asset: ETH, change: -50% }]`);
    const { claim, run } = report.totals.lossUsd;
    // At the loss ETH is at 1,000: stayed (0.9 + 0.5) million of (0.9 + 1) million.
    expect(run / (claim + run)).toBeCloseTo(1 - 1.4 / 1.9, 4);
  });

  it("a Morpho market that cuts its lenders' claims has failed in that round", async () => {
    const { result, report } = await runYaml(`${ethAndUsdc()}
markets: { m: { kind: morpho-blue, collateral: ETH, loan: USDC, lltv: 86%, suppliedUnits: 1000000 } }
positions: { p: { market: m, collateral: { ETH: 100 }, debt: { USDC: 160000 } } }
shocks: [{ round: 1, kind: price, asset: ETH, change: -50% }]`);
    expect(report.totals.badDebtUsd).toBeGreaterThan(60_000);
    expect(result.nodes.find(({ key }) => key === "market:m")).toMatchObject({ failedRound: 1 });
  });

  it("a write-off is a shock, and the loss follows from it", async () => {
    const { result } = await runYaml(`${ethAndUsdc()}
markets: { m: { kind: morpho-blue, collateral: ETH, loan: USDC, lltv: 86%, suppliedUnits: 1000000 } }
vaults: { z: { asset: USDC, idleUnits: 1000, supplies: { m: 500000 }, realisesBadDebt: true } }
shocks: [{ round: 1, kind: vault-write-off, vault: z, market: m }]`);
    const shock = result.events.find(({ kind }) => kind === "shock");
    const loss = result.events.find(({ kind }) => kind === "loss-passed-on");
    expect(shock).toMatchObject({ round: 1, from: "vault:z", to: "market:m", cause: 0 });
    expect(loss).toMatchObject({ cause: shock?.id, to: "vault:z", lossUsd: 500_000 });
  });
});
