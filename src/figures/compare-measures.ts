import type { ComparedRun, Comparison } from "../model/comparison.js";
import { CHANNELS } from "../model/result.js";
import { moneyUnit, percentChange, plain, unitFor } from "./wording.js";

/** One measure of all runs, as a column of bars. */
export interface MeasureColumn {
  readonly name: string;
  /** By run; undefined where a run has no such number. */
  readonly values: readonly (number | undefined)[];
  readonly write: (value: number) => string;
}

type Pick = (run: ComparedRun) => number | undefined;
const MOST_COLUMNS = 8;

const CHANNEL_NAMES = {
  direct: "Lost directly",
  price: "Lost by forced sales",
  claim: "Lost through claims",
  run: "Lost in runs",
} as const;

/** What the runs did, most telling first: measures that are nothing in every run are left out, and at most eight are shown. */
export function measureColumns({ runs }: Comparison): readonly MeasureColumn[] {
  const money = (name: string, pick: Pick): MeasureColumn => {
    const values = runs.map(pick);
    const unit = unitFor(values.reduce((most: number, value = 0) => Math.max(most, Math.abs(value)), 0));
    return { name: `${name} (${moneyUnit(unit)})`, values, write: (value) => plain(value / unit.factor) };
  };
  const number = (name: string, write: MeasureColumn["write"], pick: Pick): MeasureColumn => ({
    name,
    values: runs.map(pick),
    write,
  });
  return [
    money("Total loss", ({ totals }) => totals.totalLossUsd),
    number(
      "Total over direct loss",
      (value) => `${plain(value)}×`,
      ({ totals }) => totals.amplification,
    ),
    ...CHANNELS.map((channel) => money(CHANNEL_NAMES[channel], ({ totals }) => totals.lossUsd[channel])),
    money("Collateral liquidated", ({ totals }) => totals.liquidatedUsd),
    money("Bad debt", ({ totals }) => totals.badDebtUsd),
    number("Worst vault’s share price", percentChange, ({ worstVault }) => worstVault?.writeDown ?? 0),
    money("Withdrawn", ({ totals }) => totals.withdrawnUsd),
    number("Nodes that failed", plain, ({ totals }) => totals.breadth),
  ]
    .filter(({ values }) => values.some((value = 0) => value !== 0))
    .slice(0, MOST_COLUMNS);
}
