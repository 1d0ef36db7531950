import { describe, expect, it } from "vitest";
import type { Result } from "../../src/model/result.js";
import { runYaml } from "./from-yaml.js";

/** 100 million of loans, tranched: 70 senior, 20 mezzanine, 10 of equity. */
const structure = (lossUsd: number, extra = ""): string => `
assets:
  SENIOR: { priceUsd: 1, issuer: senior }
  MEZZ: { priceUsd: 1, issuer: mezzanine }
  EQUITY: { priceUsd: 1, issuer: pool }
issuers:
  pool:
    external: [{ name: loans, valueUsd: 100 }]
    liabilities: [{ to: mezzanine, valueUsd: 20, rank: 2 }, { to: senior, valueUsd: 70, rank: 1 }]
    supplyUnits: 10
    ${extra}
  senior: { supplyUnits: 70 }
  mezzanine: { supplyUnits: 20 }
shocks: [{ round: 0, kind: issuer-loss, issuer: pool, valueUsd: ${lossUsd} }]
`;

const totalLoss = (result: Result, id: string): number => {
  const loss = result.nodes.find(({ key }) => key === `issuer:${id}`)?.lossUsd;
  return (loss?.direct ?? 0) + (loss?.claim ?? 0);
};

describe("tranches", () => {
  it("bear a loss from the bottom up", async () => {
    for (const [loss, equity, mezzanine, senior] of [
      [4, 4, 0, 0],
      [25, 10, 15, 0],
      [45, 10, 20, 15],
    ] as const) {
      const { result } = await runYaml(structure(loss));
      expect(totalLoss(result, "pool")).toBeCloseTo(equity, 9);
      expect(totalLoss(result, "mezzanine")).toBeCloseTo(mezzanine, 9);
      expect(totalLoss(result, "senior")).toBeCloseTo(senior, 9);
      expect(result.rounds[0]?.assets.find(({ id }) => id === "SENIOR")?.marketUsd).toBeCloseTo(1 - senior / 70, 12);
      expect(result.audit.clearingResidual).toBeLessThan(1e-9);
    }
  });

  it("pass losses on by rank, told in the log, and fail when less than all is paid", async () => {
    const { result } = await runYaml(structure(25));
    const passed = result.transmissions
      .filter(({ from }) => from === "issuer:pool")
      .map(({ to, lossUsd }) => [to, lossUsd]);
    expect(passed).toContainEqual(["issuer:mezzanine", expect.closeTo(15, 9)]);
    expect(passed.some(([to]) => to === "issuer:senior")).toBe(false);
    expect(result.rounds[0]?.issuers[0]?.recovery).toBeCloseTo(75 / 90, 12);
  });

  it("state no costs of default", async () => {
    await expect(runYaml(structure(1, "recoveryExternal: 90%"))).rejects.toThrow(/several ranks/);
  });

  it("leave a claim at par whole while a reserve fund takes the losses", async () => {
    // A synthetic dollar with 100 of hedged backing and 5 in a fund: its claim is capped at par, so that the fund loses first.
    const dollar = (loss: number) => `
assets: { SYN: { priceUsd: 1, issuer: synth } }
issuers:
  synth:
    external: [{ name: hedged positions, valueUsd: 100 }, { name: reserve fund, valueUsd: 5 }]
    supplyUnits: 100
    parUsd: 1
shocks: [{ round: 0, kind: issuer-loss, issuer: synth, valueUsd: ${loss} }]
`;
    const [small, large] = [await runYaml(dollar(4)), await runYaml(dollar(9))];
    expect(small.result.rounds[0]?.issuers[0]?.navUsd).toBe(1);
    expect(totalLoss(small.result, "synth")).toBe(0);
    expect(large.result.rounds[0]?.issuers[0]?.navUsd).toBeCloseTo(0.96, 12);
    expect(totalLoss(large.result, "synth")).toBeCloseTo(4, 9);
  });
});
