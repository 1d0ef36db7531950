import type { Scenario } from "../../../src/model/scenario.js";
import { PRICES as LENT } from "../ladder/random-markets.js";

/** Prices at the start of all that a mixed scenario may hold. */
export const PRICES = { ...LENT, LUSD: 1, TOK: 1, MUT: 1, VS: 1, LP: 1 } as const;
export type Asset = keyof typeof PRICES;

/** Lists of a scenario that one drawn mechanism adds. */
export type Part = Partial<
  Pick<Scenario, "assets" | "oracles" | "venues" | "markets" | "vaults" | "issuers" | "actors" | "positions" | "shocks">
>;

const joined = <K extends keyof Part>(parts: readonly Part[], key: K): NonNullable<Part[K]>[number][] =>
  parts.flatMap(({ [key]: list }) => (list ?? []) as readonly NonNullable<Part[K]>[number][]);

/** All parts in one. */
export const together = (parts: readonly Part[]): Required<Part> => ({
  assets: joined(parts, "assets"),
  oracles: joined(parts, "oracles"),
  venues: joined(parts, "venues"),
  markets: joined(parts, "markets"),
  vaults: joined(parts, "vaults"),
  issuers: joined(parts, "issuers"),
  actors: joined(parts, "actors"),
  positions: joined(parts, "positions"),
  shocks: joined(parts, "shocks"),
});
