import { lentAssets } from "../../model/reserves.js";
import type { AaveV3Market, Id, Market, Position } from "../../model/scenario.js";
import { Decimal } from "../../numbers/decimal.js";
import { toDecimal } from "../amounts.js";
import type { Draft } from "../draft.js";
import { countTaken, isolatedCollateral, type Taken } from "../expand/caps.js";
import type { Report } from "../problems.js";
import { addPopulations, type PopulationBalances } from "./population-balances.js";
import type { PlacedAccount } from "./population-isolation.js";

const FIX =
  "Raise the cap, list less, or let loops end there with `stopAtCaps: true`. A market that interest has carried past its cap is stated without.";

/** What is held and owed, and where. */
interface Capped {
  readonly draft: Draft;
  readonly markets: ReadonlyMap<Id, Market>;
  readonly positions: readonly Position[];
  readonly populations: PopulationBalances;
}

/**
 * Checks that no market stands above a cap that it states, and that isolated collateral stands alone, against what may be borrowed
 * on it. Source: aave-v3-origin ValidationLogic.sol (validateSupply, validateBorrow), IsolationModeLogic.sol; comet Comet.sol supplyCap.
 */
export function checkCaps({ draft: { sections }, markets, positions, populations }: Capped, report: Report): void {
  const taken = countTaken(markets);
  for (const position of positions) taken.add(position);
  addPopulations(taken, populations);
  const placed = positions.map((account) => ({ path: ["positions", account.group ?? account.id], account }));
  for (const market of markets.values()) {
    const lentByVaults = (asset: Id): Decimal =>
      [...sections.vaults.values()]
        .filter((vault) => vault.asset === asset)
        .flatMap(({ supplies }) => supplies.filter((each) => each.market === market.id))
        .reduce((sum, { units }) => sum.plus(units), new Decimal(0));
    if ("reserves" in market) checkReserves(market, taken, lentByVaults, report);
    if (market.kind === "compound-v3") checkCollaterals(market, taken, report);
    if (market.kind === "aave-v3") checkIsolation(market, [...placed, ...populations.isolated], taken, report);
  }
}

type Pooled = Extract<Market, { readonly reserves: unknown }>;

function checkReserves(market: Pooled, taken: Taken, lentByVaults: (asset: Id) => Decimal, report: Report): void {
  const lent = lentAssets(market);
  for (const { asset, supplyCapUnits, borrowCapUnits } of market.reserves) {
    const path = ["markets", market.id, "reserves", asset];
    const { suppliedUnits, otherBorrowedUnits = "0" } = lent.find((each) => each.asset === asset) ?? {};
    const borrowed = taken.owed(market.id, asset).plus(otherBorrowedUnits);
    const listed = taken.supplied(market.id, asset).plus(Decimal.max(lentByVaults(asset), borrowed));
    const supplied = suppliedUnits === undefined ? listed : toDecimal(suppliedUnits);
    if (supplyCapUnits !== undefined && supplied.gt(supplyCapUnits)) {
      const found = `${show(supplied)} ${asset} are supplied, above the cap of ${supplyCapUnits}`;
      report({ path: [...path, "supplyCapUnits"], found, expected: "no more supplied than the cap", fix: FIX });
    }
    if (borrowCapUnits !== undefined && borrowed.gt(borrowCapUnits)) {
      const found = `${show(borrowed)} ${asset} are borrowed, above the cap of ${borrowCapUnits}`;
      report({ path: [...path, "borrowCapUnits"], found, expected: "no more borrowed than the cap", fix: FIX });
    }
  }
}

function checkCollaterals(
  { id, collaterals }: Extract<Market, { readonly kind: "compound-v3" }>,
  taken: Taken,
  report: Report,
): void {
  for (const { asset, supplyCapUnits } of collaterals) {
    const posted = taken.supplied(id, asset);
    if (supplyCapUnits === undefined || !posted.gt(supplyCapUnits)) continue;
    const found = `${show(posted)} ${asset} are posted, above the cap of ${supplyCapUnits}`;
    const path = ["markets", id, "collaterals", asset, "supplyCapUnits"];
    report({ path, found, expected: "no more posted than the cap", fix: FIX });
  }
}

function checkIsolation(market: AaveV3Market, accounts: readonly PlacedAccount[], taken: Taken, report: Report): void {
  for (const { asset, debtCeilingUsd } of market.reserves) {
    const owed = taken.owedInIsolation(market.id, asset);
    if (debtCeilingUsd === undefined || !owed.gt(debtCeilingUsd)) continue;
    const found = `${show(owed)} are owed against ${asset}, above its ceiling of ${debtCeilingUsd}`;
    const path = ["markets", market.id, "reserves", asset, "debtCeilingUsd"];
    report({ path, found, expected: "no more owed than the ceiling, a unit counting as a dollar", fix: FIX });
  }
  const isBorrowable = (debt: Id): boolean =>
    market.reserves.some(({ asset, borrowableInIsolation }) => asset === debt && borrowableInIsolation === true);
  const told = new Set<string>();
  for (const { path, account: position } of accounts) {
    const place = path.join();
    const isolated = position.market === market.id ? isolatedCollateral(market, position) : undefined;
    if (isolated === undefined || position.debt.length === 0 || told.has(place)) continue;
    const beside = position.collateral.find((held) => held.asset !== isolated.asset && toDecimal(held.units).gt(0));
    const debt = position.debt.find(({ asset }) => !isBorrowable(asset));
    if (beside !== undefined || debt !== undefined) told.add(place);
    if (beside !== undefined) {
      const found = `"${position.id}" has ${isolated.asset}, which is isolated, and ${beside.asset}`;
      report({ path, found, expected: "isolated collateral alone, or none", atKey: true });
    }
    if (debt === undefined) continue;
    const admitted = market.reserves.filter(({ asset }) => isBorrowable(asset)).map(({ asset }) => asset);
    const found = `"${position.id}" owes ${debt.asset} against ${isolated.asset}, which is isolated`;
    const expected = `an asset with borrowableInIsolation: ${admitted.join(", ") || "there is none"}`;
    report({ path, found, expected, atKey: true });
  }
}

const show = (value: Decimal): string => value.toSignificantDigits(12).toString();
