import type { Report } from "../model/report.js";
import type { CompletedRun, Event, Result } from "../model/result.js";
import { shortened, textWidth } from "./fonts.js";
import { type Block, BODY, HEAD, HEAD_HEIGHT, type Place } from "./key-block.js";
import { label, SOFT_INK } from "./scene.js";
import { money, percentChange } from "./wording.js";

interface Row {
  readonly name: string;
  readonly value: string;
}

const ROW_HEIGHT = 8.6;
const MOST_SHOCKS = 2;

/** What was done to the system and what came of it, in a few rows. */
export function scenarioBox(place: Place, run: CompletedRun, report: Report): Block {
  const { x, y, widthPt } = place;
  const rows = [...shockRows(run), ...outcomeRows(run, report)];
  return {
    items: [
      label(x, y + 5, "Scenario", HEAD),
      ...rows.flatMap((row, i) => {
        const rowY = y + HEAD_HEIGHT + 4.5 + i * ROW_HEIGHT;
        const room = widthPt - textWidth(row.name, BODY.size, 400) - 5;
        return [
          label(x, rowY, row.name, { size: BODY.size, fill: SOFT_INK }),
          label(x + widthPt, rowY, shortened(row.value, room, BODY.size, 500), {
            size: BODY.size,
            weight: 500,
            anchor: "end",
          }),
        ];
      }),
    ],
    heightPt: HEAD_HEIGHT + rows.length * ROW_HEIGHT - 2,
  };
}

function shockRows(run: CompletedRun): readonly Row[] {
  const byTarget = new Map<string, Event>();
  for (const event of run.result.events) {
    if (event.kind === "shock" && !byTarget.has(event.to)) byTarget.set(event.to, event);
  }
  const shocks = [...byTarget.values()];
  const rows = shocks
    .slice(0, MOST_SHOCKS)
    .map((shock, i) => ({ name: i === 0 ? "Shock" : "", value: shockWords(run, shock) }));
  const more = shocks.length - rows.length;
  return more > 0 ? [...rows, { name: "", value: `and ${more} more` }] : rows;
}

/** "−12% Asset A"; "US$ 2 M Asset A sold"; "−US$ 93 M Stream" where value is gone without a price; "Vault writes Market off". */
function shockWords(run: CompletedRun, shock: Event): string {
  const nameOf = (key: string): string => key.slice(key.indexOf(":") + 1);
  const id = nameOf(shock.to);
  if (shock.from.startsWith("vault:")) return `${nameOf(shock.from)} writes ${id} off`;
  const change = shock.to.startsWith("asset:") ? referenceChange(run, id) : undefined;
  if (change !== undefined) return `${percentChange(change)} ${id}`;
  const sold = run.scenario.shocks.some((one) => one.kind === "sale" && one.asset === id && one.round === shock.round);
  if (sold) return `${money(shock.valueUsd)} ${id} sold`;
  return shock.valueUsd > 0 ? `−${money(shock.valueUsd)} ${id}` : id;
}

/** The largest fall or rise of the reference price over the run, relative to the start. */
function referenceChange(run: CompletedRun, id: string): number | undefined {
  const start = startPrice(run, id);
  if (start === undefined || start === 0) return undefined;
  const changes = run.result.rounds.flatMap((round) =>
    round.assets.filter((asset) => asset.id === id).map((asset) => asset.referenceUsd / start - 1),
  );
  const largest = changes.reduce((most, change) => (Math.abs(change) > Math.abs(most) ? change : most), 0);
  return largest === 0 ? undefined : largest;
}

/** Market price of an asset at the start, in USD: as the scenario states it, else that of round 0. */
export function startPrice(run: Pick<CompletedRun, "scenario" | "result">, id: string): number | undefined {
  const stated = run.scenario.assets.find((asset) => asset.id === id)?.priceUsd;
  if (stated !== undefined) return Number(stated);
  return run.result.rounds[0]?.assets.find((asset) => asset.id === id)?.marketUsd;
}

function outcomeRows(run: CompletedRun, report: Report): readonly Row[] {
  const { totals } = report;
  const able = run.shape.nodes.filter((node) => node.kind !== "oracle").length;
  return [
    { name: "Rounds", value: `${run.result.stop.round}, ${stopWords(run.result)}` },
    { name: "Failed", value: `${totals.breadth} of ${able} nodes` },
    { name: "Liquidated", value: totals.liquidatedUsd > 0 ? money(totals.liquidatedUsd) : "nothing" },
    ...(totals.withdrawnUsd > 0 ? [{ name: "Withdrawn", value: money(totals.withdrawnUsd) }] : []),
    ...(totals.badDebtUsd > 0 ? [{ name: "Bad debt", value: money(totals.badDebtUsd) }] : []),
    ...(totals.beforeGains === undefined
      ? []
      : [{ name: `Lost by round ${totals.beforeGains.round}`, value: money(totals.beforeGains.totalLossUsd) }]),
    { name: totals.beforeGains === undefined ? "Losses" : "Losses at the end", value: money(totals.totalLossUsd) },
    ...(totals.amplification === undefined
      ? []
      : [{ name: "Losses over direct", value: `${totals.amplification.toFixed(1)}×` }]),
    ...finalPrice(run),
  ];
}

function stopWords(result: Result): string {
  return { quiescent: "then at rest", exhausted: "orders left over", "round-limit": "limit reached" }[
    result.stop.reason
  ];
}

function finalPrice(run: CompletedRun): readonly Row[] {
  const last = run.result.rounds.at(-1);
  if (last === undefined) return [];
  const moves = last.assets.flatMap((asset) => {
    const start = startPrice(run, asset.id);
    return start === undefined || start === 0 ? [] : [{ id: asset.id, change: asset.marketUsd / start - 1 }];
  });
  const most = moves.reduce<(typeof moves)[number] | undefined>(
    (best, move) => (best === undefined || Math.abs(move.change) > Math.abs(best.change) ? move : best),
    undefined,
  );
  if (most === undefined || most.change === 0) return [];
  return [{ name: `Final ${shortened(most.id, 46, BODY.size, 400)} price`, value: percentChange(most.change) }];
}
