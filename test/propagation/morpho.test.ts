import { describe, expect, it } from "vitest";
import type { MorphoBlueMarket, Scenario, Vault } from "../../src/model/scenario.js";
import { simulate } from "../../src/propagation/index.js";
import { flat, literal, morpho, position, priceShock, small } from "./small.js";

const vault: Vault = {
  ...{ id: "v", asset: "USDC", idleUnits: literal(100), supplies: [{ market: "m", units: literal(300) }] },
  realisesBadDebt: true,
};

/** 1 ETH at 1,000 USD against 700 USDC at an LLTV of 86 %, of 1,000 USDC supplied, 300 of them by a vault. */
const market = (rest: Partial<MorphoBlueMarket>, parts: Partial<Scenario> = {}): Scenario =>
  small(
    { ETH: 1000, USDC: 1 },
    {
      venues: [flat("ETH", "USDC", 100)],
      markets: [
        morpho("m", { collateral: "ETH", loan: "USDC", lltv: 0.86 }, { suppliedUnits: literal(1000), ...rest }),
      ],
      vaults: [vault],
      positions: [position("p", "m", { ETH: 1 }, { USDC: 700 })],
      shocks: [priceShock("ETH", -0.5)],
      ...parts,
    },
  );

const incentive = 1 / (1 - 0.3 * (1 - 0.86));
const badDebt = 700 - 500 / incentive;

describe("bad debt on Morpho Blue", () => {
  it("is cut from all suppliers pro rata in the call that takes the last collateral", () => {
    const { result } = simulate(market({}));
    expect(result.rounds[0]?.badDebtUsd).toBeCloseTo(badDebt, 9);
    expect(result.rounds[0]?.reserves[0]).toMatchObject({ borrowedUnits: 0, deficitUnits: 0 });
    expect(result.rounds[0]?.reserves[0]?.suppliedUnits).toBeCloseTo(1000 - badDebt, 9);
    const lost = (key: string) => result.nodes.find((node) => node.key === key)?.lossUsd.claim;
    expect(lost("vault:v")).toBeCloseTo(0.3 * badDebt, 9);
    expect(lost("market:m")).toBeCloseTo(0.7 * badDebt, 9);
    expect(result.vaults[0]).toMatchObject({ startSharePrice: 1 });
    expect(result.vaults[0]?.endSharePrice).toBeCloseTo((400 - 0.3 * badDebt) / 400, 12);
    expect(result.vaults[0]?.writeDown).toBeCloseTo((-0.3 * badDebt) / 400, 12);
    expect(result.nodes.find(({ key }) => key === "position:p")).toMatchObject({ closedRound: 0, failedRound: 0 });
  });

  it.each(["float", "decimal"] as const)(
    "is never realised where the liquidator leaves a unit: a shortfall, and no loss yet, in %s",
    (numbers) => {
      const { result } = simulate(market({ badDebt: "leave-dust" }), { numbers });
      expect(result.rounds[0]?.liquidations).toBe(1);
      expect(result.rounds.map(({ badDebtUsd }) => badDebtUsd)).toEqual(result.rounds.map(() => 0));
      const last = result.rounds.at(-1)?.reserves[0];
      expect(last?.borrowedUnits).toBeCloseTo(badDebt, 9);
      expect(last?.shortfallUsd).toBeCloseTo(badDebt, 9);
      expect(last?.suppliedUnits).toBe(1000);
      expect(result.vaults[0]?.endSharePrice).toBe(1);
      expect(result.nodes.find(({ key }) => key === "vault:v")?.lossUsd.claim).toBe(0);
    },
  );

  it("a write-off by the curator takes the vault's claim and nobody else's", () => {
    const shocks: Scenario["shocks"] = [{ kind: "vault-write-off", round: 0, vault: "v", market: "m" }];
    const { result } = simulate(market({}, { shocks }));
    expect(result.vaults[0]?.endSharePrice).toBe(0.25);
    expect(result.vaults[0]?.lossUsd).toBe(300);
    expect(result.nodes.find(({ key }) => key === "market:m")?.lossUsd.claim).toBe(0);
    expect(result.audit.reserveResidual).toBe(0);
  });
});
