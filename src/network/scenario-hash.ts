import { createHash } from "node:crypto";
import type { Scenario } from "../model/scenario.js";

/** SHA-256, in hex, of the checked scenario as JSON with sorted keys: the same for any way of writing the same scenario. */
export function scenarioHash(scenario: Scenario): string {
  return createHash("sha256").update(JSON.stringify(scenario, sortKeys)).digest("hex");
}

const sortKeys = (_key: string, value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value;
