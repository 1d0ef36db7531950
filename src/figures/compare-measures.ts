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
  direct: "Direct loss",
  price: "By forced sales",
  claim: "Through claims",
  run: "In runs",
} as const;

/** A number that is not nothing does not read as nothing. */
const amount = (value: number): string => (value !== 0 && plain(value) === "0" ? "≈ 0" : plain(value));

/** What the runs did, most telling first: the total loss, and up to seven more that are something in some run. */
export function measureColumns({ runs }: Comparison): readonly MeasureColumn[] {
  const money = (name: string, pick: Pick): MeasureColumn => {
    const values = runs.map(pick);
    const unit = unitFor(values.reduce((most: number, value = 0) => Math.max(most, Math.abs(value)), 0));
    return { name: `${name} (${moneyUnit(unit)})`, values, write: (value) => amount(value / unit.factor) };
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
    money("Liquidated", ({ totals }) => totals.liquidatedUsd),
    money("Bad debt", ({ totals }) => totals.badDebtUsd),
    number("Worst vault’s share price", percentChange, ({ worstVault }) => worstVault?.writeDown ?? 0),
    money("Withdrawn", ({ totals }) => totals.withdrawnUsd),
    number("Nodes that failed", plain, ({ totals }) => totals.breadth),
  ]
    .filter(({ values }, place) => place === 0 || values.some((value = 0) => value !== 0))
    .slice(0, MOST_COLUMNS);
}
