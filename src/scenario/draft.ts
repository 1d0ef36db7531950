import { z } from "zod";
import { checkShape, reportUnknownKey, show } from "./check-shape.js";
import type { Path } from "./document.js";
import type { Report } from "./problems.js";
import { asset } from "./schema/assets.js";
import { actor } from "./schema/behaviour.js";
import { issuer, vault } from "./schema/claims.js";
import { ID, ID_LETTERS } from "./schema/fields.js";
import { market } from "./schema/markets.js";
import { oracle } from "./schema/oracles.js";
import { population } from "./schema/populations.js";
import { type PositionForm, positionForm, positionSchemas } from "./schema/positions.js";
import { settingFields, sourceText } from "./schema/settings.js";
import { shock } from "./schema/shocks.js";
import { venue } from "./schema/venues.js";

/** The sections that are maps from id to one kind of entry. */
export const sectionSchemas = {
  sources: sourceText,
  assets: asset,
  oracles: oracle,
  venues: venue,
  markets: market,
  vaults: vault,
  issuers: issuer,
  actors: actor,
  populations: population,
};

export type Section = keyof typeof sectionSchemas;
export type Entries<S extends Section> = ReadonlyMap<string, z.output<(typeof sectionSchemas)[S]>>;
export type DraftPosition = {
  [F in PositionForm]: { readonly form: F; readonly id: string; readonly entry: z.output<(typeof positionSchemas)[F]> };
}[PositionForm];
export interface DraftShock {
  readonly path: Path;
  readonly shock: z.output<typeof shock>;
}

const settings = z.strictObject(settingFields);

/** A scenario as written: every part whose form is right, and the names of all parts, right or not. */
export interface Draft {
  readonly settings?: z.output<typeof settings>;
  readonly sections: { readonly [S in Section]: Entries<S> };
  readonly positions: readonly DraftPosition[];
  readonly shocks: readonly DraftShock[];
  readonly variants: ReadonlyMap<string, readonly DraftShock[]>;
  ids(section: Section | "positions" | "variants"): readonly string[];
  /** Whether nothing was left out: if something was, what the rest lacks proves nothing. */
  readonly isWhole: boolean;
}

const MAPS = [...(Object.keys(sectionSchemas) as Section[]), "positions", "variants"] as const;
const KEYS = [...Object.keys(settingFields), ...MAPS, "shocks"];

/** Reads the form of every part by its schema and reports every mistake. */
export function readDraft(tree: unknown, report: Report): Draft {
  if (!isMap(tree)) report({ path: [], found: `found ${show(tree)}`, expected: "a map with format, title, assets, …" });
  const top = isMap(tree) ? tree : {};
  for (const key of Object.keys(top)) if (!KEYS.includes(key)) reportUnknownKey([key], key, KEYS, report);
  const maps = Object.fromEntries(MAPS.map((key) => [key, readMap(top[key], [key], report)]));
  const entriesOf = (key: (typeof MAPS)[number]) => Object.entries(maps[key] ?? {});

  const section = <Schema extends z.ZodType>(key: Section, schema: Schema): ReadonlyMap<string, z.output<Schema>> => {
    const entries = new Map<string, z.output<Schema>>();
    for (const [id, raw] of entriesOf(key)) {
      const entry = checkShape(schema, raw, [key, id], report);
      if (entry !== undefined) entries.set(id, entry as z.output<Schema>);
    }
    return entries;
  };
  const given = Object.entries(top).filter(([key]) => key in settingFields);
  const read = isMap(tree) ? checkShape(settings, Object.fromEntries(given), [], report) : undefined;
  const draft = {
    ...(read === undefined ? {} : { settings: read }),
    sections: {
      sources: section("sources", sectionSchemas.sources),
      assets: section("assets", sectionSchemas.assets),
      oracles: section("oracles", sectionSchemas.oracles),
      venues: section("venues", sectionSchemas.venues),
      markets: section("markets", sectionSchemas.markets),
      vaults: section("vaults", sectionSchemas.vaults),
      issuers: section("issuers", sectionSchemas.issuers),
      actors: section("actors", sectionSchemas.actors),
      populations: section("populations", sectionSchemas.populations),
    },
    positions: entriesOf("positions").flatMap(([id, raw]) => readPosition(id, raw, report)),
    shocks: readShocks(top.shocks, ["shocks"], report),
    variants: new Map(entriesOf("variants").map(([name, raw]) => [name, readVariant(name, raw, report)])),
    ids: (key: (typeof MAPS)[number]) => entriesOf(key).map(([id]) => id),
  };
  const counts = Object.entries(draft.sections).map(
    ([key, entries]) => entries.size === draft.ids(key as Section).length,
  );
  const isWhole = counts.every(Boolean) && draft.positions.length === draft.ids("positions").length;
  return { ...draft, isWhole };
}

function readPosition(id: string, raw: unknown, report: Report): DraftPosition[] {
  const form = positionForm(raw);
  const entry = checkShape(positionSchemas[form], raw, ["positions", id], report);
  return entry === undefined ? [] : [{ form, id, entry } as DraftPosition];
}

function readVariant(name: string, raw: unknown, report: Report): DraftShock[] {
  const path = ["variants", name];
  const map = readMap(raw, path, report);
  for (const key of Object.keys(map)) if (key !== "shocks") reportUnknownKey([...path, key], key, ["shocks"], report);
  return readShocks(map.shocks, [...path, "shocks"], report);
}

function readShocks(raw: unknown, path: Path, report: Report): DraftShock[] {
  if (raw === undefined || raw === "") return [];
  if (!Array.isArray(raw)) {
    report({ path, found: `found ${show(raw)}`, expected: "a list of shocks" });
    return [];
  }
  return raw.flatMap((item, index) => {
    const read = checkShape(shock, item, [...path, index], report);
    return read === undefined ? [] : [{ path: [...path, index], shock: read }];
  });
}

function readMap(raw: unknown, path: Path, report: Report): Record<string, unknown> {
  if (raw === undefined || raw === "") return {};
  if (!isMap(raw)) {
    report({ path, found: `found ${show(raw)}`, expected: "a map" });
    return {};
  }
  for (const id of Object.keys(raw)) {
    if (!ID.test(id))
      report({ path: [...path, id], found: `found the id ${JSON.stringify(id)}`, expected: ID_LETTERS, atKey: true });
  }
  return raw;
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
