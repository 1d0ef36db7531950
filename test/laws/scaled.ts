import type { Literal, Scenario } from "../../src/model/scenario.js";
import { decimal } from "../../src/numbers/decimal.js";

/** Keys of amounts, in units of a token or in USD; prices, shares and rates are none. */
const AMOUNTS: readonly string[] = [
  ...["units", "suppliedUnits", "otherBorrowedUnits", "idleUnits", "sharesSupply", "supplyUnits", "dailyVolumeUnits"],
  ...[
    "reserveUnits",
    "targetReserveUnits",
    "dustUnits",
    "holeUnits",
    "surplusUnits",
    "tipUnits",
    "sumpUnits",
    "dumpUnits",
  ],
  ...["valueUsd", "capacityUsdPerRound", "gasUsd", "minimumProfitUsd"],
];

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** The same scenario with every amount `factor` times as large, in decimal so that nothing is rounded on the way. */
export function scaled(scenario: Scenario, factor: string): Scenario {
  const times = (literal: string): Literal =>
    decimal.toLiteral(decimal.mul(decimal.parse(literal), decimal.parse(factor))) as Literal;
  const walk = (value: Json, key: string): Json => {
    if (typeof value === "string") return AMOUNTS.includes(key) ? times(value) : value;
    if (Array.isArray(value)) return value.map((item: Json) => walk(item, key));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, walk(item as Json, name)]));
  };
  return walk(JSON.parse(JSON.stringify(scenario)) as Json, "") as unknown as Scenario;
}
