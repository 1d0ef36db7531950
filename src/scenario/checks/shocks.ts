import { Decimal } from "../../numbers/decimal.js";
import { toDecimal } from "../amounts.js";
import type { Path } from "../document.js";
import type { DraftShock } from "../draft.js";
import type { Report } from "../problems.js";
import { suggestion } from "../suggest.js";
import { checkIntervention, checkOracleFault } from "./interventions.js";
import type { Parts } from "./parts.js";

type Shock = DraftShock["shock"];

/** Checks that a shock says one thing, in time, and touches something. References are checked elsewhere. */
export function checkShock(
  path: Path,
  shock: Shock,
  parts: Parts,
  maxRounds: number | undefined,
  report: Report,
): void {
  const { at, last } = lastRoundOf(shock);
  if (maxRounds !== undefined && last > maxRounds) {
    const expected = `a round up to clock.maxRounds (${maxRounds}), after which the run stops`;
    report({ path: [...path, at], found: `found round ${last}`, expected });
  }
  if (shock.kind === "price") checkPriceShock(path, shock, report);
  else if (shock.kind === "price-path") checkRising([...path, "path"], shock.path, report);
  else if (shock.kind === "sale") checkSale(path, shock, parts, report);
  else if (shock.kind === "issuer-loss") checkIssuerLoss(path, shock, parts, report);
  else if (shock.kind === "vault-write-off") checkWriteOff(path, shock, parts, report);
  else if (shock.kind === "oracle-fault") checkOracleFault(path, shock, parts, report);
  else checkIntervention(path, shock, parts, report);
  if (shock.kind === "price" || shock.kind === "price-path") checkUsed(path, shock.asset, parts, report);
}

/** The last round that a shock names, and where it does. */
function lastRoundOf(shock: Shock): { readonly at: string; readonly last: number } {
  if (shock.kind === "price-path") return { at: "path", last: Math.max(...shock.path.map(({ round }) => round)) };
  if (shock.kind !== "oracle-fault") return { at: "round", last: shock.round };
  return shock.toRound === undefined ? { at: "fromRound", last: shock.round } : { at: "toRound", last: shock.toRound };
}

type Of<Kind extends Shock["kind"]> = Extract<Shock, { readonly kind: Kind }>;

function checkPriceShock(path: Path, shock: Of<"price">, report: Report): void {
  const given = [shock.change, shock.priceUsd].filter((value) => value !== undefined).length;
  const found = given === 0 ? "found neither change nor priceUsd" : "found both change and priceUsd";
  if (given !== 1) report({ path, found, expected: "one of them" });
  else if (shock.change !== undefined && toDecimal(shock.change).isZero())
    report({
      path: [...path, "change"],
      found: "found a change of 0",
      expected: "a shock that moves the price",
      fix: "Leave the shock out, or say how far.",
    });
}

function checkUsed(path: Path, asset: string, parts: Parts, report: Report): void {
  if (!parts.isWhole || !parts.isAsset(asset) || parts.used.has(asset)) return;
  report({
    path: [...path, "asset"],
    found: `nothing in this scenario holds, sells, owes or judges "${asset}"`,
    expected: "a shock that touches something",
    fix: suggestion(asset, [...parts.used], "assets in use"),
  });
}

function checkSale(path: Path, { asset, into }: Of<"sale">, parts: Parts, report: Report): void {
  const expected = "a venue where it can be sold";
  for (const [key, id] of [
    ["asset", asset],
    ["into", into],
  ] as const) {
    if (!parts.isWhole || !parts.isAsset(id) || parts.traded.has(id)) continue;
    report({
      path: [...path, key],
      found: `no venue trades "${id}"`,
      expected,
      fix: suggestion(id, [...parts.traded], "traded assets"),
    });
  }
  if (asset === into)
    report({
      path: [...path, "into"],
      found: `found "${into}" on both sides`,
      expected: "another asset than the one sold",
    });
}

function checkIssuerLoss(path: Path, { issuer, valueUsd }: Of<"issuer-loss">, parts: Parts, report: Report): void {
  const sheet = parts.issuers.get(issuer);
  if (sheet === undefined) return;
  const external = sheet.external.reduce((sum, asset) => sum.plus(asset.valueUsd), new Decimal(0));
  if (!toDecimal(valueUsd).gt(external)) return;
  const expected = `at most the ${external} USD that "${issuer}" has under external`;
  report({ path: [...path, "valueUsd"], found: `found a loss of ${valueUsd} USD`, expected });
}

function checkWriteOff(path: Path, { vault, market }: Of<"vault-write-off">, parts: Parts, report: Report): void {
  const supplies = parts.vaults.get(vault)?.supplies;
  if (supplies === undefined || !parts.markets.has(market) || supplies.some((supply) => supply.market === market))
    return;
  const expected = `a market that it supplies: ${supplies.map((supply) => supply.market).join(", ") || "there is none"}`;
  report({ path: [...path, "market"], found: `vault "${vault}" has nothing in "${market}"`, expected });
}

/** Rounds of a path must rise. */
export function checkRising(path: Path, points: readonly { readonly round: number }[], report: Report): void {
  points.forEach(({ round }, i) => {
    const before = points[i - 1]?.round;
    if (before === undefined || round > before) return;
    report({
      path: [...path, i],
      found: `found round ${round} after round ${before}`,
      expected: "rounds in rising order",
    });
  });
}
