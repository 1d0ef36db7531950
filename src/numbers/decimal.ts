import { Decimal as AnyDecimal } from "decimal.js";
import type { Arithmetic } from "./arithmetic.js";

/** Our own Decimal: 40 significant digits, half-even. A clone, because `Decimal.set` would change every other user's. */
export const Decimal = AnyDecimal.clone({ defaults: true, precision: 40, rounding: AnyDecimal.ROUND_HALF_EVEN });
export type Decimal = AnyDecimal;

/** Decimal numbers of 40 significant digits: what is written is what is computed with. */
export const decimal: Arithmetic<Decimal> = {
  name: "decimal",
  zero: new Decimal(0),
  one: new Decimal(1),
  precision: new Decimal("1e-38"),
  parse: (literal) => new Decimal(literal),
  fromNumber: (value) => new Decimal(value),
  add: (a, b) => a.plus(b),
  sub: (a, b) => a.minus(b),
  mul: (a, b) => a.times(b),
  div: (a, b) => a.div(b),
  less: (a, b) => a.lt(b),
  min: (a, b) => (b.lt(a) ? b : a),
  max: (a, b) => (a.lt(b) ? b : a),
  sign: (a) => (a.isZero() ? 0 : a.isNegative() ? -1 : 1),
  sqrt: (a) => a.sqrt(),
  exp: (a) => a.exp(),
  ln: (a) => a.ln(),
  pow: (a, b) => a.pow(b),
  floor: (a) => a.floor(),
  ceil: (a) => a.ceil(),
  total: (values) => values.reduce((sum, value) => sum.plus(value), new Decimal(0)),
  accumulate: (into, value) => {
    into.sum = into.sum.plus(value);
  },
  toNumber: (a) => a.toNumber(),
  toLiteral: (a) => a.toString(),
  column: (length) => Array.from({ length }, () => new Decimal(0)),
};
