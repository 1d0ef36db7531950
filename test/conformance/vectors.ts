import type { Decimal } from "../../src/numbers/decimal.js";
import { decimal } from "../../src/numbers/decimal.js";
import { isNumeric, isRecord, type Json, type JsonRecord } from "./reader.js";

/** A margin for the fields of `expected` whose name starts with `prefix`. */
export interface FieldTolerance {
  readonly prefix: string;
  readonly margin: Margin;
}

/**
 * How far a number may be from the expected one: equal after rounding to the printed digits, by an absolute amount, by a share
 * of the expected number, or by `value` · max(1, |expected|).
 */
export type Margin = { readonly kind: "exact" } | { readonly kind: "abs" | "rel" | "scaled"; readonly value: Decimal };

export interface Vector {
  readonly name: string;
  readonly mechanism: string;
  readonly inputs: JsonRecord;
  readonly expected: JsonRecord;
  readonly margin: Margin;
  readonly fields: readonly FieldTolerance[];
}

/** A file, or one entry of it, that is not a vector. */
export interface NotAVector {
  readonly name: string;
  readonly problem: string;
}

/** Reads the text of one vector file: a list of vectors, or one network vector. */
export function parseVectors(text: string): readonly (Vector | NotAVector)[] {
  let json: Json;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return [{ name: "(whole file)", problem: `not JSON: ${error instanceof Error ? error.message : String(error)}` }];
  }
  if (!Array.isArray(json)) return [parseVector(json, "(whole file)")];
  if (json.length === 0) return [{ name: "(whole file)", problem: "an empty list" }];
  return json.map((entry: Json, i) => parseVector(entry, `[${i}]`));
}

function parseVector(json: Json, place: string): Vector | NotAVector {
  if (!isRecord(json)) return { name: place, problem: "unknown shape: a vector is a record" };
  const { name, inputs, expected } = json;
  const mechanism = json.mechanism ?? json.model;
  if (typeof name !== "string") return { name: place, problem: 'unknown shape: no "name"' };
  if (typeof mechanism !== "string") return { name, problem: 'unknown shape: no "mechanism" and no "model"' };
  if (!isRecord(inputs)) return { name, problem: 'unknown shape: "inputs" should be a record' };
  if (!isRecord(expected)) return { name, problem: 'unknown shape: "expected" should be a record' };
  if (Object.keys(expected).length === 0) return { name, problem: '"expected" is empty, so that nothing is tested' };
  const tolerance = parseTolerance(json.tolerance);
  if (tolerance === undefined) return { name, problem: `unknown tolerance ${JSON.stringify(json.tolerance)}` };
  return { name, mechanism, inputs, expected, ...tolerance };
}

type Tolerance = Pick<Vector, "margin" | "fields">;

function parseTolerance(json: Json | undefined): Tolerance | undefined {
  if (isNumeric(json)) return { margin: { kind: "scaled", value: decimal.parse(String(json)) }, fields: [] };
  if (!isRecord(json)) return undefined;
  const { kind, value, ...extra } = json;
  const fields = Object.entries(extra).flatMap(([key, each]) => fieldTolerance(key, each) ?? []);
  if (fields.length !== Object.keys(extra).length) return undefined;
  if (kind === "exact") return value === undefined ? { margin: { kind }, fields } : undefined;
  if ((kind !== "abs" && kind !== "rel") || !isNumeric(value)) return undefined;
  return { margin: { kind, value: decimal.parse(String(value)) }, fields };
}

/** "marginalAbs" is an absolute margin for every field that starts with "marginal". */
function fieldTolerance(key: string, json: Json | undefined): FieldTolerance | undefined {
  const match = /^(.+)(Abs|Rel)$/.exec(key);
  const prefix = match?.[1];
  if (prefix === undefined || !isNumeric(json)) return undefined;
  return { prefix, margin: { kind: match?.[2] === "Abs" ? "abs" : "rel", value: decimal.parse(String(json)) } };
}
