/** A drawing as a flat list in points, origin at the top left, first item at the back. Every format is written from it. */
export interface Scene {
  readonly widthPt: number;
  readonly heightPt: number;
  readonly items: readonly Item[];
  readonly metadata: Metadata;
}

/** Which run a figure shows, and which version drew it. */
export interface Metadata {
  readonly title: string;
  readonly scenarioHash: string;
  readonly version: string;
}

export type Item = RectItem | CircleItem | PathItem | TextItem;

export interface Paint {
  readonly fill?: string;
  readonly stroke?: string;
  /** Width of the stroke. */
  readonly lineWidth?: number;
  readonly dash?: readonly number[];
  /** Of fill and stroke, 0–1; 1 unless told. */
  readonly opacity?: number;
}

export interface RectItem extends Paint {
  readonly kind: "rect";
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface CircleItem extends Paint {
  readonly kind: "circle";
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

export interface PathItem extends Paint {
  readonly kind: "path";
  /** SVG path data: M, L, Q, A and Z. */
  readonly d: string;
  readonly roundCaps?: boolean;
}

export type Weight = 400 | 500 | 600 | 700;
export type Anchor = "start" | "middle" | "end";

export interface TextItem {
  readonly kind: "text";
  /** The anchor on the baseline. */
  readonly x: number;
  readonly y: number;
  readonly text: string;
  /** In points. */
  readonly size: number;
  readonly weight: Weight;
  readonly anchor: Anchor;
  readonly fill: string;
  /** Width of an outline in `fill`, for halos. */
  readonly outline?: number;
  /** Turned a quarter anticlockwise about the anchor, for axis titles. */
  readonly upright?: boolean;
}

export const INK = "#1a1a1a";
export const SOFT_INK = "#595959";
export const RULE = "#d9d9d9";

/** Nothing is set smaller than this, in points. */
export const SMALLEST_TEXT = 5.5;

export const points = (millimetres: number): number => (millimetres * 72) / 25.4;

export function label(
  x: number,
  y: number,
  text: string,
  style: Partial<Omit<TextItem, "kind" | "x" | "y" | "text">> = {},
): TextItem {
  return { kind: "text", x, y, text, size: 6, weight: 400, anchor: "start", fill: INK, ...style };
}

export const line = (x1: number, y1: number, x2: number, y2: number, paint: Paint): PathItem => ({
  kind: "path",
  d: `M${coordinate(x1)} ${coordinate(y1)}L${coordinate(x2)} ${coordinate(y2)}`,
  ...paint,
});

/** A length as text, rounded to 0.01 so that every machine writes the same. */
export function coordinate(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  return String(rounded === 0 ? 0 : rounded);
}
