import { measure } from "../../src/measures/index.js";
import type { Report } from "../../src/model/report.js";
import type { Result } from "../../src/model/result.js";
import { simulate } from "../../src/propagation/index.js";
import { parseScenario } from "../../src/scenario/index.js";

/** Runs a scenario written in the test, without format and title. */
export async function runYaml(
  yaml: string,
  numbers: "float" | "decimal" = "float",
): Promise<{ result: Result; report: Report }> {
  const text = `format: 1\ntitle: a test\n${yaml}`;
  const scenario = await parseScenario(text, {
    path: "test.yaml",
    readTable: () => Promise.reject(new Error("no table")),
  });
  const { shape, result } = simulate(scenario, { numbers });
  return { result, report: measure(shape, result) };
}

/** ETH at 2,000 USD, USDC, and a venue that takes any amount of ETH at its price. */
export const ethAndUsdc = (assets = ""): string => `
assets: { ETH: { priceUsd: 2000 }, USDC: { priceUsd: 1 }${assets} }
venues: { v: { kind: depth-curve, asset: ETH, quote: USDC, points: [[1e9, 0.0001%]] } }
`;
