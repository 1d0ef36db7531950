import { describe, expect, it } from "vitest";
import { contagionMap, frameFor, layOutMap, roundsFigure } from "../../src/figures/index.js";
import { priceLines } from "../../src/figures/price-lines.js";
import { seriesOf } from "../../src/figures/round-bars.js";
import { chosenRounds } from "../../src/figures/small-multiples.js";
import { vaultsByLoss } from "../../src/figures/vaults-by-loss.js";
import { volumeOf } from "../../src/figures/volume-strip.js";
import { layOut } from "../../src/layout/lay-out.js";
import { calmFixture } from "./calm.js";
import { cascadeFixture } from "./cascade.js";
import { metadata } from "./drawings.js";
import { vaultRunFixture } from "./vault-run.js";

const cascade = cascadeFixture();
const vault = vaultRunFixture();
const calm = calmFixture();
const layoutOf = ({ run, report }: typeof cascade) => layOut(run.shape, run.result, report);

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

describe("panels", () => {
  it("are those of the shock and of the rounds in which something failed", () => {
    expect(chosenRounds(layoutOf(vault), vault.report)).toEqual([0, 2, 3, 4, 43]);
    expect(chosenRounds(layoutOf(cascade), cascade.report)).toEqual([0, 1, 2, 3, 4, 5]);
  });
  it("are left out when only the shock happened", () => {
    const scene = roundsFigure(calm.run, calm.report, layoutOf(calm), { metadata });
    expect(scene.items.some((item) => item.kind === "text" && item.text === "Shock")).toBe(false);
    expect(scene.items.some((item) => item.kind === "text" && item.text === "Coin 0")).toBe(true);
  });
});
