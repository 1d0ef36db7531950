import type { Scenario, Shock } from "../model/scenario.js";
import { checkShape } from "./check-shape.js";
import { judgingOracles, tradedAssets, usedAssets } from "./checks/parts.js";
import { referenceCheck, referShock } from "./checks/references.js";
import { checkShock } from "./checks/shocks.js";
import { ScenarioError, type ScenarioIssue } from "./errors.js";
import { type Report, showPath } from "./problems.js";
import { shock as shockSchema } from "./schema/shocks.js";

const PRICE = /^([^=\s]+)=([^=]+)$/;
const SALE = /^sell\s+(\S+)\s+(\S+)\s+into\s+(\S+)$/;

/**
 * Reads a shock of round 0 as written on a command line: `ETH=-40%`, `ETH=1800` or `sell stETH 94_000 into WETH`.
 *
 * A sign or a percent sign makes it a change, else it is a price in USD. Throws `ScenarioError` when it is malformed, names an
 * unknown asset or touches nothing.
 */
export function parseShockArgument(argument: string, scenario: Scenario): Shock {
  const issues: ScenarioIssue[] = [];
  const report: Report = ({ path, found, expected, fix }) =>
    issues.push({
      file: `--shock "${argument}"`,
      line: 1,
      column: 1,
      path: showPath(path),
      found,
      expected,
      ...(fix === undefined ? {} : { fix }),
    });
  const written = readArgument(argument.trim());
  if (written === undefined) {
    report({
      path: [],
      found: `found "${argument}"`,
      expected: 'ASSET=-40%, ASSET=1800 or "sell ASSET UNITS into ASSET"',
    });
    throw new ScenarioError(issues);
  }
  const shock = checkShape(shockSchema, written, [], report);
  if (shock !== undefined) {
    referShock([], shock, referenceCheck({ ids: (section) => (scenario[section] ?? []).map(({ id }) => id) }, report));
    checkShock([], shock, partsOf(scenario), scenario.clock.maxRounds, report);
  }
  if (shock === undefined || issues.length > 0) throw new ScenarioError(issues);
  return shock;
}

function readArgument(argument: string): object | undefined {
  const [, sold, units, into] = SALE.exec(argument) ?? [];
  if (sold !== undefined) return { kind: "sale", asset: sold, units, into };
  const [, asset, value] = PRICE.exec(argument) ?? [];
  if (asset === undefined || value === undefined) return undefined;
  const isChange = /^\s*[+-]|%\s*$/.test(value);
  return { kind: "price", asset, ...(isChange ? { change: value } : { priceUsd: value }) };
}

function partsOf(scenario: Scenario) {
  const assets = new Set(scenario.assets.map(({ id }) => id));
  const byId = <T extends { readonly id: string }>(items: readonly T[]) =>
    new Map(items.map((item) => [item.id, item]));
  return {
    isAsset: (id: string) => assets.has(id),
    isOracle: (id: string) => scenario.oracles.some((oracle) => oracle.id === id),
    issuers: byId(scenario.issuers),
    vaults: byId(scenario.vaults),
    markets: byId(scenario.markets),
    isWhole: true,
    used: usedAssets(scenario),
    traded: tradedAssets(scenario.venues),
    judging: judgingOracles(scenario),
  };
}
