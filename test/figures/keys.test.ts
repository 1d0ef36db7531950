import { describe, expect, it } from "vitest";
import { contagionMap, type Scene } from "../../src/figures/index.js";
import { roundKey } from "../../src/figures/round-key.js";
import { scenarioBox } from "../../src/figures/scenario-box.js";
import type { Item } from "../../src/figures/scene.js";
import { sizeKey } from "../../src/figures/size-key.js";
import { layOut } from "../../src/layout/lay-out.js";
import { calmFixture } from "./calm.js";
import { cascadeFixture } from "./cascade.js";
import { metadata } from "./drawings.js";
import { literal } from "./fixture.js";
import { vaultRunFixture } from "./vault-run.js";

const place = { x: 10, y: 10, widthPt: 102 };
const textsIn = (items: readonly Item[]) => items.flatMap((item) => (item.kind === "text" ? [item] : []));
const wordsIn = (items: readonly Item[]): readonly string[] => textsIn(items).map((item) => item.text);

describe("the round key", () => {
  it("says each time once, under its round", () => {
    const texts = textsIn(roundKey(place, 1, 21_600).items);
    const xOf = (text: string): readonly number[] => texts.filter((one) => one.text === text).map((one) => one.x);
    expect(xOf("6 h")).toEqual(xOf("1"));
    expect(xOf("start")).toEqual(xOf("0"));
  });
  it("marks the middle of a long run in time where the bar stands for it", () => {
    const words = wordsIn(roundKey(place, 40, 21_600).items);
    expect(words).toEqual(expect.arrayContaining(["start", "5 d", "10 d"]));
  });
  it("is a disk, not a bar, where all happened in one round", () => {
    const { items } = roundKey(place, 0, 21_600);
    expect(items.some((item) => item.kind === "rect")).toBe(false);
    expect(wordsIn(items)).toContain("round 0");
  });
});

describe("the size key", () => {
  it.each([225, 344, 420])("has level leaders and numbers that do not touch in a frame %d pt high", (heightPt) => {
    for (const { run, report } of [cascadeFixture(), vaultRunFixture(), calmFixture()]) {
      const layout = layOut(run.shape, run.result, report, { frame: { widthPt: heightPt * 1.1, heightPt } });
      const { items } = sizeKey(place, layout);
      const leaders = items.flatMap((item) => (item.kind === "path" ? [item.d] : []));
      expect(leaders.length).toBeGreaterThan(1);
      for (const d of leaders) {
        const [, startY, endY] = /^M\S+ (\S+)L\S+ (\S+)$/.exec(d) ?? [];
        expect(startY).toBeDefined();
        expect(startY).toBe(endY);
      }
      const heights = textsIn(items)
        .map((item) => item.y)
        .slice(1);
      for (const [i, y] of heights.slice(1).entries()) expect(y - (heights[i] ?? y)).toBeGreaterThan(5.5);
    }
  });
});

describe("the scenario box", () => {
  it("says that a sale was sold, not lost", () => {
    const { run, report } = calmFixture();
    const asset = run.scenario.assets[0]?.id ?? "";
    const sale = { kind: "sale" as const, round: 0, asset, units: literal(94_000), into: "ETH" };
    const event = {
      id: 1,
      round: 0,
      kind: "shock" as const,
      from: `asset:${asset}` as const,
      to: `asset:${asset}` as const,
      valueUsd: 161e6,
      lossUsd: 0,
      text: "",
    };
    const still = run.result.rounds.map((round) => ({
      ...round,
      assets: run.scenario.assets.map(({ id, priceUsd }) => ({
        id,
        marketUsd: Number(priceUsd ?? 1),
        referenceUsd: Number(priceUsd ?? 1),
      })),
    }));
    const sold = {
      ...run,
      scenario: { ...run.scenario, shocks: [sale] },
      result: { ...run.result, events: [event], rounds: still },
    };
    expect(wordsIn(scenarioBox(place, sold, report).items)).toContain(`US$ 161 M ${asset} sold`);
  });
});

describe("bars beside the map", () => {
  it("have a colour of their own for every round with a bar", () => {
    const { run, report } = calmFixture();
    const rounds = [5e6, 4e6, 3e6].map((liquidatedUsd, round) => ({ ...measuresOf(report, round), liquidatedUsd }));
    const scene: Scene = contagionMap(run, { ...report, rounds }, { metadata });
    const lower = scene.items.flatMap((item) => (item.kind === "rect" && item.height > 8.5 ? [item.fill] : []));
    expect(new Set(lower).size).toBe(3);
  });
});

function measuresOf(report: ReturnType<typeof calmFixture>["report"], round: number) {
  const [first] = report.rounds;
  if (first === undefined) throw new Error("the fixture has rounds");
  return { ...first, round };
}
