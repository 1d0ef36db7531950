import type { Scenario } from "../../src/model/scenario.js";
import { type Draws, draws } from "./draws.js";

/** The same scenario under other ids and in another order, and how to read its ids. */
export interface Disguised {
  readonly scenario: Scenario;
  /** The id it had, by the id it has: for node keys ("kind:id") as for bare ids. */
  readonly original: (text: string) => string;
}

const LISTS = ["assets", "oracles", "venues", "markets", "vaults", "issuers", "actors", "positions"] as const;
/** Lists whose order says nothing. Queues, policies, points and paths are left as they are. */
const UNORDERED: readonly string[] = [
  ...LISTS,
  "reserves",
  "eModes",
  "collaterals",
  "collateral",
  "debt",
  "holdings",
  "liabilities",
  "balances",
];
const NOT_IDS: readonly string[] = ["kind", "title", "name"];

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Shuffles every list whose order should not matter. */
export const reordered = (scenario: Scenario, seed: number): Scenario => rewritten(scenario, draws(seed), new Map());

/** Renames everything and shuffles every list whose order should not matter. */
export function disguise(scenario: Scenario, seed: number): Disguised {
  const d = draws(seed);
  const eModes = scenario.markets.flatMap((market) => (market.kind === "aave-v3" ? market.eModes : []));
  const ids = shuffled(
    [...LISTS.flatMap((list) => scenario[list].map(({ id }) => id)), ...eModes.map(({ id }) => id)],
    d,
  );
  const disguises = new Map(ids.map((id, place) => [id, `n${place}`]));
  const originals = new Map([...disguises].map(([id, name]) => [name, id]));
  return {
    scenario: rewritten(scenario, d, disguises),
    original: (text) => {
      const [head, ...tail] = text.split(":");
      return tail.length === 0
        ? (originals.get(text) ?? text)
        : `${head}:${originals.get(tail.join(":")) ?? tail.join(":")}`;
    },
  };
}

const shuffled = <T>(list: readonly T[], d: Draws): T[] =>
  list
    .map((item) => ({ item, draw: d.between(0, 1) }))
    .sort((a, b) => a.draw - b.draw)
    .map(({ item }) => item);

function rewritten(scenario: Scenario, d: Draws, disguises: ReadonlyMap<string, string>): Scenario {
  const quoted = scenario.venues.map((venue) =>
    "balances" in venue ? { quote: venue.balances.at(-1)?.asset, ...venue } : venue,
  );
  const renamed = (value: Json, key: string): Json => {
    if (typeof value === "string") return NOT_IDS.includes(key) ? value : (disguises.get(value) ?? value);
    if (Array.isArray(value)) {
      const list = value.map((item: Json) => renamed(item, key));
      return UNORDERED.includes(key) ? shuffled(list, d) : list;
    }
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, renamed(item as Json, name)]));
  };
  const plain = JSON.parse(JSON.stringify({ ...scenario, venues: quoted })) as Json;
  return renamed(plain, "") as unknown as Scenario;
}
