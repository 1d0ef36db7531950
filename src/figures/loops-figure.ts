import type { AccountLoop, LoopStudy } from "../model/loop-study.js";
import { EARLIER, NOW } from "./colours.js";
import { shortened } from "./fonts.js";
import { BODY, HEAD } from "./key-block.js";
import { type Item, label, line, type Metadata, type Scene } from "./scene.js";
import { HEADING_ROOM, note, PAGE_MARGIN, PAGE_WIDTH, panelHeading } from "./study-page.js";
import { moneyUnit, plain, unitFor } from "./wording.js";

const MOST_ROWS = 24;
const NAME_ROOM = 128;
const ROW = 10.5;
const BAR = 5.5;
const GAP = 10;
const VALUE_ROOM = 26;
const NOTE_ROOM = 16;

/** A measure of all loops of one kind, as a column of bars. */
interface BarColumn {
  readonly name: string;
  readonly values: readonly (number | undefined)[];
  readonly write: (value: number) => string;
}

/** Bars of every loop: within accounts the largest collateral first, then over several accounts and balance sheets. */
export function loopsFigure(study: LoopStudy, options: { readonly metadata: Metadata }): Scene {
  const { accounts, chains, cycles } = study;
  const kinds = alike(accounts);
  const shown = kinds.slice(0, MOST_ROWS);
  const left = kinds.length - shown.length;
  const first = section(
    {
      letter: "a",
      title: `Loops within one account${left > 0 ? `, the ${MOST_ROWS} largest kinds of ${kinds.length}` : ""}`,
      y: PAGE_MARGIN,
    },
    shown.map(({ position, count }) => (count === 1 ? position : `${position} and ${count - 1} alike`)),
    [
      moneyColumn(
        "Collateral",
        shown.map(({ collateralUsd }) => collateralUsd),
      ),
      {
        name: "Collateral / equity",
        values: shown.map(({ grossLeverage }) => grossLeverage),
        write: (v) => `${plain(v)}×`,
      },
      {
        name: "Fall to liquidation",
        values: shown.map(({ liquidationPriceRatio: ratio }) => (ratio === undefined ? undefined : 1 - ratio)),
        write: (value) => `${plain(100 * value)}%`,
      },
      moneyColumn(
        "Undoing at once",
        shown.map(({ unwinding }) => unwinding.atOnceUsd),
      ),
    ],
    EARLIER,
  );
  const several = [
    ...chains.map(({ owner, positions, gain, multiplier, closed }) => ({
      name: `${owner}: ${positions.join(closed ? " ⟲ " : " → ")}`,
      gain,
      multiplier,
    })),
    ...cycles.map(({ members, gain, multiplier }) => ({
      name: members.map((key) => key.slice(key.indexOf(":") + 1)).join(" → "),
      gain,
      multiplier,
    })),
  ].slice(0, MOST_ROWS);
  const second = section(
    { letter: "b", title: "Loops over several accounts or balance sheets", y: first.bottom + 10 },
    several.map(({ name }) => name),
    [
      { name: "Gain of one round", values: several.map(({ gain }) => gain), write: plain },
      { name: "Multiplier", values: several.map(({ multiplier }) => multiplier), write: (v) => `${plain(v)}×` },
    ],
    NOW,
  );
  const { tvlUsd, tvrUsd, ratio } = study.doubleCounting;
  const unit = unitFor(tvlUsd);
  const counted = `Value locked (${moneyUnit(unit)}) ${plain(tvlUsd / unit.factor)}, of which redeemable ${plain(tvrUsd / unit.factor)}${ratio === undefined ? "" : `: counted ${plain(ratio)} times`}`;
  return {
    widthPt: PAGE_WIDTH,
    heightPt: second.bottom + NOTE_ROOM,
    items: [...first.items, ...second.items, note(PAGE_MARGIN + 9, second.bottom + 10, counted)],
    metadata: options.metadata,
  };
}

/** Accounts that agree in everything but their name as one, with their number; amounts are those of one. */
function alike(accounts: readonly AccountLoop[]): readonly (AccountLoop & { readonly count: number })[] {
  const kinds = new Map<string, AccountLoop & { readonly count: number }>();
  for (const account of accounts) {
    const { market, collateral, debt, collateralUsd, debtUsd } = account;
    const key = JSON.stringify([market, collateral, debt, collateralUsd, debtUsd]);
    const known = kinds.get(key);
    kinds.set(key, known === undefined ? { ...account, count: 1 } : { ...known, count: known.count + 1 });
  }
  return [...kinds.values()];
}

function moneyColumn(name: string, values: readonly (number | undefined)[]): BarColumn {
  const unit = unitFor(values.reduce((most: number, value = 0) => Math.max(most, Math.abs(value)), 0));
  return { name: `${name} (${moneyUnit(unit)})`, values, write: (value) => plain(value / unit.factor) };
}

interface Heading {
  readonly letter: string;
  readonly title: string;
  readonly y: number;
}

function section(
  { letter, title, y }: Heading,
  names: readonly string[],
  columns: readonly BarColumn[],
  fill: string,
): { readonly items: readonly Item[]; readonly bottom: number } {
  const heading = panelHeading(PAGE_MARGIN, y, letter, title);
  if (names.length === 0)
    return { items: [...heading, note(PAGE_MARGIN + 9, y + 17, "None that can be told.")], bottom: y + 20 };
  const top = y + HEADING_ROOM + 10;
  const widthPt = (PAGE_WIDTH - 2 * PAGE_MARGIN - NAME_ROOM - columns.length * GAP) / columns.length;
  const middleOf = (row: number): number => top + (row + 0.5) * ROW;
  return {
    items: [
      ...heading,
      ...names.map((name, row) =>
        label(PAGE_MARGIN + 9, middleOf(row) + 2.1, shortened(name, NAME_ROOM - 12, BODY.size, 400), BODY),
      ),
      ...columns.flatMap((column, i) => {
        const x = PAGE_MARGIN + NAME_ROOM + GAP + i * (widthPt + GAP);
        const largest = column.values.reduce((most: number, value = 0) => Math.max(most, value), 0);
        const scale = largest > 0 ? (widthPt - VALUE_ROOM) / largest : 0;
        return [
          label(x, top - 3, shortened(column.name, widthPt + GAP - 4, HEAD.size, HEAD.weight), HEAD),
          line(x, top, x, top + names.length * ROW, { stroke: "#333333", lineWidth: 0.5 }),
          ...column.values.flatMap((value, row): readonly Item[] => {
            const width = Math.max(0, value ?? 0) * scale;
            const bar: Item = { kind: "rect", x, y: middleOf(row) - BAR / 2, width, height: BAR, fill };
            const text = label(
              x + width + 3,
              middleOf(row) + 2.1,
              value === undefined ? "–" : column.write(value),
              BODY,
            );
            return width > 0 ? [bar, text] : [text];
          }),
        ];
      }),
    ],
    bottom: top + names.length * ROW,
  };
}
