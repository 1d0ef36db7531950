import { expect, it } from "vitest";
import type { Literal, Population, Position, Scenario, SlotColumns } from "../../../src/model/scenario.js";
import { at } from "../../../src/numbers/arithmetic.js";
import { simulate } from "../../../src/propagation/index.js";
import { randomPopulation } from "./random-population.js";

function asPositions({ id, eMode, accounts }: Population): Position[] {
  const slots = ({ start, asset, units }: SlotColumns, i: number): Position["debt"] =>
    Array.from({ length: at(start, i + 1) - at(start, i) }, (_, k) => {
      const slot = at(start, i) + k;
      return { asset: at(accounts.assets, at(asset, slot)), units: String(at(units, slot)) as Literal };
    });
  return Array.from({ length: accounts.count }, (_, i) => ({
    ...{ id: `${id}-${i + 1}`, market: at(accounts.markets, at(accounts.market, i)) },
    ...(eMode === undefined ? {} : { eMode }),
    ...{ collateral: slots(accounts.collateral, i), debt: slots(accounts.debt, i) },
  }));
}

/** The same accounts, each a position of its own. */
function listed({ populations = [], ...scenario }: Scenario): Scenario {
  return { ...scenario, positions: populations.flatMap(asPositions) };
}

it("accounts in columns do what the same accounts do as listed positions", () => {
  let liquidated = 0;
  for (let seed = 1; seed <= 40; seed += 1) {
    const scenario = randomPopulation(seed, 150);
    const [columns, list] = [simulate(scenario).result, simulate(listed(scenario)).result];
    expect(columns.stop, `seed ${seed}`).toEqual(list.stop);
    columns.rounds.forEach((round, k) => {
      const other = at(list.rounds, k);
      const what = `seed ${seed}, round ${k}`;
      expect([round.liquidations, round.declined], what).toEqual([other.liquidations, other.declined]);
      liquidated += round.liquidations;
      const amounts = ({ assets, reserves, badDebtUsd, liquidatedUsd, repaidUsd, soldUsd }: typeof round): number[] => [
        ...assets.map(({ marketUsd }) => marketUsd),
        ...reserves.flatMap(({ suppliedUnits, borrowedUnits, cashUnits }) => [suppliedUnits, borrowedUnits, cashUnits]),
        ...[badDebtUsd, liquidatedUsd, repaidUsd, soldUsd],
      ];
      const there = amounts(other);
      amounts(round).forEach((amount, i) => {
        const scale = Math.max(1, Math.abs(at(there, i)));
        expect(Math.abs(amount - at(there, i)) / scale, what).toBeLessThan(1e-7);
      });
    });
  }
  expect(liquidated).toBeGreaterThan(200);
}, 300_000);
