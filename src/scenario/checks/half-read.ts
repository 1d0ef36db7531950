import type { Path } from "../document.js";
import type { Draft, Section } from "../draft.js";
import type { Report } from "../problems.js";
import { type Refer, referenceCheck } from "./references.js";

/** What the texts under a key name. */
const REFERENCES: Readonly<Record<string, readonly Section[]>> = {
  asset: ["assets"],
  loan: ["assets"],
  borrowed: ["assets"],
  collateral: ["assets"],
  quote: ["assets"],
  into: ["assets"],
  tracks: ["assets"],
  underlying: ["assets"],
  supply: ["assets"],
  borrow: ["assets"],
  market: ["markets"],
  oracle: ["oracles"],
  loanOracle: ["oracles"],
  borrowedOracle: ["oracles"],
  margin: ["assets"],
  issuer: ["issuers", "vaults"],
  vault: ["vaults"],
  owner: ["actors"],
  source: ["sources"],
};

/** Keys whose value is a map from names to something. */
const NAMING_MAPS: Readonly<Record<string, Section>> = {
  balances: "assets",
  holdings: "assets",
  reserves: "assets",
  collateral: "assets",
  debt: "assets",
  supplies: "markets",
};

/**
 * Checks the references in the entries that could not be read, by the names of their keys, so that a reader who mends their form
 * does not find the next mistake only then.
 */
export function checkHalfRead(tree: unknown, draft: Draft, report: Report): void {
  const refer = referenceCheck(draft, report);
  const read = new Set(draft.positions.map(({ id }) => id));
  const sections = Object.entries(draft.sections) as [Section, ReadonlyMap<string, unknown>][];
  for (const [section, entries] of sections) {
    for (const id of draft.ids(section)) if (!entries.has(id)) visit(inside(tree, [section, id]), [section, id], refer);
  }
  for (const id of draft.ids("positions")) {
    if (!read.has(id)) visit(inside(tree, ["positions", id]), ["positions", id], refer);
  }
  const lists: Path[] = [["shocks"], ...draft.ids("variants").map((name) => ["variants", name, "shocks"])];
  const shocks = new Set([...draft.shocks, ...[...draft.variants.values()].flat()].map(({ path }) => path.join("/")));
  for (const path of lists) {
    const list = inside(tree, path);
    if (!Array.isArray(list)) continue;
    list.forEach((shock, place) => {
      if (!shocks.has([...path, place].join("/"))) visit(shock, [...path, place], refer);
    });
  }
}

const inside = (tree: unknown, path: Path): unknown =>
  path.reduce<unknown>((node, step) => (isMap(node) ? node[step] : undefined), tree);

const isMap = (value: unknown): value is Readonly<Record<string | number, unknown>> =>
  typeof value === "object" && value !== null;

function visit(value: unknown, path: Path, refer: Refer): void {
  if (!isMap(value)) return;
  for (const [key, held] of Object.entries(value)) {
    const place: Path = [...path, Array.isArray(value) ? Number(key) : key];
    const sections = Object.hasOwn(REFERENCES, key) ? REFERENCES[key] : undefined;
    if (typeof held === "string" && held !== "" && sections !== undefined) refer(place, held, ...sections);
    const named = Object.hasOwn(NAMING_MAPS, key) ? NAMING_MAPS[key] : undefined;
    const isNaming = named !== undefined && isMap(held) && !Array.isArray(held) && !Object.hasOwn(held, "asset");
    // A name of digits only is the rest of an amount that was grouped by commas, and has been reported as that.
    const names = isNaming ? Object.keys(held).filter((id) => !/^\d+$/.test(id)) : [];
    for (const id of names) if (named !== undefined) refer([...place, id], id, named);
    visit(held, place, refer);
  }
}
