import type { Scenario } from "../../src/model/scenario.js";
import { parseScenario, ScenarioError } from "../../src/scenario/index.js";

/** A market, a pool and two assets to hang positions on. */
export const BASE = `
format: 1
title: For a test
assets:
  ETH: { priceUsd: 2_000 }
  wstETH: { priceUsd: 2_400 }
  USDC: { priceUsd: 1 }
venues:
  pool: { kind: constant-product, balances: { ETH: 2_000, USDC: 4_000_000 }, fee: 0.3% }
markets:
  aave:
    kind: aave-v3
    reserves:
      ETH: { ltv: 80%, liquidationThreshold: 82.5%, liquidationBonus: 5% }
      wstETH: { ltv: 90%, liquidationThreshold: 93%, liquidationBonus: 1% }
      USDC: {}
  morpho: { kind: morpho-blue, collateral: wstETH, loan: ETH, lltv: 94.5%, oracle: by-rate }
oracles:
  by-rate: { kind: exchange-rate, asset: wstETH, underlying: ETH, rate: 1.25 }
`;

/** Parses BASE with more below it; tables by name. */
export const parseWith = (more: string, tables: Readonly<Record<string, string>> = {}): Promise<Scenario> =>
  parseScenario(`${BASE}${more}`, {
    path: "test.yaml",
    readTable: async (name) => {
      const text = tables[name];
      if (text === undefined) throw new Error(`no table ${name}`);
      return text;
    },
  });

/** Parses a text that has no tables beside it. */
export const parseAlone = (yaml: string): Promise<Scenario> =>
  parseScenario(yaml, { path: "test.yaml", readTable: () => Promise.reject(new Error("no table")) });

/** What is wrong in a text; empty where nothing is. */
export async function problemsOf(yaml: string): Promise<string[]> {
  const error = await parseAlone(yaml).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error === undefined) return [];
  if (!(error instanceof ScenarioError)) throw error;
  return error.issues.map(({ found, expected }) => `${found}; expected ${expected}`);
}

/** Units of one asset in a list of balances. */
export const unitsOf = (balances: readonly { readonly asset: string; readonly units: string }[], asset: string) =>
  balances.find((balance) => balance.asset === asset)?.units;
