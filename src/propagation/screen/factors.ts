import { at } from "../../numbers/arithmetic.js";
import { covered } from "../claims/supply-claims.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import type { Factors } from "./evaluate.js";

/** What a unit of each reserve's asset may back, as a share of its value, for accounts in this e-mode. */
function weights<N>(world: World<N>, round: number, eMode: string | undefined): number[] {
  const { n } = world;
  return world.reserves.list.map(({ market, asset }) => {
    const terms = at(world.lending, market);
    if (terms.isWeighted !== true) return 0;
    const one = { asset, units: n.one, oraclePriceUsd: n.one };
    const account = { collateral: [one], debt: [], round, ...(eMode === undefined ? {} : { eMode }) };
    return n.toNumber(terms.health(account).capacityUsd);
  });
}

/** Factors by which markets judge accounts: weight × oracle price × index of supply, and oracle price × index of debt. */
export function judgedFactors<N>(world: World<N>, state: State<N>, eMode: string | undefined): Factors {
  const { n } = world;
  const weight = weights(world, state.round, eMode);
  const priceUsd = world.reserves.list.map(({ oracle }) => n.toNumber(at(state.oracles, oracle).priceUsd));
  return {
    collateral: Float64Array.from(
      state.reserves,
      ({ supplyIndex }, i) => at(weight, i) * at(priceUsd, i) * n.toNumber(supplyIndex),
    ),
    debt: Float64Array.from(state.reserves, ({ debtIndex }, i) => at(priceUsd, i) * n.toNumber(debtIndex)),
  };
}

/** Factors by which owners value accounts: market price × index. */
export function ownedFactors<N>(world: World<N>, state: State<N>): Factors {
  const { n, reserves } = world;
  const priceUsd = reserves.list.map(({ asset }) => n.toNumber(at(state.assets, asset).marketUsd));
  return {
    collateral: Float64Array.from(
      state.reserves,
      ({ supplyIndex }, i) => at(priceUsd, i) * n.toNumber(supplyIndex) * n.toNumber(covered(world, state, i)),
    ),
    debt: Float64Array.from(state.reserves, ({ debtIndex }, i) => at(priceUsd, i) * n.toNumber(debtIndex)),
  };
}
