import { isPooled, lentAssets } from "../../model/reserves.js";
import type {
  AaveV3Market,
  BackstopLayer,
  CompoundV3Market,
  EulerMarket,
  Id,
  Literal,
  Market,
  MorphoBlueMarket,
  Position,
} from "../../model/scenario.js";
import { Decimal } from "../../numbers/decimal.js";
import { toDecimal, toLiteral } from "../amounts.js";
import type { Path } from "../document.js";
import type { Draft } from "../draft.js";
import type { Report } from "../problems.js";
import type { PopulationUnits } from "./population-units.js";

/** Sums of units by market and asset. */
interface Totals {
  add(market: Id, asset: Id, units: Literal): void;
  of(market: Id, asset: Id): Decimal;
}

function emptyTotals(): Totals {
  const sums = new Map<string, Decimal>();
  const key = (market: Id, asset: Id) => `${market} ${asset}`;
  const of = (market: Id, asset: Id) => sums.get(key(market, asset)) ?? new Decimal(0);
  return { of, add: (market, asset, units) => sums.set(key(market, asset), of(market, asset).plus(units)) };
}

/** Checks the terms of every market, and that none lends or holds more of an asset than was supplied to it. */
export function checkLending(
  draft: Draft,
  markets: ReadonlyMap<Id, Market>,
  positions: readonly Position[],
  populations: readonly PopulationUnits[],
  report: Report,
): void {
  const owed = emptyTotals();
  const held = emptyTotals();
  for (const { market, collateral, debt } of positions) {
    for (const { asset, units } of debt) owed.add(market, asset, units);
    const within = markets.get(market);
    if (within === undefined || isPooled(within))
      for (const { asset, units } of collateral) held.add(market, asset, units);
  }
  for (const { side, market, asset, units } of populations) {
    const within = markets.get(market);
    const total = toLiteral(new Decimal(units));
    if (side === "debt") owed.add(market, asset, total);
    else if (within === undefined || isPooled(within)) held.add(market, asset, total);
  }
  for (const { asset, supplies } of draft.sections.vaults.values()) {
    for (const { market, units } of supplies) held.add(market, asset, units);
  }
  for (const [id, market] of markets) {
    if (market.kind !== "aave-v3" && market.kind !== "aave-v2") continue;
    for (const { asset, backstop = [] } of market.reserves) {
      for (const { units } of backstop) held.add(id, asset, units);
      checkBackstop(["markets", id, "reserves", asset, "backstop"], market.kind, backstop, report);
    }
  }
  const check = (path: Path, market: Id, asset: Id, reserve: Supplied) =>
    checkSupplied(path, asset, reserve, { owed: owed.of(market, asset), held: held.of(market, asset) }, report);
  for (const [id, market] of markets) {
    if (market.kind === "morpho-blue") checkPreLiquidation(market, report);
    if (market.kind === "compound-v3") checkComet(market, report);
    if (!("reserves" in market)) {
      for (const lent of lentAssets(market)) check(["markets", id], id, lent.asset, lent);
      continue;
    }
    for (const reserve of market.reserves) {
      check(["markets", id, "reserves", reserve.asset], id, reserve.asset, reserve);
      checkThreshold(["markets", id, "reserves", reserve.asset], reserve, report);
    }
    if (market.kind === "aave-v3") checkEModes(market, report);
    if (market.kind === "euler") checkRamps(market, report);
  }
  for (const { id, market, debt } of positions) {
    if (markets.get(market)?.kind !== "euler" || debt.length < 2) continue;
    const found = `"${id}" owes ${debt.map(({ asset }) => asset).join(" and ")}`;
    report({ path: ["positions", id], found, expected: "one debt: an Euler account owes one vault", atKey: true });
  }
}

/** Checks that somebody can be slashed, by a rule that books bad debt. */
function checkBackstop(path: Path, kind: Market["kind"], layers: readonly BackstopLayer[], report: Report): void {
  if (layers.length > 0 && kind !== "aave-v3") {
    report({ path, found: `found a backstop in a market of kind ${kind}`, expected: "one of kind aave-v3" });
  }
  layers.forEach(({ actor }, i) => {
    if (layers.findIndex((other) => other.actor === actor) === i) return;
    report({ path: [...path, i, "actor"], found: `"${actor}" is listed twice`, expected: "one layer for an actor" });
  });
}

interface Supplied {
  readonly suppliedUnits?: Literal;
  readonly otherBorrowedUnits: Literal;
}

function checkSupplied(
  path: Path,
  asset: Id,
  { suppliedUnits, otherBorrowedUnits }: Supplied,
  listed: { readonly owed: Decimal; readonly held: Decimal },
  report: Report,
): void {
  if (suppliedUnits === undefined) return;
  const borrowed = listed.owed.plus(otherBorrowedUnits);
  if (borrowed.gt(suppliedUnits)) {
    const parts = `${show(listed.owed)} by positions and ${otherBorrowedUnits} by others`;
    const found = `${show(borrowed)} ${asset} are borrowed (${parts}) of ${suppliedUnits} supplied`;
    report({ path: [...path, "suppliedUnits"], found, expected: "no more borrowed than supplied" });
  }
  if (listed.held.gt(suppliedUnits)) {
    const found = `positions and vaults have supplied ${show(listed.held)} ${asset}, the market ${suppliedUnits} in all`;
    report({ path: [...path, "suppliedUnits"], found, expected: "at least the sum of its listed suppliers" });
  }
}

const show = (value: Decimal): string => value.toSignificantDigits(12).toString();

interface Terms {
  readonly ltv: Literal;
  readonly liquidationThreshold: Literal;
}

function checkThreshold(path: Path, { ltv, liquidationThreshold }: Terms, report: Report): void {
  if (!toDecimal(ltv).gt(liquidationThreshold)) return;
  const found = `found an ltv of ${ltv} above a liquidationThreshold of ${liquidationThreshold}`;
  const fix = liquidationThreshold === "0" ? "Add `liquidationThreshold` and `liquidationBonus`." : undefined;
  report({
    path: [...path, "ltv"],
    found,
    expected: "no more than the threshold",
    ...(fix === undefined ? {} : { fix }),
  });
}

/** Contracts refuse other factors: comet contracts/Comet.sol constructor, getPackedAssetInternal. */
function checkComet(market: CompoundV3Market, report: Report): void {
  const { id, base, collaterals } = market;
  checkSupplyRate(market, report);
  for (const { asset, borrowFactor, liquidateFactor, liquidationFactor } of collaterals) {
    const path = ["markets", id, "collaterals", asset];
    if (asset === base) report({ path, found: "found the base asset", expected: "another asset", atKey: true });
    if (toDecimal(borrowFactor).gt(liquidateFactor)) {
      const expected = `no more than the liquidateFactor (${liquidateFactor})`;
      report({ path: [...path, "borrowFactor"], found: `found ${borrowFactor}`, expected });
    }
    if (toDecimal(liquidateFactor).gt(liquidationFactor)) {
      const expected = `no more than the liquidationFactor (${liquidationFactor})`;
      report({ path: [...path, "liquidateFactor"], found: `found ${liquidateFactor}`, expected });
    }
  }
}

/** What suppliers earn by a curve of their own is not a share of what borrowers pay, and both curves are of one kind. */
function checkSupplyRate({ id, rate, supplyRate, reserveFactor }: CompoundV3Market, report: Report): void {
  if (supplyRate === undefined) return;
  const path = ["markets", id, "supplyRate"];
  if (rate?.kind !== "jump") {
    const found =
      rate === undefined ? "found no rate for borrowers" : `found a rate of kind ${rate.kind} for borrowers`;
    report({ path, found, expected: "a `rate` of kind jump beside it", atKey: true });
  }
  if (toDecimal(reserveFactor).isZero()) return;
  const found = `found ${reserveFactor} beside a supplyRate`;
  report({
    path: ["markets", id, "reserveFactor"],
    found,
    expected: "0: the protocol gets what suppliers do not earn",
  });
}

/** Contracts ramp a threshold down; up, it is set at once. */
function checkRamps({ id, reserves }: EulerMarket, report: Report): void {
  for (const { asset, liquidationThreshold, ramp } of reserves) {
    if (ramp === undefined || !toDecimal(ramp.from).lt(liquidationThreshold)) continue;
    const expected = `at least the liquidationThreshold (${liquidationThreshold}): only a fall is ramped`;
    report({ path: ["markets", id, "reserves", asset, "ramp", "from"], found: `found ${ramp.from}`, expected });
  }
}

/** Contracts refuse other parameters: Morpho pre-liquidation, src/PreLiquidation.sol constructor. */
function checkPreLiquidation({ id, lltv, preLiquidation }: MorphoBlueMarket, report: Report): void {
  if (preLiquidation === undefined) return;
  const path = ["markets", id, "preLiquidation"];
  const { closeFactor, incentive } = preLiquidation;
  if (!toDecimal(preLiquidation.lltv).lt(lltv)) {
    const expected = `less than the market's lltv (${lltv})`;
    report({ path: [...path, "lltv"], found: `found ${preLiquidation.lltv}`, expected });
  }
  for (const [key, { from, to }] of [["closeFactor", closeFactor] as const, ["incentive", incentive] as const]) {
    if (!toDecimal(to).lt(from)) continue;
    report({ path: [...path, key], found: `found ${to} after ${from}`, expected: "a number that does not fall" });
  }
  if (toDecimal(incentive.to).times(lltv).gt(1)) {
    const found = `found an incentive of ${incentive.to} at an lltv of ${lltv}`;
    report({ path: [...path, "incentive"], found, expected: "an incentive of at most 1 / lltv" });
  }
}

function checkEModes(market: AaveV3Market, report: Report): void {
  const reserves = market.reserves.map(({ asset }) => asset);
  for (const mode of market.eModes) {
    const path = ["markets", market.id, "eModes", mode.id];
    checkThreshold(path, mode, report);
    for (const key of ["collateral", "borrowable"] as const) {
      mode[key].forEach((asset, i) => {
        if (reserves.includes(asset)) return;
        const expected = `one of ${reserves.join(", ")}`;
        report({ path: [...path, key, i], found: `"${asset}" has no reserve in "${market.id}"`, expected });
      });
    }
  }
}
