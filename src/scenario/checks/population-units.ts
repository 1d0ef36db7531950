import type { SlotColumns } from "../../model/population.js";
import type { Id, Population } from "../../model/scenario.js";
import { at } from "../../numbers/arithmetic.js";
import { addTo, type Chunks, noTerms, totalOf } from "../../numbers/chunks.js";
import { float } from "../../numbers/float.js";

/** What accounts of a population have in one market on one side, all together. */
export interface PopulationUnits {
  readonly side: "collateral" | "debt";
  readonly market: Id;
  readonly asset: Id;
  readonly units: number;
}

/** Units of a population by side, market and asset. */
export function populationUnits({ accounts }: Population): readonly PopulationUnits[] {
  const { count, market, markets, assets } = accounts;
  const sums = (side: PopulationUnits["side"], slots: SlotColumns): PopulationUnits[] => {
    const parts = new Map<number, Chunks<number>>();
    for (let i = 0; i < count; i += 1) {
      for (let slot = at(slots.start, i); slot < at(slots.start, i + 1); slot += 1) {
        const key = at(market, i) * assets.length + at(slots.asset, slot);
        const known = parts.get(key);
        const chunks = known ?? noTerms(float);
        if (known === undefined) parts.set(key, chunks);
        addTo(float, chunks, at(slots.units, slot));
      }
    }
    return [...parts].map(([key, chunks]) => ({
      ...{ side, units: totalOf(float, chunks) },
      ...{ market: at(markets, Math.floor(key / assets.length)), asset: at(assets, key % assets.length) },
    }));
  };
  return [...sums("collateral", accounts.collateral), ...sums("debt", accounts.debt)];
}
