import type { Id, Market, Population } from "../../model/scenario.js";
import { Decimal } from "../../numbers/decimal.js";
import { toLiteral } from "../amounts.js";
import type { Taken } from "../expand/caps.js";
import { isolatedAccounts, type PlacedAccount } from "./population-isolation.js";
import { type PopulationUnits, populationUnits } from "./population-units.js";

/** What accounts of populations hold and owe, as checks of markets see it. */
export interface PopulationBalances {
  readonly units: readonly PopulationUnits[];
  /** Accounts with isolated collateral, one by one: sums do not say who owes against it. */
  readonly isolated: readonly PlacedAccount[];
}

export const populationBalances = (
  populations: readonly Population[],
  markets: ReadonlyMap<Id, Market>,
): PopulationBalances => ({
  units: populations.flatMap(populationUnits),
  isolated: populations.flatMap((population) => isolatedAccounts(population, markets)),
});

/** Counts them in what is taken of markets' caps. */
export function addPopulations(taken: Taken, { units: sums, isolated }: PopulationBalances): Taken {
  for (const { side, market, asset, units } of sums) {
    const balance = { asset, units: toLiteral(new Decimal(units)) };
    taken.add({ market, collateral: [], debt: [], [side]: [balance] });
  }
  for (const { account } of isolated) taken.addIsolated(account);
  return taken;
}
