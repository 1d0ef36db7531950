import type { LiquityV1Market, LiquityV2Market } from "../../src/model/liquity.js";
import type { Actor, Oracle, Position, Scenario } from "../../src/model/scenario.js";
import { literal, small, units } from "./small.js";

/** Market prices before the shock. */
export const PRICES = { ETH: 200, LUSD: 1, USDC: 1 };

const par: Oracle = { id: "par", kind: "fixed", asset: "LUSD", priceUsd: literal(1) };

const troves = {
  ...{ collateral: "ETH", oracle: "ETH", stablecoin: "LUSD", stablecoinOracle: "par" },
  ...{ otherCollateralUnits: literal(0), otherBorrowedUnits: literal(0), gasShare: literal(0.005) },
};

export const v1 = (rest: Partial<LiquityV1Market> = {}): LiquityV1Market => ({
  ...{ id: "liquity", kind: "liquity-v1", ...troves, minimumRatio: literal(1.1), criticalRatio: literal(1.5) },
  ...{ gasReserveUnits: literal(200), minimumDebtUnits: literal(1800), ...rest },
});

export const v2 = (rest: Partial<LiquityV2Market> = {}): LiquityV2Market => ({
  ...{ id: "weth", kind: "liquity-v2", ...troves, minimumRatio: literal(1.1), shutdownRatio: literal(1.1) },
  ...{ poolPenalty: literal(0.05), redistributionPenalty: literal(0.1), gasCapUnits: literal(2) },
  ...{ urgentBonus: literal(0.02), ...rest },
});

/** Depositors who hold this much LUSD. */
export const depositors = (lusd: number, id = "depositors"): Actor => ({
  ...{ id, holdings: units({ LUSD: lusd }), policies: [] },
});

export const deposit = (lusd: number, id = "depositors") => ({
  stabilityPool: { depositors: id, units: literal(lusd) },
});

export const trove = (id: string, eth: number, lusd: number, rest: Partial<Position> = {}): Position => ({
  ...{ id, market: "liquity", collateral: units({ ETH: eth }), debt: units({ LUSD: lusd }), ...rest },
});

/** A scenario of Liquity with prices at par, an hour a round. */
export const system = (parts: Partial<Scenario>): Scenario =>
  small(PRICES, {
    clock: { secondsPerRound: literal(3600), maxRounds: 8, priceTolerance: literal(1e-9) },
    oracles: [par],
    ...parts,
  });
