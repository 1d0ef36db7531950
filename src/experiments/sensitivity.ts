import { isForced } from "../measures/generations.js";
import { allChannels } from "../measures/losses.js";
import type { CompletedRun, Event } from "../model/result.js";
import type { Scenario } from "../model/scenario.js";
import type { CurvePoint, Factor, Jump, SensitivityStudy, Target, TargetSensitivity } from "../model/sensitivity.js";
import { neumaierTotal } from "../numbers/sums.js";
import { locateJump } from "./jumps.js";
import { networkDeltas } from "./network-delta.js";
import { openingRun } from "./opening.js";
import { player } from "./player.js";
import { quiet } from "./quiet.js";
import { moveOf, withFactorMove } from "./shock-families.js";
import { differentiate } from "./step-study.js";
import { withoutReaction } from "./without-reaction.js";

export interface SensitivityOptions {
  readonly factor: Factor;
  readonly targets: readonly Target[];
  /** Relative moves of the factor, ascending; all above −1. */
  readonly moves: readonly number[];
  /** How many of the intervals whose ends were decided differently are searched for a jump, by target; default 6. */
  readonly jumps?: number;
  readonly onRun?: (progress: { readonly move: number }) => void;
}

/** Changes smaller than this share of the largest value are rounding, not jumps. */
const ROUNDING = 1e-9;

/** What is kept of one run. */
interface Outcome {
  /** Change of value by target, in USD. */
  readonly changes: ReadonlyMap<Target, number>;
  readonly decisions: string;
}

/**
 * Delta and gamma of values with respect to one factor, with the cascade and without it.
 *
 * V(x) is the value of a target at the end of the run after the factor moved by x at the start, in place of the scenario's shocks: its
 * start less all its losses (gains count against them). Without the cascade: the same in the first round with nobody reacting.
 * Derivatives at no move by central differences with a step study; jumps are found where decisions change, bisected and reported, and taken
 * out of the slopes of the curve. An isolated loop's elasticity is its leverage. Throws RangeError for a target that bears no loss.
 */
export function studySensitivity(scenario: Scenario, options: SensitivityOptions): SensitivityStudy {
  const { factor, targets, moves, jumps: most = 6, onRun } = options;
  const opening = openingRun(scenario);
  const starts = startsUsd(opening);
  for (const target of targets)
    if (!starts.has(target))
      throw new RangeError(`${target} is no position, market, vault, actor or issuer of the scenario`);
  const play = player(scenario);
  const still = withoutReaction(quiet(scenario));
  const playStill = player(still);
  const cascade = (move: number): CompletedRun => {
    onRun?.({ move });
    return play(withFactorMove(scenario, factor, move));
  };
  const react = remembered((move) => outcomeOf(cascade(move), targets));
  const stand = remembered((move) => {
    const shocks = moveOf(scenario, factor, move);
    return outcomeOf(playStill({ ...still, shocks: [...shocks, ...still.shocks] }), targets);
  });
  const located: Jump[] = [];
  // Played once more: texts of every run would fill the memory.
  const tell = (below: number, above: number): string => firstDifference(cascade(below), cascade(above));
  return {
    title: scenario.title,
    scenarioHash: opening.result.provenance.scenarioHash,
    factor,
    targets: targets.map((target): TargetSensitivity => {
      const startUsd = starts.get(target) ?? 0;
      const valued = (outcome: (move: number) => Outcome) => (move: number) => ({
        valueUsd: outcome(move).changes.get(target) ?? 0,
        decisions: outcome(move).decisions,
      });
      const valueAt = (move: number): number => valued(react)(move).valueUsd;
      const plainAt = (move: number): number => valued(stand)(move).valueUsd;
      // What the cascade adds: the smooth part of a jump's surroundings is mostly not in it.
      const jumps = jumpsOf((move) => valueAt(move) - plainAt(move), react, { moves, most, located, tell });
      located.push(...jumps);
      return {
        target,
        startUsd,
        withCascade: differentiate(valued(react), startUsd),
        withoutCascade: differentiate(valued(stand), startUsd),
        curve: curveOf(moves, valueAt, plainAt, jumps),
        jumps,
      };
    }),
    networkDeltas: networkDeltas(scenario, factor),
  };
}

function remembered(run: (move: number) => Outcome): (move: number) => Outcome {
  const known = new Map<number, Outcome>();
  return (move) => {
    const outcome = known.get(move) ?? run(move);
    known.set(move, outcome);
    return outcome;
  };
}

/** Values at the start of all that bear losses: equity of positions, what outside owners hold of the rest. */
function startsUsd({ shape, result }: CompletedRun): ReadonlyMap<Target, number> {
  const equity = new Map<string, number[]>();
  for (const { from, relation, valueUsd } of shape.edges) {
    if (!from.startsWith("position:")) continue;
    const signed = relation === "collateral" ? valueUsd : -valueUsd;
    const known = equity.get(from);
    if (known === undefined) equity.set(from, [signed]);
    else known.push(signed);
  }
  const starts = new Map<Target, number>();
  for (const { key, startUsd } of result.nodes) {
    const kind = key.slice(0, key.indexOf(":"));
    if (kind === "position") starts.set(key, neumaierTotal(equity.get(key) ?? []));
    else if (["market", "vault", "actor", "issuer"].includes(kind)) starts.set(key, startUsd);
  }
  return new Map<Target, number>([["system", neumaierTotal([...starts.values()])], ...starts]);
}

function outcomeOf({ result }: CompletedRun, targets: readonly Target[]): Outcome {
  const wanted = new Set<Target>(targets);
  const changes = new Map<Target, number>([
    ["system", -neumaierTotal(result.nodes.map(({ lossUsd }) => allChannels(lossUsd)))],
  ]);
  for (const { key, lossUsd } of result.nodes) if (wanted.has(key)) changes.set(key, -allChannels(lossUsd));
  return { changes, decisions: decisionsOf(result).map(decisionKey).join("\n") };
}

const decisionsOf = ({ events }: CompletedRun["result"]): readonly Event[] =>
  events.filter((event) => isForced(event) || event.kind === "liquidation-declined");

/** The first thing that happens in one run and not in the other. */
function firstDifference(below: CompletedRun, above: CompletedRun): string {
  const [one, other] = [decisionsOf(below.result), decisionsOf(above.result)];
  const [keysOfOne, keysOfOther] = [new Set(one.map(decisionKey)), new Set(other.map(decisionKey))];
  const found =
    one.find((event) => !keysOfOther.has(decisionKey(event))) ??
    other.find((event) => !keysOfOne.has(decisionKey(event)));
  return found?.text ?? "The same things happen in another order";
}

const decisionKey = ({ round, kind, from, to }: Event): string => `${round} ${kind} ${from} ${to}`;

interface JumpSearch {
  readonly moves: readonly number[];
  /** Intervals to search. */
  readonly most: number;
  /** Jumps of other targets, whose runs are there already. */
  readonly located: readonly Jump[];
  readonly tell: (below: number, above: number) => string;
}

/** Jumps in the intervals over which `addedAt` changes most, of those whose ends were decided differently. */
function jumpsOf(
  addedAt: (move: number) => number,
  react: (move: number) => Outcome,
  { moves, most, located, tell }: JumpSearch,
): readonly Jump[] {
  const largest = moves.reduce((largest, move) => Math.max(largest, Math.abs(addedAt(move))), 0);
  const intervals = moves.slice(1).flatMap((high, i) => {
    const low = moves[i];
    if (low === undefined || react(low).decisions === react(high).decisions) return [];
    const change = Math.abs(addedAt(high) - addedAt(low));
    return change > ROUNDING * largest ? [{ low, high, change }] : [];
  });
  return intervals
    .toSorted((a, b) => b.change - a.change)
    .slice(0, most)
    .flatMap((interval) => locateJump(addedAt, interval, tell, located) ?? [])
    .toSorted((a, b) => a.below - b.below);
}

function curveOf(
  moves: readonly number[],
  withAt: (move: number) => number,
  withoutAt: (move: number) => number,
  jumps: readonly Jump[],
): readonly CurvePoint[] {
  const none = { with: withAt(0), without: withoutAt(0) };
  return moves.map((move, i) => {
    const next = moves[i + 1];
    const point = { move, withUsd: withAt(move) - none.with, withoutUsd: withoutAt(move) - none.without };
    if (next === undefined) return point;
    const jumped = neumaierTotal(
      jumps.filter(({ below, above }) => below >= move && above <= next).map(({ jumpUsd }) => jumpUsd),
    );
    return { ...point, deltaUsd: (withAt(next) - withAt(move) - jumped) / (next - move) };
  });
}
