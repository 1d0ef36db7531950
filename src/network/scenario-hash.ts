import { createHash } from "node:crypto";
import type { Scenario } from "../model/scenario.js";

/**
 * SHA-256, in hex, of the checked scenario as JSON with sorted keys: the same for any way of writing the same scenario. A column of
 * accounts stands there by the SHA-256 of its numbers.
 */
export function scenarioHash(scenario: Scenario): string {
  return createHash("sha256").update(JSON.stringify(scenario, canonical)).digest("hex");
}

const canonical = (_key: string, value: unknown): unknown => {
  if (ArrayBuffer.isView(value)) return createHash("sha256").update(bytesOf(value)).digest("hex");
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value;
};

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);
