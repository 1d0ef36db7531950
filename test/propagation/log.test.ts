import { describe, expect, it } from "vitest";
import { workloadScenario } from "../../bench/population.js";
import { forcedGenerations } from "../../src/measures/generations.js";
import { nodeKey } from "../../src/model/network.js";
import type { Event } from "../../src/model/result.js";
import { float } from "../../src/numbers/float.js";
import { countingLog, eventLog } from "../../src/propagation/books/log.js";
import { simulate } from "../../src/propagation/index.js";

const scenario = await workloadScenario({ name: "some", positions: 1000, severity: "severe", seed: 1 });
const whole = simulate(scenario).result;
const short = simulate(scenario, { eventLimit: 300 }).result;

/** Counts, values and losses of events, by round, kind, nodes and asset. */
function sums(events: readonly Event[]): ReadonlyMap<string, { count: number; usd: number[]; lost: number[] }> {
  const all = new Map<string, { count: number; usd: number[]; lost: number[] }>();
  for (const { round, kind, from, to, asset, valueUsd, lossUsd, count = 1 } of events) {
    const key = [round, kind, from, to, asset].join("|");
    const sum = all.get(key) ?? { count: 0, usd: [], lost: [] };
    all.set(key, { count: sum.count + count, usd: [...sum.usd, valueUsd], lost: [...sum.lost, lossUsd] });
  }
  return all;
}

describe("a log that has grown long", () => {
  it("puts events of accounts together, and nothing else changes", () => {
    expect(short.events.length).toBeLessThan(whole.events.length);
    expect(short.events.some(({ count = 1 }) => count > 3)).toBe(true);
    const { events: _, log: __, provenance: ___, ...others } = whole;
    const { events: ____, log, provenance: _____, ...same } = short;
    expect(same).toEqual(others);
    expect(log).toEqual({ limit: 300, aggregatedFrom: whole.events[300]?.round });
    expect(whole.log).toBeUndefined();
  });

  it("loses no event, no dollar and no loss", () => {
    const [all, kept] = [sums(whole.events), sums(short.events)];
    expect([...kept.keys()].sort()).toEqual([...all.keys()].sort());
    for (const [key, { count, usd, lost }] of all) {
      expect(kept.get(key)?.count, key).toBe(count);
      expect(float.total(kept.get(key)?.usd ?? [])).toBeCloseTo(float.total(usd), 4);
      expect(float.total(kept.get(key)?.lost ?? [])).toBeCloseTo(float.total(lost), 4);
    }
  });

  it("still names an earlier event as the cause of each, and keeps the first 300 as they are", () => {
    for (const { id, cause } of short.events.slice(1)) expect(cause).toBeLessThan(id);
    expect(short.events.slice(0, 300).map(({ text }) => text.replace("; and others alike", ""))).toEqual(
      whole.events.slice(0, 300).map(({ text }) => text),
    );
  });

  it("says so among the conventions", () => {
    expect(short.provenance.conventions.at(-1)).toBe(
      "The log had reached 300 events in round 1: from then on events of accounts of populations are put together by round, kind, nodes and asset, with the cause of the first.",
    );
    expect(short.provenance.conventions.slice(0, -1)).toEqual(whole.provenance.conventions);
  });

  it("counts forced events one by one in generations", () => {
    const count = (events: readonly Event[]): number =>
      forcedGenerations({ events }).reduce((sum, generation) => sum + generation.events, 0);
    expect(count(short.events)).toBe(count(whole.events));
  });
});

it("events of different rounds, kinds, nodes or assets are never put together; sentences nobody keeps are never put together", () => {
  const group = nodeKey("position", "group");
  const log = eventLog(1, (node) => node === group);
  log.beginRound(0);
  log.add({ kind: "start", from: nodeKey("asset", "A"), to: nodeKey("asset", "A"), text: "start" });
  let made = 0;
  const seize = (asset: string, units: number): number =>
    log.add({
      ...{ kind: "liquidation", from: nodeKey("market", "m"), to: group, asset, units, valueUsd: 2 * units },
      text: () => {
        made += 1;
        return `${asset} is seized`;
      },
    });
  expect([seize("A", 1), seize("B", 2), seize("A", 4)]).toEqual([1, 2, 1]);
  log.add({ kind: "interest", from: nodeKey("market", "m"), to: nodeKey("market", "m"), text: "interest" });
  log.add({ kind: "interest", from: nodeKey("market", "m"), to: nodeKey("market", "m"), text: "interest" });
  log.beginRound(1);
  expect(seize("A", 8)).toBe(5);
  expect(log.events[1]).toMatchObject({ units: 5, valueUsd: 10, count: 2, text: "A is seized; and others alike" });
  expect(log.events[2]).not.toHaveProperty("count");
  expect([made, log.events.length, log.count]).toEqual([3, 6, 7]);
});

it("a log that nobody reads counts its events and puts no sentence together", () => {
  const log = countingLog();
  const node = nodeKey("asset", "A");
  const text = (): string => {
    throw new Error("nobody reads this");
  };
  expect([1, 2].map(() => log.add({ kind: "price-move", from: node, to: node, text }))).toEqual([0, 0]);
  expect([log.count, log.events.length, log.latest(node)]).toEqual([2, 0, 0]);
});
