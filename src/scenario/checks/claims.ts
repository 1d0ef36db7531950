import { lentAssets } from "../../model/reserves.js";
import type { Issuer, Market } from "../../model/scenario.js";
import { toDecimal } from "../amounts.js";
import type { Path } from "../document.js";
import type { Draft, Entries } from "../draft.js";
import type { Report } from "../problems.js";

/** Checks that every token has a price or a balance sheet, and that no balance sheet is empty or out of place. */
export function checkClaims(draft: Draft, markets: ReadonlyMap<string, Market>, report: Report): void {
  const { assets, vaults, issuers } = draft.sections;
  checkAssets(draft.sections, report);
  for (const { path, shock } of [...draft.shocks, ...[...draft.variants.values()].flat()]) {
    if ((shock.kind !== "price" && shock.kind !== "price-path") || assets.get(shock.asset)?.pool === undefined)
      continue;
    const expected = "a shock to what the pool holds";
    report({ path: [...path, "asset"], found: `"${shock.asset}" is a share of a pool`, expected });
  }
  for (const [id, { asset, kind }] of draft.sections.oracles) {
    const entry = assets.get(asset);
    if (kind !== "lp-fair" || entry === undefined || entry.pool !== undefined) continue;
    report({
      path: ["oracles", id, "asset"],
      found: `"${asset}" is no share of a pool`,
      expected: "an asset with `pool`",
    });
  }
  for (const [id, vault] of vaults) {
    const lent = vault.supplies.filter(({ units }) => !toDecimal(units).isZero());
    if (lent.length === 0 && toDecimal(vault.idleUnits).isZero())
      reportEmpty(["vaults", id], "idleUnits or supplies", report);
    for (const { market } of vault.supplies)
      checkSupply(["vaults", id, "supplies", market], vault.asset, markets.get(market), report);
    if (!draft.ids("issuers").includes(id)) continue;
    const found = `"${id}" is the id of an issuer too`;
    report({ path: ["vaults", id], found, expected: "another id, so that `issuer: …` means one thing", atKey: true });
  }
  for (const [id, issuer] of issuers) {
    checkRanks(["issuers", id], issuer, report);
    const isCreditor = [...issuers.values()].some(({ liabilities }) => liabilities.some(({ to }) => to === id));
    const values = [...issuer.external.map(({ valueUsd }) => valueUsd), ...issuer.holdings.map(({ units }) => units)];
    if (!isCreditor && values.every((value) => toDecimal(value).isZero()))
      reportEmpty(["issuers", id], "external or holdings", report);
    for (const [i, { to }] of issuer.liabilities.entries()) {
      checkCreditor(["issuers", id, "liabilities", i, "to"], to, draft.ids("issuers"), report);
    }
  }
}

/** A share of a pool has no other price, and the pool is one whose shares have a fair value. */
function checkPool(
  id: string,
  pool: string,
  others: Readonly<Record<string, unknown>>,
  venues: Entries<"venues">,
  report: Report,
): void {
  const path = ["assets", id];
  for (const [key, value] of Object.entries(others)) {
    if (value === undefined) continue;
    report({
      path: [...path, key],
      found: `found ${key} beside pool`,
      expected: "a price by what the pool holds alone",
    });
  }
  const venue = venues.get(pool);
  if (venue === undefined) return;
  if (venue.kind !== "stableswap" && venue.kind !== "constant-product") {
    const expected = "a constant-product or stableswap pool";
    report({ path: [...path, "pool", "venue"], found: `found a venue of kind ${venue.kind}`, expected });
  } else if (venue.balances.some(({ asset }) => asset === id)) {
    report({ path: [...path, "pool", "venue"], found: "found a pool that holds its own shares", expected: "another" });
  }
}

function checkAssets({ assets, venues }: Draft["sections"], report: Report): void {
  for (const [id, { priceUsd, issuer, tracks, pool }] of assets) {
    const path = ["assets", id];
    if (pool !== undefined) {
      checkPool(id, pool.venue, { priceUsd, issuer, tracks }, venues, report);
      continue;
    }
    if (priceUsd === undefined && issuer === undefined) {
      const fix = "Add `priceUsd` for a token with a market, `issuer` for a claim on a balance sheet.";
      report({ path, found: "found neither priceUsd nor issuer", expected: "at least one of them", fix, atKey: true });
    }
    if (tracks !== undefined && issuer !== undefined) {
      const expected = "one of them: a claim is carried by its issuer's balance sheet";
      report({ path: [...path, "tracks"], found: "found both issuer and tracks", expected });
    }
    const chain = trackedBy(id, assets);
    if (chain.at(-1) !== id) continue;
    const found = `found a circle: ${[id, ...chain].join(" tracks ")}`;
    report({ path: [...path, "tracks"], found, expected: "an asset that is priced by itself at the end" });
  }
}

/** What an asset tracks, and what that tracks, until the end or the first repetition. */
function trackedBy(id: string, assets: Entries<"assets">): readonly string[] {
  const chain: string[] = [];
  for (let next = assets.get(id)?.tracks; next !== undefined; next = assets.get(next)?.tracks) {
    const isRepeated = chain.includes(next);
    if (isRepeated) break;
    chain.push(next);
  }
  return chain;
}

const reportEmpty = (path: Path, where: string, report: Report): void =>
  report({
    path,
    found: "found an empty balance sheet",
    expected: `something above 0 under ${where}: a claim needs something to be a claim on`,
    atKey: true,
  });

function checkSupply(path: Path, asset: string, market: Market | undefined, report: Report): void {
  if (market === undefined) return;
  const lends = lentAssets(market).map((lent) => lent.asset);
  if (lends.includes(asset)) return;
  report({
    path,
    found: `found a vault of ${asset}`,
    expected: `a market that lends ${asset}; this one lends ${lends.join(", ")}`,
    atKey: true,
  });
}

/** Costs of default are stated for a whole sheet, not rank by rank. */
function checkRanks(
  path: Path,
  {
    liabilities,
    recoveryExternal,
    recoveryClaims,
  }: Pick<Issuer, "liabilities" | "recoveryExternal" | "recoveryClaims">,
  report: Report,
): void {
  const ranks = new Set(liabilities.map(({ rank = 1 }) => rank));
  for (const [key, share] of Object.entries({ recoveryExternal, recoveryClaims })) {
    if (ranks.size < 2 || toDecimal(share).eq(1)) continue;
    report({ path: [...path, key], found: `found ${share} beside debts of several ranks`, expected: "1, or one rank" });
  }
}

/** Creditors may be anyone, but one that differs from an issuer in letter case alone was meant to be that issuer. */
function checkCreditor(path: Path, to: string, issuers: readonly string[], report: Report): void {
  if (issuers.includes(to)) return;
  const meant = issuers.find((issuer) => issuer.toLowerCase() === to.toLowerCase());
  if (meant === undefined) return;
  report({
    path,
    found: `"${to}" is not defined`,
    expected: "an issuer of this scenario, or anyone outside",
    fix: `Did you mean "${meant}"?`,
  });
}
