import type { SlotColumns } from "../../src/model/population.js";
import type { Population, Position } from "../../src/model/scenario.js";

function packed(positions: readonly Position[], side: "collateral" | "debt", assets: readonly string[]): SlotColumns {
  const start = new Uint32Array(positions.length + 1);
  positions.forEach((position, i) => {
    start[i + 1] = (start[i] ?? 0) + position[side].length;
  });
  const balances = positions.flatMap((position) => position[side]);
  return {
    start,
    asset: Uint16Array.from(balances, ({ asset }) => assets.indexOf(asset)),
    units: Float64Array.from(balances, ({ units }) => Number(units)),
  };
}

/** The same accounts as a table would give them; they are called by their numbers, `id`-1 and so on. */
export function table(id: string, positions: readonly Position[], rest: Pick<Population, "eMode"> = {}): Population {
  const markets = [...new Set(positions.map(({ market }) => market))];
  const assets = [
    ...new Set(positions.flatMap(({ collateral, debt }) => [...collateral, ...debt].map(({ asset }) => asset))),
  ];
  const market = Uint16Array.from(positions, (position) => markets.indexOf(position.market));
  const [collateral, debt] = [packed(positions, "collateral", assets), packed(positions, "debt", assets)];
  return { id, accounts: { count: positions.length, market, markets, assets, collateral, debt }, ...rest };
}
