import { describe, expect, it } from "vitest";
import { contagionMap, frameFor, layOutMap, roundsFigure } from "../../src/figures/index.js";
import { priceLines } from "../../src/figures/price-lines.js";
import { seriesOf } from "../../src/figures/round-bars.js";
import { chosenSpans, type Span } from "../../src/figures/round-spans.js";
import { withdrawnFrom } from "../../src/figures/small-multiples.js";
import { vaultsByLoss } from "../../src/figures/vaults-by-loss.js";
import { volumeOf } from "../../src/figures/volume-strip.js";
import { layOut } from "../../src/layout/lay-out.js";
import type { MapNode } from "../../src/layout/map-layout.js";
import type { RoundMeasures } from "../../src/model/report.js";
import { calmFixture } from "./calm.js";
import { cascadeFixture } from "./cascade.js";
import { metadata } from "./drawings.js";
import { vaultRunFixture } from "./vault-run.js";

const cascade = cascadeFixture();
const vault = vaultRunFixture();
const calm = calmFixture();
const layoutOf = ({ run, report }: typeof cascade) => layOut(run.shape, run.result, report);

const emptyMeasures = (round: number): RoundMeasures => ({
  round,
  seconds: round,
  liquidatedUsd: 0,
  liquidatedUsdPerSecond: 0,
  cumulativeLiquidatedUsd: 0,
  soldUsd: 0,
  badDebtUsd: 0,
  withdrawnUsd: 0,
  failed: 0,
  lossUsd: { direct: 0, price: 0, claim: 0, run: 0 },
});
const shocked: MapNode = {
  key: "asset:A",
  kind: "asset",
  label: "A",
  count: 1,
  valueUsd: 50e6,
  lossUsd: 0,
  failures: [],
  x: 0,
  y: 0,
  radius: 5,
};

describe("price lines", () => {
  it("start with the asset that moved most and show the oracle beside the market price", () => {
    const lines = priceLines(cascade.run);
    expect(lines.map((line) => line.name)).toEqual(["Staked A", "Asset A", "Asset B", "Asset A oracle"]);
    expect(lines[1]?.values[3]).toEqual({ round: 3, relative: 0.79 });
  });
  it("show that a fixed oracle stands while the market falls, and the share price with it", () => {
    const lines = priceLines(vault.run);
    const oracle = lines.find((line) => line.kind === "oracle");
    expect(oracle?.name).toBe("xCoin oracle");
    expect(new Set(oracle?.values.map((value) => value.relative))).toEqual(new Set([1]));
    const share = lines.find((line) => line.kind === "share");
    expect(share?.name).toBe("Vault R share");
    expect(share?.values.at(-1)?.relative).toBeCloseTo(0.02 / 1.1, 12);
  });
});

describe("the lower strip", () => {
  it("adds up forced sales", () => {
    const volume = volumeOf(cascade.run, cascade.report);
    const last = volume?.bars.at(-1);
    expect((last?.paleUsd ?? 0) + (last?.redUsd ?? 0)).toBeCloseTo(5.2e9, 0);
  });
  it("shows what is left in a vault, and how much of it is stuck, when nothing is sold", () => {
    const volume = volumeOf(vault.run, vault.report);
    expect(volume?.title).toBe("Assets of Vault R");
    expect(volume?.bars[2]).toEqual({ round: 2, paleUsd: 60e6, redUsd: 0 });
    expect(volume?.bars[40]?.redUsd).toBe(6.1e6);
    expect(volume?.bars[44]?.redUsd).toBe(0);
  });
  it("is left out when nothing happened", () => {
    expect(volumeOf(calm.run, calm.report)).toBeUndefined();
  });
});

describe("small bars beside the map", () => {
  it("show liquidations where there were any", () => {
    expect(seriesOf(cascade.report).map((series) => series.name)).toEqual(["Liquidated per round"]);
  });
  it("show withdrawals and losses where nothing was liquidated, and nothing where nothing happened", () => {
    expect(seriesOf(vault.report).map((series) => series.name)).toEqual(["Withdrawn per round", "Loss per round"]);
    expect(seriesOf(calm.report)).toEqual([]);
  });
});

describe("the vault worth showing", () => {
  it("is the one that lost most, and one that did not shrink is none", () => {
    expect(vaultsByLoss(vault.run).map((one) => one.id)).toEqual(["Vault R"]);
    const sunk = vault.run.result.rounds.map((round) => ({
      ...round,
      vaults: round.vaults.map((state) => ({ ...state, sharePrice: round.round > 5 ? 0.5 : 1 })),
    }));
    const outcome = { startSharePrice: 1, endSharePrice: 0.5, writeDown: -0.5, withdrawnUsd: 0, unmetUsd: 0 };
    const vaults = [
      { id: "Vault R", lossUsd: 6e6, ...outcome },
      { id: "Vault S", lossUsd: 70e6, ...outcome },
    ];
    const both = vaultsByLoss({ ...vault.run, result: { ...vault.run.result, rounds: sunk, vaults } });
    expect(both.map((one) => one.id)).toEqual(["Vault S", "Vault R"]);
  });
});

describe("the map beside its keys", () => {
  it("grows as tall as they are", () => {
    const scene = contagionMap(vault.run, vault.report, { metadata });
    const layout = layOutMap(vault.run, vault.report, {});
    expect(layout.heightPt).toBeGreaterThan(frameFor(183).heightPt);
    expect(scene.heightPt - layout.heightPt).toBeLessThan(12);
  });
});

const told = (spans: readonly Span[]): readonly string[] =>
  spans.map(({ first, last }) => (first === last ? `${first}` : `${first}–${last}`));

describe("panels", () => {
  it("are those of the rounds that hit most value, by loss, sale, withdrawal or failure", () => {
    expect(told(chosenSpans(layoutOf(cascade), cascade.report))).toEqual(["0", "1", "2", "3", "4", "5"]);
    const spans = told(chosenSpans(layoutOf(vault), vault.report));
    expect(spans).toHaveLength(8);
    expect(spans).toEqual(expect.arrayContaining(["0", "2", "3", "4", "5", "43"]));
  });
  it("show a run although nobody fails in it, and rounds that go alike as one", () => {
    const withdrawn = [0, 2e6, 2.1e6, 0, 30e6, 31e6, 30e6, 0, 0, 200];
    const rounds = withdrawn.map((withdrawnUsd, round) => ({
      ...emptyMeasures(round),
      withdrawnUsd,
      ...(round === 8 ? { soldUsd: 9e6 } : {}),
    }));
    const nodes = [{ ...shocked, shockRound: 0 }];
    expect(told(chosenSpans({ ...layoutOf(calm), nodes }, { ...calm.report, rounds }))).toEqual([
      "0",
      "1–2",
      "4–6",
      "8",
    ]);
  });
  it("never leave the shock out, even among many larger rounds", () => {
    const rounds = Array.from({ length: 20 }, (_, round) => ({
      ...emptyMeasures(round),
      soldUsd: round * round * 1e6,
    }));
    const nodes = [{ ...shocked, valueUsd: 1, shockRound: 0 }];
    const spans = chosenSpans({ ...layoutOf(calm), nodes }, { ...calm.report, rounds });
    expect(told(spans)).toHaveLength(8);
    expect(spans[0]?.first).toBe(0);
  });
  it("ring what depositors withdrew from, but not where next to nothing was paid", () => {
    const paid = (from: `vault:${string}`, round: number, valueUsd: number, id: number) => ({
      id,
      round,
      kind: "withdrawal" as const,
      from,
      to: from,
      valueUsd,
      lossUsd: 0,
      text: "",
    });
    const events = [
      paid("vault:a", 5, 26e6, 1),
      paid("vault:b", 6, 1e6, 2),
      paid("vault:c", 6, 10, 3),
      paid("vault:d", 7, 9e6, 4),
    ];
    const run = { ...vault.run, result: { ...vault.run.result, events } };
    expect([...withdrawnFrom(run, { first: 5, last: 6 })]).toEqual(["vault:a", "vault:b"]);
  });
  it("are left out when only the shock happened", () => {
    const scene = roundsFigure(calm.run, calm.report, layoutOf(calm), { metadata });
    expect(scene.items.some((item) => item.kind === "text" && item.text === "Shock")).toBe(false);
    expect(scene.items.some((item) => item.kind === "text" && item.text === "Coin 0")).toBe(true);
  });
});
