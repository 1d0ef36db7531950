import { at } from "../src/numbers/arithmetic.js";
import { partition } from "../src/propagation/screen/baskets.js";
import { coverage, type Factors, type FloatAccounts } from "../src/propagation/screen/evaluate.js";
import { fullScan } from "../src/propagation/screen/full-scan.js";
import { ladderScreen } from "../src/propagation/screen/ladder.js";
import type { Counter, Screen } from "../src/propagation/screen/screen.js";
import { collectGarbage, median, processorClock } from "./harness.js";
import type { ScanTask } from "./scan-task.js";

/** What a screen of the engine has done with a task. */
export interface ScreenedTask {
  /** Median over the repeats, of all rounds together. */
  readonly milliseconds: number;
  readonly fastest: number;
  /** From columns to the first round. */
  readonly openingMilliseconds: number;
  /** Accounts below health 1 in each round. */
  readonly counts: readonly number[];
  /** Accounts worked out, in all rounds together: the same on every machine. */
  readonly evaluations: number;
}

/** The accounts as the engine keeps them: every market's asset is a reserve of its own. */
function floatAccounts({ accounts }: ScanTask): FloatAccounts {
  const side = ({ start, asset, units }: ScanTask["accounts"]["debt"]) => {
    const reserve = new Uint16Array(asset.length);
    for (let account = 0; account < accounts.count; account += 1) {
      const first = at(accounts.market, account) * accounts.assets.length;
      for (let slot = at(start, account); slot < at(start, account + 1); slot += 1)
        reserve[slot] = first + at(asset, slot);
    }
    return { start: Int32Array.from(start), reserve, scaled: units };
  };
  return { collateral: side(accounts.collateral), debt: side(accounts.debt) };
}

const factorsOf = ({ prices, thresholds, accounts }: ScanTask, round: number): Factors => {
  const assets = accounts.assets.length;
  const priceUsd = (reserve: number): number => at(prices, round * assets + (reserve % assets));
  return {
    collateral: Float64Array.from(thresholds, (threshold, reserve) => threshold * priceUsd(reserve)),
    debt: Float64Array.from(thresholds, (_, reserve) => priceUsd(reserve)),
  };
};

/**
 * Screens every round of a task by the engine's own ladder or full scan, each time from an opening of its own. The first time is for the
 * compiler, and no clock runs.
 */
export function screenTask(task: ScanTask, screening: "ladder" | "full scan", repeats: number): ScreenedTask {
  const columns = floatAccounts(task);
  const factors = Array.from({ length: task.rounds }, (_, round) => factorsOf(task, round));
  const counter = { evaluations: 0 };
  const opening: number[] = [];
  const screens = Array.from({ length: 1 + Math.max(1, repeats) }, () => {
    const before = processorClock();
    const screen = openScreen(task, columns, screening, counter);
    opening.push(processorClock() - before);
    return screen;
  });
  collectGarbage();
  const times: number[] = [];
  let suspects: readonly number[][] = [];
  for (const screen of screens) {
    counter.evaluations = 0;
    const before = processorClock();
    suspects = factors.map((each) => screen.suspects(each));
    times.push(processorClock() - before);
  }
  const counts = suspects.map(
    (found, round) => found.filter((account) => coverage(columns, at(factors, round), account) < 1).length,
  );
  const [, ...counted] = times;
  return {
    ...{ milliseconds: median(counted), fastest: Math.min(...counted), openingMilliseconds: median(opening) },
    ...{ counts, evaluations: counter.evaluations },
  };
}

function openScreen(
  task: ScanTask,
  columns: FloatAccounts,
  screening: "ladder" | "full scan",
  counter: Counter,
): Screen {
  const { market, assets, count } = task.accounts;
  const baskets = partition(
    columns,
    { from: 0, to: count },
    (account) => at(market, account),
    (reserve) => reserve % assets.length,
  );
  return (screening === "ladder" ? ladderScreen : fullScan)(columns, baskets, counter, factorsOf(task, 0));
}
