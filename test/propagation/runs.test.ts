import { describe, expect, it } from "vitest";
import type { Run, Scenario, Vault } from "../../src/model/scenario.js";
import { simulate } from "../../src/propagation/index.js";
import { flat, literal, morpho, pool, position, priceShock, small, until } from "./small.js";

const path = (...points: readonly (readonly [round: number, units: number])[]): Run => ({
  kind: "path",
  totalUnits: points.map(([round, units]) => ({ round, units: literal(units) })),
});

const vault = (id: string, units: number, rest: Partial<Vault> = {}): Vault => ({
  ...{ id, asset: "USDC", idleUnits: literal(0), supplies: [{ market: "m", units: literal(units) }] },
  ...{ realisesBadDebt: true, ...rest },
});

const lending = (parts: Partial<Scenario>): Scenario =>
  small(
    { ETH: 1000, USDC: 1 },
    {
      venues: [flat("ETH", "USDC", 10_000)],
      markets: [morpho("m", { collateral: "ETH", loan: "USDC", lltv: 0.86 }, { suppliedUnits: literal(1000) })],
      positions: [position("loan", "m", { ETH: 1 }, { USDC: 700 })],
      ...parts,
    },
  );

describe("runs", () => {
  it("pay out a market's cash pro rata to what is asked of it, whoever is listed first", () => {
    // 300 USDC of cash; 400 and 200 are asked for: half of each is paid, and nothing in the round after.
    const vaults = [
      vault("big", 400, { run: path([0, 400], [1, 0]) }),
      vault("little", 200, { run: path([0, 200], [1, 0]) }),
    ];
    const { result } = simulate(lending({ vaults, shocks: [until(2, "ETH", 1000)] }));
    expect(result.rounds.map(({ withdrawnUsd, unmetWithdrawalsUsd }) => [withdrawnUsd, unmetWithdrawalsUsd])).toEqual([
      [0, 0],
      [300, 300],
      [0, 300],
    ]);
    expect(result.rounds[1]?.vaults.map(({ totalUnits }) => totalUnits)).toEqual([200, 100]);
  });

  it("follow a path between its points, and stop asking at its end", () => {
    const vaults = [vault("v", 240, { run: path([0, 240], [3, 0]) })];
    const { result } = simulate(lending({ vaults }));
    expect(result.rounds.map(({ withdrawnUsd }) => withdrawnUsd)).toEqual([0, 80, 80, 80, 0]);
    expect(result.stop).toEqual({ reason: "quiescent", round: 4 });
  });

  it("take a share a round of what may leave, from the trigger on", () => {
    const run: Run = {
      ...{ kind: "proportional", sharePerRound: literal(0.5), stayShare: literal(0.2) },
      trigger: { kind: "price-below", asset: "ETH", priceUsd: literal(950) },
    };
    const vaults = [vault("v", 200, { run })];
    const shocks = [priceShock("ETH", -0.05, 1), priceShock("ETH", -0.01, 2), until(4, "USDC", 1)];
    const { result } = simulate(lending({ vaults, shocks }));
    // 950 is not below 950. From round 2: 160 of 200 may leave, half of the rest each round.
    expect(result.rounds.slice(0, 5).map(({ withdrawnUsd }) => withdrawnUsd)).toEqual([0, 0, 80, 40, 20]);
  });

  it("leave those who stayed with the loss of those who left, and book that part as the run's", () => {
    // Half of 200 leaves a vault in round 1. The loan of 700 against 1 ETH at 350 then pays 350/1.0438… of itself; the loss is
    // shared by all 900 still supplied.
    const vaults = [vault("v", 200, { run: path([0, 200], [1, 100]) })];
    const { result } = simulate(lending({ vaults, shocks: [until(1, "USDC", 1), priceShock("ETH", -0.65, 2)] }));
    const incentive = 1 / (1 - 0.3 * (1 - 0.86));
    const lost = 100 * ((700 - 350 / incentive) / 900);
    const outcome = result.nodes.find(({ key }) => key === "vault:v");
    expect(outcome?.lossUsd.claim).toBeCloseTo(lost / 2, 8);
    expect(outcome?.lossUsd.run).toBeCloseTo(lost / 2, 8);
    expect(result.vaults[0]?.endSharePrice).toBeCloseTo(1 - lost / 100, 10);
  });

  it("pay early leavers in full from a vault that does not pass bad debt on, and late ones nothing", () => {
    const late = vault("v", 200, {
      idleUnits: literal(100),
      realisesBadDebt: false,
      run: path([1, 300], [2, 150], [3, 0]),
    });
    const { result } = simulate(lending({ vaults: [late], shocks: [priceShock("ETH", -0.65)] }));
    const incentive = 1 / (1 - 0.3 * (1 - 0.86));
    const lost = 200 * ((700 - 350 / incentive) / 1000);
    // The price stays 1 while the loss is borne by nobody: 150 leave at 1, the rest find lost less than they were quoted.
    expect(result.rounds.slice(0, 3).map(({ vaults: [v] }) => v?.sharePrice)).toEqual([1, 1, 1]);
    expect(result.rounds[2]?.withdrawnUsd).toBeCloseTo(150, 8);
    expect(result.rounds[3]?.withdrawnUsd).toBeCloseTo(150 - lost, 8);
    expect(result.rounds[3]?.unmetWithdrawalsUsd).toBeCloseTo(lost, 8);
    // Bad debt is a loss of all who were there when it arose; the price is quoted on all the same.
    expect(result.nodes.find(({ key }) => key === "vault:v")?.lossUsd.claim).toBeCloseTo(lost, 8);
  });

  it("ask nothing of a market in which everything was lost", () => {
    // All 700 supplied are lent and nothing is left of the collateral but a millionth.
    const run = path([0, 700], [3, 0]);
    const vaults = [vault("v", 700, { run, idleUnits: literal(0) })];
    const markets = [morpho("m", { collateral: "ETH", loan: "USDC", lltv: 0.86 }, { suppliedUnits: literal(700) })];
    const shocks = [priceShock("ETH", -0.999999)];
    const { result } = simulate(lending({ vaults, markets, shocks, venues: [pool({ ETH: 1000, USDC: 1_000_000 })] }));
    expect(result.audit.residual).toBeLessThan(1e-9);
    expect(result.vaults[0]?.endSharePrice).toBeLessThan(1e-5);
  });
});
