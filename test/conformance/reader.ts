import type { Arithmetic } from "../../src/numbers/arithmetic.js";
import { InputError, type Reader } from "./adapter.js";

export type Json = null | boolean | number | string | readonly Json[] | JsonRecord;
export interface JsonRecord {
  readonly [key: string]: Json;
}

export const isRecord = (value: Json | undefined): value is JsonRecord =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const LITERAL = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/** Whether a JSON value states a number: a JSON number or a decimal literal. */
export const isNumeric = (value: Json | undefined): value is number | string =>
  typeof value === "number" || (typeof value === "string" && LITERAL.test(value));

const show = (value: Json | undefined): string => (value === undefined ? "nothing" : JSON.stringify(value));

/** A reader over one record and the means to ask which of its keys, at any depth, nobody read. */
export interface ReadInputs<N> {
  readonly reader: Reader<N>;
  unread(): readonly string[];
}

/** Opens the inputs of a vector for reading in the number system `n`. */
export function readInputs<N>(n: Arithmetic<N>, inputs: JsonRecord, path = ""): ReadInputs<N> {
  const read = new Set<string>();
  const inner: ReadInputs<N>[] = [];
  const place = (key: string): string => (path === "" ? key : `${path}.${key}`);

  const take = <T>(key: string, wanted: string, parse: (value: Json) => T | undefined): T => {
    read.add(key);
    const value = Object.hasOwn(inputs, key) ? inputs[key] : undefined;
    if (value === undefined) throw new InputError(`missing input "${place(key)}"`);
    const parsed = parse(value);
    if (parsed === undefined) throw new InputError(`input "${place(key)}" should be ${wanted}, found ${show(value)}`);
    return parsed;
  };
  const optional = <T>(key: string, get: (key: string) => T): T | undefined =>
    Object.hasOwn(inputs, key) ? get(key) : undefined;

  const asNumber = (value: Json): N | undefined => (isNumeric(value) ? n.parse(String(value)) : undefined);
  const asWhole = (value: Json): number | undefined =>
    isNumeric(value) && Number.isInteger(Number(value)) ? Number(value) : undefined;
  const asFlag = (value: Json): boolean | undefined => (typeof value === "boolean" ? value : undefined);
  const asWord = (value: Json): string | undefined => (typeof value === "string" ? value : undefined);
  const open = (value: JsonRecord, at: string): Reader<N> => {
    const opened = readInputs(n, value, at);
    inner.push(opened);
    return opened.reader;
  };
  const listOf = <T>(value: Json, each: (item: Json, i: number) => T | undefined): readonly T[] | undefined => {
    if (!Array.isArray(value)) return undefined;
    const items = value.flatMap((item: Json, i) => {
      const parsed = each(item, i);
      return parsed === undefined ? [] : [parsed];
    });
    return items.length === value.length ? items : undefined;
  };

  const number = (key: string): N => take(key, "a decimal number", asNumber);
  const whole = (key: string): number => take(key, "a whole number", asWhole);
  const word = (key: string): string => take(key, "a word", asWord);
  const flag = (key: string): boolean => take(key, "true or false", asFlag);
  const reader: Reader<N> = {
    number,
    optionalNumber: (key) => optional(key, number),
    numberUnless: (key, except) => {
      if (inputs[key] !== except) return take(key, `a decimal number or "${except}"`, asNumber);
      read.add(key);
      return undefined;
    },
    whole,
    optionalWhole: (key) => optional(key, whole),
    word,
    optionalWord: (key) => optional(key, word),
    flag,
    optionalFlag: (key) => optional(key, flag),
    numbers: (key) => take(key, "a list of decimal numbers", (value) => listOf(value, asNumber)),
    words: (key) => take(key, "a list of words", (value) => listOf(value, asWord)),
    matrix: (key) =>
      take(key, "a list of lists of decimal numbers", (value) => listOf(value, (row) => listOf(row, asNumber))),
    record: (key) => take(key, "a record", (value) => (isRecord(value) ? open(value, place(key)) : undefined)),
    records: (key) =>
      take(key, "a list of records", (value) =>
        listOf(value, (item, i) => (isRecord(item) ? open(item, `${place(key)}[${i}]`) : undefined)),
      ),
    keys: () => Object.keys(inputs),
  };
  const unread = (): readonly string[] => [
    ...Object.keys(inputs)
      .filter((key) => !read.has(key))
      .map(place),
    ...inner.flatMap((each) => each.unread()),
  ];
  return { reader, unread };
}
