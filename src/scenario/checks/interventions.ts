import { isLiquity } from "../../model/liquity.js";
import { isPerp } from "../../model/perps.js";
import { keptAssets, lentAssets } from "../../model/reserves.js";
import type { Id, Intervention, Market, OracleFaultShock } from "../../model/scenario.js";
import { toDecimal } from "../amounts.js";
import type { Path } from "../document.js";
import type { Report } from "../problems.js";
import { suggestion } from "../suggest.js";
import type { Parts } from "./parts.js";

/** Checks that a fault ends after it begins, and that a market would notice it. */
export function checkOracleFault(path: Path, shock: OracleFaultShock, parts: Parts, report: Report): void {
  const { oracle, round, toRound } = shock;
  if (toRound !== undefined && toRound < round) {
    report({ path: [...path, "toRound"], found: `found round ${toRound}`, expected: `fromRound (${round}) or later` });
  }
  if (!parts.isWhole || !parts.isOracle(oracle) || parts.judging.has(oracle)) return;
  report({
    path: [...path, "oracle"],
    found: `no market judges by "${oracle}"`,
    expected: "a fault that touches something",
    fix: suggestion(oracle, [...parts.judging].filter(parts.isOracle), "declared oracles in use"),
  });
}

/** Checks that an intervention finds what it is about. */
export function checkIntervention(path: Path, shock: Intervention, parts: Parts, report: Report): void {
  switch (shock.kind) {
    case "set-terms":
      checkTerms(path, shock, parts, report);
      return;
    case "capital-injection":
      if ("market" in shock.into) checkReserve([...path, "into"], shock.into, parts, report);
      return;
    case "oracle-switch":
    case "freeze":
    case "cap-to-zero":
    case "ltv-to-zero":
      checkReserve(path, shock, parts, report);
  }
}

const assetsOf = (market: Market): readonly Id[] =>
  [...keptAssets(market), ...lentAssets(market)].map(({ asset }) => asset);

function checkReserve(
  path: Path,
  { market: id, asset }: { readonly market: Id; readonly asset?: Id },
  parts: Parts,
  report: Report,
): void {
  const market = parts.markets.get(id);
  if (market === undefined || asset === undefined || !parts.isAsset(asset) || assetsOf(market).includes(asset)) return;
  const expected = `an asset of "${id}": ${assetsOf(market).join(", ")}`;
  report({ path: [...path, "asset"], found: `"${id}" has no reserve of "${asset}"`, expected });
}

type NewTerms = Extract<Intervention, { readonly kind: "set-terms" }>;

function checkTerms(path: Path, shock: NewTerms, parts: Parts, report: Report): void {
  const market = parts.markets.get(shock.market);
  if (market === undefined) return;
  checkReserve(path, shock, parts, report);
  const given = (["liquidationThreshold", "liquidationBonus", "lltv"] as const).filter(
    (key) => shock[key] !== undefined,
  );
  const admitted = termsOf(market);
  const wrong = given.find((key) => !admitted.includes(key));
  if (given.length === 0 || wrong !== undefined) {
    const found = wrong === undefined ? "found no new term" : `found ${wrong}`;
    const expected = `a term of a market of kind ${market.kind}: ${admitted.join(", ") || "it has none"}`;
    report({ path: wrong === undefined ? path : [...path, wrong], found, expected });
  }
  if (market.kind === "morpho-blue") {
    checkLoanToValue(path, shock, market, report);
    return;
  }
  const modes = market.kind === "aave-v3" ? market.eModes.map(({ id }) => id) : [];
  if ((shock.asset === undefined) === (shock.eMode === undefined)) {
    const found = shock.asset === undefined ? "found neither asset nor eMode" : "found both asset and eMode";
    report({ path, found, expected: "one of them" });
  } else if (shock.eMode !== undefined && !modes.includes(shock.eMode)) {
    const expected = `an e-mode of "${shock.market}": ${modes.join(", ") || "it has none"}`;
    report({ path: [...path, "eMode"], found: `"${shock.eMode}" is not defined`, expected });
  }
}

function termsOf(market: Market): readonly string[] {
  const { kind } = market;
  if (kind === "llamma" || kind === "maker" || isLiquity(market) || isPerp(market)) return [];
  if (kind === "morpho-blue") return ["lltv"];
  return kind === "aave-v3" || kind === "aave-v2"
    ? ["liquidationThreshold", "liquidationBonus"]
    : ["liquidationThreshold"];
}

type MorphoMarket = Extract<Market, { readonly kind: "morpho-blue" }>;

function checkLoanToValue(path: Path, shock: NewTerms, { preLiquidation }: MorphoMarket, report: Report): void {
  for (const key of ["asset", "eMode"] as const) {
    if (shock[key] === undefined) continue;
    report({ path: [...path, key], found: `found ${shock[key]}`, expected: "nothing: the market has one threshold" });
  }
  if (shock.lltv === undefined || preLiquidation === undefined || toDecimal(shock.lltv).gt(preLiquidation.lltv)) return;
  const expected = `more than the lltv of its pre-liquidation (${preLiquidation.lltv})`;
  report({ path: [...path, "lltv"], found: `found ${shock.lltv}`, expected });
}
