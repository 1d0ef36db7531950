import type { Ask } from "../../mechanics/vaults/arrivals.js";
import { nodeKey } from "../../model/network.js";
import type { ElseSell, Redemption } from "../../model/scenario.js";
import { at, isPositive } from "../../numbers/arithmetic.js";
import { LAST_LEAVERS } from "../runs/depositors.js";
import { hasStarted, type Watched } from "../runs/triggers.js";
import { wanted } from "../runs/wanted.js";
import type { ClassState, State } from "../state.js";
import type { World } from "../world.js";

/** Claims that somebody wants to give back: an actor, a class of other holders, or all of those together. */
export interface TakeBackAsk<N> extends Ask<N> {
  readonly actor?: number;
  readonly of?: ClassState<N>;
  readonly elseSell?: ElseSell;
}

/** Everybody who asks one issuer to take claims back in this round. */
export function takeBackAsks<N>(
  world: World<N>,
  state: State<N>,
  issuer: number,
  redemption: Redemption,
): readonly TakeBackAsk<N>[] {
  const { n } = world;
  const { navUsd, navAtStart } = at(state.issuers, issuer);
  const watched: Watched<N> = { reserves: [], worth: () => navUsd, worthAtStart: navAtStart };
  const asks = [
    ...asksOfOthers(world, state, issuer, redemption, watched),
    ...asksOfActors(world, state, issuer, watched),
  ];
  return asks.filter(({ units }) => isPositive(n, units));
}

function asksOfOthers<N>(
  world: World<N>,
  state: State<N>,
  place: number,
  { run, elseSell }: Redemption,
  watched: Watched<N>,
): TakeBackAsk<N>[] {
  if (run === undefined) return [];
  const { supply, others, othersAtStart } = at(state.issuers, place);
  const name = nodeKey("issuer", at(world.scenario.issuers, place).id);
  const { units, asks } = wanted(world, state, run, {
    ...{ kind: "issuer", place, name, total: supply, claim: others, claimAtStart: othersAtStart },
    ...{ unitsPerClaim: world.n.one, watched },
  });
  const instead = elseSell === undefined ? {} : { elseSell };
  if (run.kind === "classes") return asks.map((ask) => ({ ...ask, ...instead }));
  return [{ units, arrivedRound: state.runsStarted.get(name) ?? 0, ...instead }];
}

function asksOfActors<N>(world: World<N>, state: State<N>, issuer: number, watched: Watched<N>): TakeBackAsk<N>[] {
  const { n, scenario, places } = world;
  const { id } = at(scenario.issuers, issuer);
  return scenario.actors.flatMap(({ policies, holdings }, actor) =>
    policies.flatMap((policy): TakeBackAsk<N>[] => {
      if (policy.kind !== "redeem") return [];
      const asset = places.asset(policy.asset);
      const name = `actor ${actor} ${policy.asset}`;
      if (at(scenario.assets, asset).issuer !== id) return [];
      if (!hasStarted(world, state, name, policy.trigger, policy.delayRounds, watched)) return [];
      const held = at(at(state.actors, actor).holdings, asset);
      const atStart = n.total(holdings.flatMap((each) => (each.asset === policy.asset ? [n.parse(each.units)] : [])));
      const least = n.mul(n.parse(LAST_LEAVERS), atStart);
      const units = n.min(held, n.max(n.mul(n.parse(policy.sharePerRound), held), least));
      const arrivedRound = state.runsStarted.get(name) ?? state.round;
      return [{ units, arrivedRound, actor, ...(policy.elseSell === undefined ? {} : { elseSell: policy.elseSell }) }];
    }),
  );
}
