import { Decimal, decimal } from "../../src/numbers/decimal.js";
import { isNumeric, isRecord, type Json, type JsonRecord } from "./reader.js";
import type { FieldTolerance, Margin, Vector } from "./vectors.js";

/** The closest that a float run is ever held to, relative. */
const FLOAT_MARGIN = decimal.parse("1e-12");

export type NumberSystem = "float" | "decimal";

/** Every difference between what a vector expects and what its mechanism returned, in words. */
export function differences(vector: Vector, got: unknown, system: NumberSystem): readonly string[] {
  return inRecord(vector.expected, got, "", (key) => marginOf(vector, key), system);
}

const marginOf = (vector: Vector, key: string): Margin =>
  vector.fields.find((field: FieldTolerance) => key.startsWith(field.prefix))?.margin ?? vector.margin;

function inRecord(
  expected: JsonRecord,
  got: unknown,
  path: string,
  marginFor: (key: string) => Margin,
  system: NumberSystem,
): readonly string[] {
  if (typeof got !== "object" || got === null || Array.isArray(got) || Decimal.isDecimal(got)) {
    return [`${path}: expected a record, got ${show(got)}`];
  }
  return Object.entries(expected).flatMap(([key, value]) => {
    const place = path === "" ? key : `${path}.${key}`;
    const found: unknown = Object.hasOwn(got, key) ? Reflect.get(got, key) : undefined;
    if (found === undefined) return [`${place}: expected ${show(value)}, but the mechanism returns no such key`];
    return inValue(value, found, place, marginFor(key), system);
  });
}

function inValue(expected: Json, got: unknown, place: string, margin: Margin, system: NumberSystem): readonly string[] {
  if (isRecord(expected)) return inRecord(expected, got, place, () => margin, system);
  if (Array.isArray(expected)) {
    if (!Array.isArray(got) || got.length !== expected.length) {
      return [`${place}: expected a list of ${expected.length}, got ${show(got)}`];
    }
    return expected.flatMap((each: Json, i) => inValue(each, got[i], `${place}[${i}]`, margin, system));
  }
  const same = isNumeric(expected) ? agrees(expected, asNumber(got, margin), margin, system) : expected === got;
  return same ? [] : [`${place}: expected ${show(expected)}, got ${show(got)}`];
}

/** A number in either system; a flag counts as 0 or 1 in the network vectors. */
function asNumber(got: unknown, margin: Margin): Decimal | undefined {
  if (typeof got === "number") return decimal.fromNumber(got);
  if (typeof got === "boolean" && margin.kind === "scaled") return decimal.fromNumber(got ? 1 : 0);
  return Decimal.isDecimal(got) ? new Decimal(got) : undefined;
}

function agrees(literal: string | number, got: Decimal | undefined, margin: Margin, system: NumberSystem): boolean {
  if (got === undefined || !got.isFinite()) return false;
  const expected = decimal.parse(String(literal));
  const difference = got.minus(expected).abs();
  const floatSlack = system === "float" ? expected.abs().times(FLOAT_MARGIN) : decimal.zero;
  if (difference.lte(floatSlack)) return true;
  if (margin.kind !== "exact") return difference.lte(allowance(margin, expected));
  return system === "decimal" && got.toDecimalPlaces(expected.decimalPlaces(), Decimal.ROUND_HALF_EVEN).eq(expected);
}

function allowance(margin: Exclude<Margin, { readonly kind: "exact" }>, expected: Decimal): Decimal {
  switch (margin.kind) {
    case "abs":
      return margin.value;
    case "rel":
      return margin.value.times(expected.abs());
    case "scaled":
      return margin.value.times(Decimal.max(1, expected.abs()));
  }
}

function show(value: unknown): string {
  if (Decimal.isDecimal(value)) return value.toString();
  return value === undefined ? "nothing" : (JSON.stringify(value) ?? String(value));
}
