import type { Report } from "../model/report.js";
import type { CompletedRun } from "../model/result.js";
import type { Vault } from "../model/scenario.js";
import { BEFORE, NOW } from "./colours.js";
import { seriesOf } from "./round-bars.js";
import type { Item } from "./scene.js";
import { acrossAt, heightAt, type Strip, stepOf, type ValueAxis, valueAxisItems } from "./strip.js";
import { vaultsByLoss } from "./vaults-by-loss.js";
import { moneyUnit, ticksTo, unitFor } from "./wording.js";

/** Bars by round, a pale and a red part stacked. */
export interface Volume {
  readonly title: string;
  readonly paleName: string;
  readonly redName: string;
  /** The part at the bottom. */
  readonly below: "pale" | "red";
  readonly bars: readonly { readonly round: number; readonly paleUsd: number; readonly redUsd: number }[];
}

/**
 * What the lower strip shows: forced sales, summed up; where nothing was sold, the assets of the vault that lost most and the part
 * of them in markets with a shortfall; else the first thing that happened by round; undefined when nothing did.
 */
export function volumeOf(run: CompletedRun, report: Report): Volume | undefined {
  if (report.totals.soldUsd > 0) {
    const sold = report.rounds.map(({ round, soldUsd }) => ({ round, usd: soldUsd }));
    return cumulative("Cumulative forced sales", "sold before", "sold this round", sold);
  }
  const vault = vaultsByLoss(run)[0];
  if (vault !== undefined) return vaultVolume(run, vault);
  const series = seriesOf(report)[0];
  if (series === undefined) return undefined;
  return cumulative(`${series.name.replace(" per round", "")}, cumulative`, "before", "this round", series.values);
}

function cumulative(
  title: string,
  paleName: string,
  redName: string,
  values: readonly { readonly round: number; readonly usd: number }[],
): Volume {
  let paleUsd = 0;
  const bars = values.map(({ round, usd }) => {
    const bar = { round, paleUsd, redUsd: usd };
    paleUsd += usd;
    return bar;
  });
  return { title, paleName, redName, below: "pale", bars };
}

/**
 * Total assets at market prices; red: what was supplied to markets whose debts have exceeded their collateral, until it is written off.
 */
function vaultVolume(run: CompletedRun, vault: Vault): Volume {
  const writtenOff = new Map(
    run.scenario.shocks.flatMap((shock) =>
      shock.kind === "vault-write-off" && shock.vault === vault.id ? [[shock.market, shock.round] as const] : [],
    ),
  );
  const toxic = new Set<string>();
  const bars = run.result.rounds.flatMap((round) => {
    for (const reserve of round.reserves) {
      if (reserve.shortfallUsd > 0 || reserve.deficitUnits > 0) toxic.add(reserve.market);
    }
    const state = round.vaults.find((one) => one.id === vault.id);
    if (state === undefined) return [];
    const stuck = vault.supplies
      .filter(({ market }) => toxic.has(market) && round.round < (writtenOff.get(market) ?? Number.POSITIVE_INFINITY))
      .reduce((total, supply) => total + Number(supply.units), 0);
    const priceUsd = round.assets.find((asset) => asset.id === vault.asset)?.marketUsd ?? 1;
    const redUnits = Math.min(stuck, Math.max(0, state.totalUnits - state.idleUnits));
    return [{ round: round.round, paleUsd: (state.totalUnits - redUnits) * priceUsd, redUsd: redUnits * priceUsd }];
  });
  return {
    title: `Assets of ${vault.id}`,
    paleName: "in sound markets or idle",
    redName: "in markets with a shortfall",
    below: "red",
    bars,
  };
}

/** The bars with their axis. */
export function volumeStrip(strip: Strip, volume: Volume): readonly Item[] {
  const largest = volume.bars.reduce((most, bar) => Math.max(most, bar.paleUsd + bar.redUsd), 0);
  const unit = unitFor(largest);
  const ticks = ticksTo(largest / unit.factor, 3);
  const axis: ValueAxis = { low: 0, high: ticks.at(-1) ?? 1, ticks };
  const step = stepOf(strip);
  const width = step < 5 ? step + 0.15 : step * (step > 8 ? 0.64 : 0.82);
  const bar = (round: number, fromUsd: number, toUsd: number, fill: string): readonly Item[] => {
    const top = heightAt(strip, axis, toUsd / unit.factor);
    const height = heightAt(strip, axis, fromUsd / unit.factor) - top;
    return height > 0 ? [{ kind: "rect", x: acrossAt(strip, round) - width / 2, y: top, width, height, fill }] : [];
  };
  const bars = volume.bars.flatMap(({ round, paleUsd, redUsd }) =>
    volume.below === "red"
      ? [...bar(round, 0, redUsd, NOW), ...bar(round, redUsd, redUsd + paleUsd, BEFORE)]
      : [...bar(round, 0, paleUsd, BEFORE), ...bar(round, paleUsd, paleUsd + redUsd, NOW)],
  );
  const axisItems = valueAxisItems(strip, axis, moneyUnit(unit));
  return [...axisItems, ...bars];
}
