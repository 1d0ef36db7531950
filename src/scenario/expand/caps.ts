import { isPooled, lentAssets } from "../../model/reserves.js";
import type { Balance, Id, Literal, Market, Position } from "../../model/scenario.js";
import { Decimal } from "../../numbers/decimal.js";

/** What a market's accounts and vaults supply and owe by asset, and what is owed against isolated collateral. */
export interface Taken {
  readonly supplied: (market: Id, asset: Id) => Decimal;
  readonly owed: (market: Id, asset: Id) => Decimal;
  /** By collateral; a unit counts as a dollar. */
  readonly owedInIsolation: (market: Id, collateral: Id) => Decimal;
  add(position: Pick<Position, "market" | "collateral" | "debt">): void;
  /** Counts only what is owed against isolated collateral, of an account that has been added without saying whose it is. */
  addIsolated(position: Pick<Position, "market" | "collateral" | "debt">): void;
}

const isAny = ({ units }: Balance): boolean => new Decimal(units).gt(0);

/** The isolated collateral of an account; undefined where it has none. */
export const isolatedCollateral = (market: Market | undefined, { collateral }: Pick<Position, "collateral">) =>
  market?.kind === "aave-v3"
    ? market.reserves.find(
        ({ asset, debtCeilingUsd }) =>
          debtCeilingUsd !== undefined && collateral.some((held) => held.asset === asset && isAny(held)),
      )
    : undefined;

/** Counts nothing at first. */
export function countTaken(markets: ReadonlyMap<Id, Market>): Taken {
  const sums = new Map<string, Decimal>();
  const of = (what: string) => (market: Id, asset: Id) => sums.get(`${what} ${market} ${asset}`) ?? new Decimal(0);
  const count = (what: string, market: Id, asset: Id, units: Literal): void => {
    sums.set(`${what} ${market} ${asset}`, of(what)(market, asset).plus(units));
  };
  const addIsolated: Taken["addIsolated"] = (position) => {
    const isolated = isolatedCollateral(markets.get(position.market), position);
    if (isolated === undefined) return;
    for (const { units } of position.debt) count("isolated", position.market, isolated.asset, units);
  };
  return {
    ...{ supplied: of("supplied"), owed: of("owed"), owedInIsolation: of("isolated"), addIsolated },
    add: (position) => {
      const { market, collateral, debt } = position;
      for (const { asset, units } of collateral) count("supplied", market, asset, units);
      for (const { asset, units } of debt) count("owed", market, asset, units);
      addIsolated(position);
    },
  };
}

/** The most of an asset that a market takes as collateral; undefined where it states none. */
export function supplyCap(market: Market, asset: Id): Literal | undefined {
  if (market.kind === "compound-v3") return market.collaterals.find((each) => each.asset === asset)?.supplyCapUnits;
  return isPooled(market) && "reserves" in market
    ? market.reserves.find((each) => each.asset === asset)?.supplyCapUnits
    : undefined;
}

interface LoopIn {
  readonly market: Market;
  readonly supply: Id;
  readonly borrow: Id;
  readonly equity: Decimal;
  /** Units of the borrowed asset that one of the supplied is worth. */
  readonly worth: Decimal;
}

/**
 * The leverage at which a loop has used up the first of its market's limits: min((cap − supplied)/E, 1 + room to borrow/(E·worth)). Room
 * to supply is under the cap, and under all that is said to be supplied; room to borrow under the borrow cap, under the debt ceiling of
 * isolated collateral, and of what has been supplied to borrow from. Undefined
 * where there is no limit; below 1 where not even the equity fits.
 */
export function leverageAtCaps({ market, supply, borrow, equity, worth }: LoopIn, taken: Taken): Decimal | undefined {
  const here = lentAssets(market).find(({ asset }) => asset === supply);
  const bySupply = [supplyCap(market, supply), isPooled(market) ? here?.suppliedUnits : undefined]
    .filter((most) => most !== undefined)
    .map((most) => new Decimal(most).minus(taken.supplied(market.id, supply)).div(equity));
  const byDebt = roomsToBorrow(market, supply, borrow, taken).map((room) =>
    Decimal.max(room, 0).div(equity.times(worth)).plus(1),
  );
  const limits = [...bySupply, ...byDebt];
  return limits.length === 0 ? undefined : Decimal.min(...limits);
}

function roomsToBorrow(market: Market, supply: Id, borrow: Id, taken: Taken): Decimal[] {
  const lent = lentAssets(market).find(({ asset }) => asset === borrow);
  if (lent === undefined) return [];
  const borrowed = taken.owed(market.id, borrow).plus(lent.otherBorrowedUnits);
  const limits = [lent.borrowCapUnits, lent.suppliedUnits].filter((limit) => limit !== undefined);
  const rooms = limits.map((limit) => new Decimal(limit).minus(borrowed));
  const ceiling =
    market.kind === "aave-v3" ? market.reserves.find(({ asset }) => asset === supply)?.debtCeilingUsd : undefined;
  if (ceiling !== undefined) rooms.push(new Decimal(ceiling).minus(taken.owedInIsolation(market.id, supply)));
  return rooms;
}
