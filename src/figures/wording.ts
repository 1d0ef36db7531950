/** A power of a thousand and its name. */
export interface Unit {
  readonly factor: number;
  readonly name: string;
}

const UNITS: readonly Unit[] = [
  { factor: 1e9, name: "bn" },
  { factor: 1e6, name: "M" },
  { factor: 1e3, name: "k" },
];
const ONES: Unit = { factor: 1, name: "" };

/** The unit in which a value of this size is written. */
export const unitFor = (valueUsd: number): Unit =>
  UNITS.find((unit) => Math.abs(valueUsd) >= 0.9995 * unit.factor) ?? ONES;

/** "US$ bn" for an axis or a key. */
export const moneyUnit = (unit: Unit): string => (unit.name === "" ? "US$" : `US$ ${unit.name}`);

/** A number of two or three significant digits with a real minus sign. */
export function plain(value: number): string {
  const size = Math.abs(value);
  const digits = size === 0 || size >= 99.5 ? 0 : size >= 9.95 ? 1 : size >= 0.0995 ? 2 : 3;
  const text = size.toFixed(digits);
  return `${value < 0 && Number(text) !== 0 ? "−" : ""}${digits === 0 ? text : text.replace(/\.?0+$/, "")}`;
}

/** A mark of an axis in full: rounding would put a false number to its line. */
export const tickText = (tick: number): string => String(tick).replace("-", "−");

/** "US$ 1.25 bn": three significant digits at most. */
export function money(valueUsd: number): string {
  const unit = unitFor(valueUsd);
  const amount = `US$ ${plain(Math.abs(valueUsd) / unit.factor)}${unit.name === "" ? "" : ` ${unit.name}`}`;
  return valueUsd < 0 ? `−${amount}` : amount;
}

/** A relative change as "−12%" or "+3.4%": one decimal, and two below −99.9 %, where they tell a loss from a total loss. */
export function percentChange(change: number): string {
  const percent = 100 * change;
  const size = Math.abs(percent);
  const digits = size > 99.9 && percent < 0 ? 2 : 1;
  const text = size.toFixed(digits).replace(/\.0+$/, "");
  if (Number(text) === 0) return "0%";
  return `${percent < 0 ? "−" : "+"}${text}%`;
}

/** "36 s", "2 h", "43 d": the largest unit that leaves at least one. */
export function duration(seconds: number): string {
  if (seconds >= 86_400) return `${plain(seconds / 86_400)} d`;
  if (seconds >= 3600) return `${plain(seconds / 3600)} h`;
  if (seconds >= 60) return `${plain(seconds / 60)} min`;
  return `${plain(seconds)} s`;
}

/** Even steps of 1, 2, 2.5 or 5 × 10^k from 0 to at least `largest`, about `count` of them. */
export function ticksTo(largest: number, count: number): readonly number[] {
  if (!(largest > 0)) return [0];
  const step = niceAtLeast(largest / count, [1, 2, 2.5, 5]);
  const steps = Math.ceil(largest / step - 1e-9);
  return Array.from({ length: steps + 1 }, (_, i) => Number((i * step).toPrecision(12)));
}

/** Whole numbers from `first` to `last`, at most `count` of them, evenly stepped. */
export function wholeTicks(first: number, last: number, count: number): readonly number[] {
  const step = Math.max(1, niceAtLeast((last - first) / Math.max(1, count - 1), [1, 2, 5]));
  const ticks: number[] = [];
  for (let tick = first; tick <= last; tick += step) ticks.push(tick);
  return ticks;
}

/** The smallest m × 10^k that is at least `value`, m from `mantissas`. */
export function niceAtLeast(value: number, mantissas: readonly number[]): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const found = mantissas.find((mantissa) => mantissa * power >= value * (1 - 1e-9));
  return found === undefined ? 10 * power : found * power;
}

/** The largest m × 10^k that is at most `value`. */
export function niceAtMost(value: number, mantissas: readonly number[]): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const found = mantissas.findLast((mantissa) => mantissa * power <= value * (1 + 1e-9));
  return (found ?? 1) * power;
}
