import type { Arithmetic } from "./arithmetic.js";
import { neumaierStep, neumaierTotal } from "./sums.js";

/** IEEE 754 doubles: fast, repeatable, not exact at thresholds (see `decide.ts`). */
export const float: Arithmetic<number> = {
  name: "float",
  zero: 0,
  one: 1,
  precision: 1e-15,
  parse: Number,
  fromNumber: (value) => value,
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  less: (a, b) => a < b,
  min: (a, b) => (b < a ? b : a),
  max: (a, b) => (a < b ? b : a),
  sign: (a) => (a > 0 ? 1 : a < 0 ? -1 : 0),
  sqrt: Math.sqrt,
  exp: Math.exp,
  ln: Math.log,
  pow: (a, b) => a ** b,
  floor: Math.floor,
  ceil: Math.ceil,
  total: neumaierTotal,
  accumulate: neumaierStep,
  toNumber: (a) => a,
  toLiteral: String,
  column: (length) => new Float64Array(length),
};
