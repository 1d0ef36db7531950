import { type Item, SOFT_INK } from "./scene.js";

/** A part of the side column, drawn from its top left corner. */
export interface Block {
  readonly items: readonly Item[];
  readonly heightPt: number;
}

/** Where a block goes. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly widthPt: number;
}

export const HEAD = { size: 6.5, weight: 600 } as const;
export const BODY = { size: 6, fill: "#333333" } as const;
export const TICK = { size: 5.5, fill: SOFT_INK } as const;
export const HEAD_HEIGHT = 11;
