import { measure } from "../measures/index.js";
import {
  type MeasureSpread,
  ORDER_MEASURES,
  type OrderedRun,
  type OrderMeasure,
  type OrderSpread,
} from "../model/order-spread.js";
import type { Scenario, Sequencing } from "../model/scenario.js";
import { scenarioHash } from "../network/scenario-hash.js";
import { simulate } from "../propagation/index.js";

export interface OrderOptions {
  /** Random orders beside the two fixed ones; default 50. */
  readonly draws?: number;
  readonly onRun?: (progress: { readonly run: number; readonly of: number }) => void;
}

/**
 * One scenario under every order in which the things of one round can be done: all at once, worst first, and `draws` random orders.
 *
 * Random order k has the seed k (1, 2, …), so that a run is told again by `sequencing: random` and `seed: k`. Everything else that
 * chance decides is already in the scenario.
 */
export function orderSpread(scenario: Scenario, { draws = 50, onRun }: OrderOptions = {}): OrderSpread {
  const orders: readonly { readonly sequencing: Sequencing; readonly seed?: number }[] = [
    { sequencing: "simultaneous" },
    { sequencing: "worst-first" },
    ...Array.from({ length: draws }, (_, i) => ({ sequencing: "random" as const, seed: i + 1 })),
  ];
  const runs = orders.map((order, run): OrderedRun => {
    onRun?.({ run, of: orders.length });
    const { shape, result } = simulate({ ...scenario, ...order });
    return { ...order, totals: measure(shape, result).totals, stop: result.stop };
  });
  return {
    title: scenario.title,
    scenarioHash: scenarioHash(scenario),
    runs,
    measures: ORDER_MEASURES.map((name) => spreadOf(name, runs)),
  };
}

function spreadOf(name: OrderMeasure, runs: readonly OrderedRun[]): MeasureSpread {
  const of = (sequencing: Sequencing): readonly number[] =>
    runs
      .filter((run) => run.sequencing === sequencing)
      .map(({ totals }) => totals[name])
      .toSorted((a, b) => a - b);
  const [simultaneous = 0] = of("simultaneous");
  const [worstFirst = 0] = of("worst-first");
  const random = of("random");
  const median = middleOf(random);
  const all = [simultaneous, worstFirst, ...random];
  const width = Math.max(...all) - Math.min(...all);
  return {
    ...{ measure: name, simultaneous, worstFirst, median },
    lowest: random[0] ?? median,
    highest: random.at(-1) ?? median,
    ...(median === 0 ? {} : { relativeSpread: width / Math.abs(median) }),
  };
}

/** The middle of an ascending list, between the two middle ones where it is even; 0 of none. */
function middleOf(ascending: readonly number[]): number {
  const half = Math.floor((ascending.length - 1) / 2);
  const [low = 0, high = low] = ascending.slice(Math.max(0, half), Math.ceil((ascending.length + 1) / 2));
  return ascending.length % 2 === 1 ? low : (low + high) / 2;
}
