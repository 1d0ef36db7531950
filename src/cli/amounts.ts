/** Numbers rounded for reading. The files of a results folder hold them in full. */

const MINUS = "−";

const SCALES = [
  { from: 1e9, sign: " bn" },
  { from: 1e6, sign: " M" },
  { from: 1e3, sign: " k" },
] as const;

const withMinus = (text: string): string => text.replace("-", MINUS);

/** Three significant digits, or all digits before the point: 8.59, 85.9, 859, 1,234. */
function significant(value: number, digits: number): string {
  // Minus zero would print its sign.
  if (value === 0) return "0";
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(value))));
  return value.toLocaleString("en-GB", { maximumFractionDigits: Math.min(decimals, 12) });
}

function scaled(value: number): string {
  // 999,600 reads as 1 M, not as 1,000 k.
  const rounded = Number(value.toPrecision(3));
  const scale = SCALES.find(({ from }) => Math.abs(rounded) >= from);
  if (scale === undefined) return significant(rounded, 3);
  return String(Number((rounded / scale.from).toPrecision(3))) + scale.sign;
}

/** 8 591 234.5 → "8.59 M". */
export const readableAmount = (value: number): string => withMinus(scaled(value));

/** 8 591 234.5 → "8.59 M USD". */
export const readableUsd = (value: number): string => `${readableAmount(value)} USD`;

/** A price or a health: four significant digits, 0.3767. */
export const readablePrice = (value: number): string => withMinus(significant(Number(value.toPrecision(4)), 4));

/** −0.98432 → "−98.43 %". */
export const readableShare = (value: number): string =>
  `${withMinus((value * 100).toLocaleString("en-GB", { maximumFractionDigits: 2 }))} %`;

/** 7200 → "2 h". */
export function readableSeconds(seconds: number): string {
  const [unit, sign] =
    seconds >= 172_800 ? [86_400, "days"] : seconds >= 3600 ? [3600, "h"] : seconds >= 60 ? [60, "min"] : [1, "s"];
  return `${significant(Number((seconds / unit).toPrecision(3)), 3)} ${sign}`;
}
