import { marketTerms } from "../../mechanics/lending/index.js";
import type { Id, Intervention, Market, PooledReserve } from "../../model/scenario.js";
import { decimal } from "../../numbers/decimal.js";
import type { World } from "../world.js";

type NewTerms = Extract<Intervention, { readonly kind: "set-terms" }>;
type OracleSwitch = Extract<Intervention, { readonly kind: "oracle-switch" }>;

/** A market with the new terms in place of the old. */
function withTerms(market: Market, shock: NewTerms): Market {
  const { asset, eMode, liquidationThreshold, liquidationBonus, lltv } = shock;
  const threshold = liquidationThreshold === undefined ? {} : { liquidationThreshold };
  const bonus = liquidationBonus === undefined ? {} : { liquidationBonus };
  const reset = <R extends PooledReserve>(reserves: readonly R[], terms: Partial<R>): readonly R[] =>
    reserves.map((reserve) => (reserve.asset === asset ? { ...reserve, ...terms } : reserve));
  switch (market.kind) {
    case "compound-v3": {
      const collaterals = market.collaterals.map((each) =>
        each.asset === asset && liquidationThreshold !== undefined
          ? { ...each, liquidateFactor: liquidationThreshold }
          : each,
      );
      return { ...market, collaterals };
    }
    case "llamma":
    case "liquity-v1":
    case "liquity-v2":
    case "maker":
    case "dydx-v4":
    case "hyperliquid":
    case "gmx-v2":
      return market;
    case "morpho-blue":
      return lltv === undefined ? market : { ...market, lltv };
    case "aave-v3": {
      const eModes = market.eModes.map((mode) => (mode.id === eMode ? { ...mode, ...threshold, ...bonus } : mode));
      return { ...market, eModes, reserves: reset(market.reserves, { ...threshold, ...bonus }) };
    }
    case "aave-v2":
      return { ...market, reserves: reset(market.reserves, { ...threshold, ...bonus }) };
    case "compound-v2":
      return { ...market, reserves: reset(market.reserves, threshold) };
    case "euler":
    case "custom":
      return { ...market, reserves: reset(market.reserves, threshold) };
  }
}

const replaced = <T>(list: readonly T[], place: number, by: T): readonly T[] =>
  list.map((item, each) => (each === place ? by : item));

function setTerms<N>(world: World<N>, shock: NewTerms): World<N> {
  const { scenario, places, lending, exact, watched, customRules } = world;
  const place = places.market(shock.market);
  const before = scenario.markets[place];
  if (before === undefined) return world;
  const market = withTerms(before, shock);
  return {
    ...world,
    scenario: { ...scenario, markets: replaced(scenario.markets, place, market) },
    lending: replaced(lending, place, marketTerms(watched.n, market, places.asset, customRules)),
    exact: {
      ...exact,
      lending: replaced(exact.lending, place, marketTerms(decimal, market, places.asset, customRules)),
    },
  };
}

function switchOracle<N>(world: World<N>, { market, asset, oracle }: OracleSwitch): World<N> {
  const { reserves, places } = world;
  const place = reserves.of(places.market(market), asset);
  const list = reserves.list.map((reserve, each) =>
    each === place ? { ...reserve, oracle: places.oracle(oracle) } : reserve,
  );
  return { ...world, reserves: { ...reserves, list } };
}

/** The world with the terms and oracles that interventions of this round put in force. */
export function worldAtRound<N>(world: World<N>, round: number): World<N> {
  return world.scenario.shocks.reduce((now, shock) => {
    if (shock.round !== round) return now;
    if (shock.kind === "set-terms") return setTerms(now, shock);
    return shock.kind === "oracle-switch" ? switchOracle(now, shock) : now;
  }, world);
}

/** "ETH: liquidationThreshold 0.8", as events tell it. */
export function describeTerms(shock: NewTerms): string {
  const { asset, eMode, ...rest } = shock;
  const of: Id | undefined = asset ?? (eMode === undefined ? undefined : `e-mode ${eMode}`);
  const terms = (["liquidationThreshold", "liquidationBonus", "lltv"] as const).flatMap((key) =>
    rest[key] === undefined ? [] : [`${key} ${rest[key]}`],
  );
  return `${of === undefined ? "" : `${of}: `}${terms.join(", ")}`;
}
