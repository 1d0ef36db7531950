import { expect, test } from "vitest";
import { compareResults } from "../../src/cli/compare.js";
import type { Event, Result } from "../../src/model/result.js";
import { RUN } from "./completed-run.js";

const { result } = RUN;

const withLastEvent = (change: Partial<Event>): Result => ({
  ...result,
  events: result.events.map((event, i) => (i === result.events.length - 1 ? { ...event, ...change } : event)),
});

test("a run agrees with itself", () => {
  const { differences, largest, decisions } = compareResults(result, result);
  expect({ differences, relative: largest?.relative, decisions }).toEqual({
    differences: [],
    relative: 0,
    decisions: 2,
  });
});

test("the largest relative difference is found, with its place", () => {
  const { largest } = compareResults(withLastEvent({ lossUsd: 47_500 * (1 + 1e-9) }), result);
  expect(largest?.path).toBe("events[1].lossUsd");
  expect(largest?.relative).toBeCloseTo(1e-9, 15);
});

test("what is left when amounts cancel weighs little, a number that is none weighs most", () => {
  const first = result.nodes[0];
  const nodes = (endUsd: number): Result => ({
    ...result,
    nodes: first ? [{ ...first, endUsd }, ...result.nodes.slice(1)] : [],
  });
  expect(compareResults(nodes(1e-10), result).largest?.relative).toBeCloseTo(1e-10 / (1e-6 * 500), 12);
  expect(compareResults(nodes(1), result).largest?.relative).toBe(1);
  expect(compareResults(nodes(Number.NaN), result).largest?.relative).toBe(Number.POSITIVE_INFINITY);
});

test("a loss weighs against the value that it is a difference of", () => {
  const rounds = (price: number): Result => ({
    ...result,
    nodes: result.nodes.map((node) => ({ ...node, startUsd: 4e10 })),
    rounds: result.rounds.map((round) => ({ ...round, lossUsd: { direct: 0, price, claim: 0, run: 0 } })),
  });
  // One unit in the last place of 4e10 USD, of a loss of a fifth of a cent.
  const { largest } = compareResults(rounds(0.002 + 2 ** -17), rounds(0.002));
  expect(largest?.path).toBe("rounds[0].lossUsd.price");
  expect(largest?.relative).toBeCloseTo(2 ** -17 / (1e-6 * 4e10), 14);
});

test.each([
  ["another node", withLastEvent({ to: "position:bob" }), "liquidation market:lend → position:bob in float"],
  ["another kind", withLastEvent({ kind: "liquidation-declined" }), "liquidation-declined market:lend"],
  ["another round", withLastEvent({ round: 1 }), "round 1: liquidation"],
  ["one event fewer", { ...result, events: result.events.slice(0, 1) }, "event 1 is nothing in float"],
  ["another end", { ...result, stop: { reason: "exhausted", round: 1 } as const }, "stopped exhausted in round 1"],
  [
    "another count",
    { ...result, rounds: result.rounds.map((round) => ({ ...round, liquidations: 7 })) },
    "round 0: 7 liquidations (0 declined) in float, 3 liquidations (0 declined) in decimal",
  ],
  [
    "another failure",
    { ...result, nodes: result.nodes.map((node) => ({ ...node, failedRound: 0 })) },
    "position:bob fails in round 0 in float, never in decimal",
  ],
])("%s is a decision that differs", (_, float, text) => {
  const { differences, largest } = compareResults(float, result);
  expect(differences.join("\n")).toContain(text);
  expect(largest).toBeUndefined();
});

test("nodes are compared by what they are, wherever they stand; one that is missing is a difference", () => {
  const turned: Result = { ...result, nodes: result.nodes.toReversed() };
  expect(compareResults(turned, result).differences).toEqual([]);
  const [first, ...others] = result.nodes;
  const without: Result = { ...result, nodes: others };
  expect(compareResults(without, result).differences).toEqual(["1 nodes of the decimal run are none of the float run"]);
  expect(compareResults(result, without).differences).toEqual([`${first?.key} is no node of the decimal run`]);
});
