import type { Id, Market, Oracle, Position, Run } from "../../model/scenario.js";
import type { Path } from "../document.js";
import type { Draft } from "../draft.js";
import type { Table } from "../expand/table.js";
import type { Report } from "../problems.js";
import { checkActors } from "./actors.js";
import { checkBands } from "./bands.js";
import { checkCaps } from "./caps.js";
import { checkClaims } from "./claims.js";
import { checkLending } from "./lending.js";
import { checkLiquity } from "./liquity.js";
import { checkDebtAuctions } from "./maker.js";
import { checkOracles } from "./oracles.js";
import { judgingOracles, type PartLists, type Parts, tradedAssets, usedAssets } from "./parts.js";
import { checkPerps } from "./perps.js";
import type { PopulationBalances } from "./population-balances.js";
import { checkDistinct, checkPositions, type Expanded } from "./positions.js";
import { checkClasses, checkRedemptions } from "./redemptions.js";
import { checkReferences } from "./references.js";
import { checkRising, checkShock } from "./shocks.js";
import { checkTables } from "./tables.js";
import { checkVenues } from "./venues.js";

/** A draft with what follows from it. */
export interface Checkable {
  /** Where the scenario and its tables are. */
  readonly folder: string;
  readonly draft: Draft;
  readonly oracles: readonly Oracle[];
  readonly markets: ReadonlyMap<Id, Market>;
  readonly tables: ReadonlyMap<Id, Table>;
  readonly expanded: Expanded;
  readonly populations: PopulationBalances;
}

/** Reports all that is wrong with what a scenario says, over the parts whose form is right. */
export function checkMeaning(
  { folder, draft, oracles, markets, tables, expanded, populations }: Checkable,
  report: Report,
): void {
  const positions = [...expanded.values()].flat();
  checkReferences(draft, tables, report);
  checkOracles(draft, oracles, report);
  checkVenues(draft, report);
  checkClaims(draft, markets, report);
  checkTables(folder, draft, markets, tables, report);
  checkPositions(draft, markets, tables, report);
  checkDistinct(expanded, report);
  checkPerps(draft, markets, report);
  checkLending(draft, markets, positions, populations.units, report);
  checkCaps({ draft, markets, positions, populations }, report);
  checkLiquity(draft, markets, report);
  checkDebtAuctions(draft, markets, report);
  checkBands(draft, markets, positions, report);
  checkActors(draft, report);
  checkRedemptions(draft, report);
  for (const { path, run } of runsOf(draft)) {
    if (run.kind === "path") checkRising([...path, "totalUnits"], run.totalUnits, report);
    if (run.kind === "classes") checkClasses(path, run, report);
  }
  const parts = partsOf(draft, oracles, markets, positions);
  const maxRounds = draft.settings?.clock.maxRounds;
  for (const { path, shock } of [...draft.shocks, ...[...draft.variants.values()].flat()]) {
    checkShock(path, shock, parts, maxRounds, report);
  }
}

function partsOf(
  { sections, shocks, variants, isWhole }: Draft,
  oracles: readonly Oracle[],
  markets: ReadonlyMap<Id, Market>,
  positions: readonly Position[],
): Parts {
  const venues = [...sections.venues.values()];
  const lists: PartLists = {
    assets: [...sections.assets].map(([id, asset]) => ({ id, ...asset })),
    venues,
    oracles,
    markets: [...markets.values()],
    vaults: [...sections.vaults.values()],
    issuers: [...sections.issuers.values()],
    actors: [...sections.actors.values()],
    positions,
    shocks: [...shocks, ...[...variants.values()].flat()].map(({ shock }) => shock),
  };
  const { issuers, vaults } = sections;
  return {
    isAsset: (id) => sections.assets.has(id),
    isOracle: (id) => sections.oracles.has(id),
    issuers,
    vaults,
    markets,
    isWhole,
    used: usedAssets(lists),
    traded: tradedAssets(venues),
    judging: judgingOracles(lists),
  };
}

function runsOf({ sections }: Draft): { readonly path: Path; readonly run: Run }[] {
  const runs: { path: Path; run: Run }[] = [];
  const add = (path: Path, run: Run | undefined) => {
    if (run !== undefined) runs.push({ path, run });
  };
  for (const [id, vault] of sections.vaults) add(["vaults", id, "run"], vault.run);
  for (const [id, issuer] of sections.issuers) add(["issuers", id, "redemption", "run"], issuer.redemption?.run);
  for (const [id, market] of sections.markets) {
    if ("run" in market) add(["markets", id, "run"], market.run);
    else if ("reserves" in market)
      for (const { asset, run } of market.reserves) add(["markets", id, "reserves", asset, "run"], run);
  }
  return runs;
}
