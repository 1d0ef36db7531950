import type { Totals } from "./report.js";
import type { Stop } from "./result.js";
import type { Sequencing } from "./scenario.js";

/** One scenario under several orders in which things of one round are done. */
export interface OrderSpread {
  readonly title: string;
  readonly scenarioHash: string;
  readonly runs: readonly OrderedRun[];
  readonly measures: readonly MeasureSpread[];
}

export interface OrderedRun {
  readonly sequencing: Sequencing;
  /** Random orders only. */
  readonly seed?: number;
  readonly totals: Totals;
  readonly stop: Stop;
}

export interface MeasureSpread {
  readonly measure: OrderMeasure;
  readonly simultaneous: number;
  readonly worstFirst: number;
  /** Over random orders. */
  readonly lowest: number;
  readonly median: number;
  readonly highest: number;
  /** (highest − lowest) / |median| over all runs; absent where the median is 0. */
  readonly relativeSpread?: number;
}

/** What is compared, in the order of the report. */
export const ORDER_MEASURES = [
  "totalLossUsd",
  "liquidatedUsd",
  "soldUsd",
  "badDebtUsd",
  "withdrawnUsd",
  "unmetWithdrawalsUsd",
  "breadth",
] as const;

export type OrderMeasure = (typeof ORDER_MEASURES)[number];
