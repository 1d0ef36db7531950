import { isPerp } from "../../model/perps.js";
import type { Run, RunTrigger } from "../../model/scenario.js";
import type { Path } from "../document.js";
import type { Draft, DraftPosition, DraftShock, Section } from "../draft.js";
import type { Table } from "../expand/table.js";
import type { Report } from "../problems.js";
import { suggestion } from "../suggest.js";

const NAMES: Readonly<Record<Section, string>> = {
  sources: "source",
  assets: "asset",
  oracles: "oracle",
  venues: "venue",
  markets: "market",
  vaults: "vault",
  issuers: "issuer",
  actors: "actor",
  populations: "population",
};

interface Names {
  ids(section: Section): readonly string[];
}

/** Reports a reference to something that no section declares. */
export type Refer = (path: Path, id: string | undefined, ...sections: readonly Section[]) => void;

export function referenceCheck(names: Names, report: Report): Refer {
  const sets = new Map<Section, ReadonlySet<string>>();
  const declared = (section: Section) => {
    const set = sets.get(section) ?? new Set(names.ids(section));
    sets.set(section, set);
    return set;
  };
  return (path, id, ...sections) => {
    if (id === undefined || sections.some((section) => declared(section).has(id))) return;
    const candidates = sections.flatMap((section) => names.ids(section));
    const expected = sections.map((section) => `${article(NAMES[section])} of this scenario`).join(" or ");
    const fix = suggestion(id, candidates, sections.map((section) => `declared ${section}`).join(" and "));
    report({ path, found: `"${id}" is not defined`, expected, fix, atKey: path.at(-1) === id });
  };
}

const article = (word: string): string => `${/^[aeiou]/.test(word) ? "an" : "a"} ${word}`;

/** Checks that every reference of a scenario resolves. */
export function checkReferences(draft: Draft, tables: ReadonlyMap<string, Table>, report: Report): void {
  const refer = referenceCheck(draft, report);
  const { assets, oracles, venues, vaults, issuers, actors } = draft.sections;
  for (const [id, asset] of assets) {
    refer(["assets", id, "issuer"], asset.issuer, "issuers", "vaults");
    refer(["assets", id, "tracks"], asset.tracks, "assets");
    refer(["assets", id, "pool", "venue"], asset.pool?.venue, "venues");
  }
  for (const [id, oracle] of oracles) {
    refer(["oracles", id, "asset"], oracle.asset, "assets");
    if ("underlying" in oracle) {
      refer(["oracles", id, "underlying"], oracle.underlying, "assets");
      refer(["oracles", id, "underlyingOracle"], oracle.underlyingOracle, "oracles");
    }
    if ("reads" in oracle) refer(["oracles", id, "reads"], oracle.reads, "oracles");
    if (oracle.kind === "worst-of-two")
      for (const side of ["first", "second"] as const) refer(["oracles", id, side], oracle[side], "oracles");
  }
  for (const [id, venue] of venues) {
    if ("balances" in venue)
      for (const { asset } of venue.balances) refer(["venues", id, "balances", asset], asset, "assets");
    else refer(["venues", id, "asset"], venue.asset, "assets");
    refer(["venues", id, "quote"], venue.quote, "assets");
    if ("providers" in venue && venue.providers?.trigger.kind === "price-below")
      refer(["venues", id, "providers", "trigger", "asset"], venue.providers.trigger.asset, "assets");
  }
  checkMarketReferences(draft, refer);
  for (const [id, vault] of vaults) {
    refer(["vaults", id, "asset"], vault.asset, "assets");
    for (const { market } of vault.supplies) refer(["vaults", id, "supplies", market], market, "markets");
    referRun(["vaults", id, "run"], vault.run, refer);
  }
  for (const [id, issuer] of issuers) {
    for (const { asset } of issuer.holdings) refer(["issuers", id, "holdings", asset], asset, "assets");
    const redemption = ["issuers", id, "redemption"];
    referRun([...redemption, "run"], issuer.redemption?.run, refer);
    refer([...redemption, "elseSell", "into"], issuer.redemption?.elseSell?.into, "assets");
    for (const list of ["external", "liabilities"] as const) {
      for (const [i, { source }] of issuer[list].entries())
        refer(["issuers", id, list, i, "source"], source, "sources");
    }
  }
  for (const [id, actor] of actors) {
    for (const { asset } of actor.holdings) refer(["actors", id, "holdings", asset], asset, "assets");
    actor.policies.forEach((policy, i) => {
      if (policy.kind === "deleverage") return;
      if (policy.kind === "redeem") {
        refer(["actors", id, "policies", i, "asset"], policy.asset, "assets");
        refer(["actors", id, "policies", i, "elseSell", "into"], policy.elseSell?.into, "assets");
        referTrigger(["actors", id, "policies", i], policy.trigger, refer);
        return;
      }
      if (policy.kind === "stop-loss") refer(["actors", id, "policies", i, "asset"], policy.asset, "assets");
      else refer(["actors", id, "policies", i, "underlying"], policy.underlying, "assets");
      refer(["actors", id, "policies", i, "into"], policy.into, "assets");
    });
    actor.options?.forEach(({ underlying, counterparty }, i) => {
      refer(["actors", id, "options", i, "underlying"], underlying, "assets");
      refer(["actors", id, "options", i, "counterparty"], counterparty, "actors");
    });
  }
  for (const position of draft.positions) referPosition(position, tables.get(position.id), refer);
  for (const { path, shock } of [...draft.shocks, ...[...draft.variants.values()].flat()])
    referShock(path, shock, refer);
  for (const section of ["assets", "oracles", "venues", "markets", "vaults", "issuers"] as const) {
    for (const [id, { source }] of draft.sections[section]) refer([section, id, "source"], source, "sources");
  }
}

function checkMarketReferences(draft: Draft, refer: Refer): void {
  for (const [id, market] of draft.sections.markets) {
    const path = ["markets", id];
    if (isPerp(market)) {
      refer([...path, "underlying"], market.underlying, "assets");
      refer([...path, "oracle"], market.oracle, "oracles");
      refer([...path, "margin"], market.margin, "assets");
      continue;
    }
    if (market.kind === "llamma") {
      refer([...path, "collateral"], market.collateral, "assets");
      refer([...path, "oracle"], market.oracle, "oracles");
      refer([...path, "borrowed"], market.borrowed, "assets");
      refer([...path, "borrowedOracle"], market.borrowedOracle, "oracles");
      referRun([...path, "run"], market.run, refer);
      continue;
    }
    if (market.kind === "liquity-v1" || market.kind === "liquity-v2") {
      const { stabilityPool, redeemers } = market;
      for (const key of ["collateral", "stablecoin"] as const) refer([...path, key], market[key], "assets");
      refer([...path, "oracle"], market.oracle, "oracles");
      refer([...path, "stabilityPool", "depositors"], stabilityPool?.depositors, "actors");
      refer([...path, "stabilityPool", "sell", "into"], stabilityPool?.sell?.into, "assets");
      for (const key of ["payWith", "sellInto"] as const)
        refer([...path, "redeemers", key], redeemers?.[key], "assets");
      continue;
    }
    if (market.kind === "maker") {
      refer([...path, "collateral"], market.collateral, "assets");
      refer([...path, "oracle"], market.oracle, "oracles");
      refer([...path, "dai"], market.dai, "assets");
      refer([...path, "daiOracle"], market.daiOracle, "oracles");
      refer([...path, "debtAuction", "token"], market.debtAuction?.token, "assets");
      continue;
    }
    if (market.kind === "compound-v3") {
      refer([...path, "base"], market.base, "assets");
      refer([...path, "baseOracle"], market.baseOracle, "oracles");
      for (const { asset, oracle } of market.collaterals) {
        refer([...path, "collaterals", asset], asset, "assets");
        refer([...path, "collaterals", asset, "oracle"], oracle, "oracles");
      }
      referRun([...path, "run"], market.run, refer);
      continue;
    }
    if (market.kind === "morpho-blue") {
      refer([...path, "collateral"], market.collateral, "assets");
      refer([...path, "loan"], market.loan, "assets");
      refer([...path, "oracle"], market.oracle, "oracles");
      refer([...path, "loanOracle"], market.loanOracle, "oracles");
      referRun([...path, "run"], market.run, refer);
      continue;
    }
    for (const reserve of market.reserves) {
      const { asset, oracle, run } = reserve;
      refer([...path, "reserves", asset], asset, "assets");
      refer([...path, "reserves", asset, "oracle"], oracle, "oracles");
      referRun([...path, "reserves", asset, "run"], run, refer);
      const layers = "backstop" in reserve ? (reserve.backstop ?? []) : [];
      for (const [i, { actor }] of layers.entries())
        refer([...path, "reserves", asset, "backstop", i, "actor"], actor, "actors");
    }
  }
}

function referRun(path: Path, run: Run | undefined, refer: Refer): void {
  if (run?.kind === "proportional") referTrigger(path, run.trigger, refer);
  if (run?.kind === "classes")
    run.classes.forEach(({ trigger }, i) => {
      referTrigger([...path, "classes", i], trigger, refer);
    });
}

function referTrigger(path: Path, trigger: RunTrigger, refer: Refer): void {
  if (trigger.kind === "price-below") refer([...path, "trigger", "asset"], trigger.asset, "assets");
}

function referPosition(position: DraftPosition, table: Table | undefined, refer: Refer): void {
  const path = ["positions", position.id];
  refer([...path, "market"], position.entry.market, "markets");
  refer([...path, "owner"], position.entry.owner, "actors");
  refer([...path, "source"], position.entry.source, "sources");
  for (const { asset, at } of assetsNamed(position, table)) refer([...path, ...at], asset, "assets");
}

/** An asset that an entry under `positions` names, and where in the entry. */
export interface NamedAsset {
  readonly side: "collateral" | "debt";
  readonly asset: string;
  readonly at: Path;
}

export function assetsNamed(position: DraftPosition, table: Table | undefined): readonly NamedAsset[] {
  const named = (side: NamedAsset["side"], asset: string, ...at: Path): NamedAsset => ({ side, asset, at });
  switch (position.form) {
    case "account": {
      const { collateral, debt } = position.entry;
      return [
        ...collateral.map(({ asset }) => named("collateral", asset, "collateral", asset)),
        ...debt.map(({ asset }) => named("debt", asset, "debt", asset)),
      ];
    }
    case "loop":
    case "loops": {
      const { supply, borrow } = position.entry.loop;
      return [named("collateral", supply, "loop", "supply"), named("debt", borrow, "loop", "borrow")];
    }
    case "accounts": {
      const { collateral, debt } = position.entry;
      return [named("collateral", collateral.asset, "collateral", "asset"), named("debt", debt.asset, "debt", "asset")];
    }
    case "perp":
    case "perps":
      return [];
    case "table":
      return [
        ...(table?.collateral ?? []).map((asset) => named("collateral", asset, "table")),
        ...(table?.debt ?? []).map((asset) => named("debt", asset, "table")),
      ];
  }
}

const INTO_SECTIONS: Readonly<Record<string, Section>> = {
  ...{ market: "markets", asset: "assets", vault: "vaults", issuer: "issuers" },
};

/** Checks the references of one shock. */
export function referShock(path: Path, shock: DraftShock["shock"], refer: Refer): void {
  if ("asset" in shock) refer([...path, "asset"], shock.asset, "assets");
  if (shock.kind === "sale") refer([...path, "into"], shock.into, "assets");
  if ("market" in shock) refer([...path, "market"], shock.market, "markets");
  if ("oracle" in shock) refer([...path, "oracle"], shock.oracle, "oracles");
  if (shock.kind === "circuit-breaker") refer([...path, "venue"], shock.venue, "venues");
  if (shock.kind === "capital-injection")
    for (const [key, id] of Object.entries(shock.into))
      refer([...path, "into", key], id, INTO_SECTIONS[key] ?? "assets");
  if (shock.kind === "issuer-loss" || shock.kind === "redemption-gate")
    refer([...path, "issuer"], shock.issuer, "issuers");
  if (shock.kind === "vault-write-off") refer([...path, "vault"], shock.vault, "vaults");
  refer([...path, "source"], shock.source, "sources");
}
