import type { LossByChannel, ReserveState as ReserveRecord, Round } from "../../model/result.js";
import { at } from "../../numbers/arithmetic.js";
import { sharePrice, vaultAssets } from "../claims/vault-books.js";
import { borrowRate } from "../news/rates.js";
import type { Withdrawn } from "../runs/runs.js";
import { utilisation } from "../runs/triggers.js";
import type { State } from "../state.js";
import type { Traded } from "../trading/batch.js";
import type { World } from "../world.js";
import type { Recorder } from "./recorder.js";

/** What a round did. */
export interface RoundTotals {
  readonly traded: Traded;
  readonly withdrawn: Withdrawn;
  readonly badDebtUsd: number;
}

/** The state when a round's money has moved, before the interest of the seconds until the next round. */
export function roundRecord<N>(
  world: World<N>,
  state: State<N>,
  { traded, withdrawn, badDebtUsd }: RoundTotals,
  shortfalls: readonly N[],
): Omit<Round, "lossUsd"> {
  const { n, scenario } = world;
  const number = (value: N): number => n.toNumber(value);
  const reserves: ReserveRecord[] = [];
  world.reserves.list.forEach(({ market, asset, lends }, place) => {
    if (!lends) return;
    const { supplied, borrowed, cash, deficit } = at(state.reserves, place);
    reserves.push({
      market: at(scenario.markets, market).id,
      asset: at(scenario.assets, asset).id,
      suppliedUnits: number(supplied),
      borrowedUnits: number(borrowed),
      cashUnits: number(cash),
      deficitUnits: number(deficit),
      utilisation: number(utilisation(world, state, place)),
      borrowRate: number(borrowRate(world, state, place)),
      shortfallUsd: number(at(shortfalls, place)),
    });
  });
  return {
    round: state.round,
    seconds: state.round * number(world.secondsPerRound),
    assets: scenario.assets.map(({ id }, a) => {
      const { marketUsd, referenceUsd } = at(state.assets, a);
      return { id, marketUsd: number(marketUsd), referenceUsd: number(referenceUsd) };
    }),
    oracles: scenario.oracles.map(({ id }, o) => ({ id, priceUsd: number(at(state.oracles, o).priceUsd) })),
    reserves,
    vaults: scenario.vaults.map(({ id }, v) => {
      const vault = at(state.vaults, v);
      const totalUnits = number(n.add(vaultAssets(world, state, vault), vault.lost));
      return { id, sharePrice: number(sharePrice(world, state, vault)), totalUnits, idleUnits: number(vault.idle) };
    }),
    issuers: scenario.issuers.map(({ id }, i) => {
      const { navUsd, recovery } = at(state.issuers, i);
      return { id, navUsd: number(navUsd), recovery: number(recovery) };
    }),
    liquidations: traded.liquidations,
    declined: traded.declined,
    liquidatedUsd: traded.liquidatedUsd,
    repaidUsd: traded.repaidUsd,
    soldUsd: traded.soldUsd,
    badDebtUsd,
    withdrawnUsd: withdrawn.withdrawnUsd,
    unmetWithdrawalsUsd: withdrawn.unmetUsd,
  };
}

export function roundLosses<N>({ n }: World<N>, { lossesOfRound }: Recorder<N>): LossByChannel {
  const total = (amounts: readonly N[]): number => n.toNumber(n.total(amounts));
  return {
    direct: total(lossesOfRound.direct),
    price: total(lossesOfRound.price),
    claim: total(lossesOfRound.claim),
    run: total(lossesOfRound.run),
  };
}
