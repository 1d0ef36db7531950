import type { Issuer } from "../../model/scenario.js";
import { type Arithmetic, at, positivePart } from "../../numbers/arithmetic.js";
import { openDepositors } from "../runs/depositors.js";
import type { IssuerState, State } from "../state.js";
import type { World } from "../world.js";
import { heldUnits } from "./held.js";

/** An issuer's books at the start, before anything is valued. */
export function openIssuer<N>(n: Arithmetic<N>, issuer: Issuer): IssuerState<N> {
  return {
    externalUsd: n.total(issuer.external.map(({ valueUsd }) => n.parse(valueUsd))),
    ...{ navUsd: n.zero, recovery: n.one, paid: issuer.liabilities.map(() => n.one), unseenLossUsd: n.zero },
    holdings: issuer.holdings.map(({ units }) => n.parse(units)),
    supply: n.parse(issuer.supplyUnits),
    ...{ others: n.zero, othersAtStart: n.zero, navAtStart: n.zero },
    ...(issuer.redemption === undefined ? {} : { gate: issuer.redemption.gate ?? { kind: "open" } }),
    ...{ queue: [], overpaidUsd: n.zero, proceedsUsd: n.zero },
  };
}

/** Counts the claims that people own whom the scenario does not list, once everything is valued, and sorts depositors by class. */
export function openHolders<N>(world: World<N>, state: State<N>): void {
  const { n, scenario } = world;
  scenario.issuers.forEach(({ id, redemption }, i) => {
    const issuer = at(state.issuers, i);
    issuer.navAtStart = issuer.navUsd;
    if (redemption === undefined) return;
    issuer.others = positivePart(
      n,
      n.total([issuer.supply, n.sub(n.zero, heldUnits(world, state, id)), n.sub(n.zero, inPools(world, state, id))]),
    );
    issuer.othersAtStart = issuer.others;
  });
  for (const [name, group] of openDepositors(world, state)) state.depositors.set(name, group);
}

/** Units of an issuer's claim that lie in pools. */
function inPools<N>(world: World<N>, state: State<N>, issuer: string): N {
  const { n, scenario, pricing } = world;
  return n.total(
    pricing.tokens.flatMap((assets, venue) => {
      const held = at(world.venues, venue).balances(at(state.venues, venue));
      return assets.flatMap((asset, token) =>
        held !== undefined && at(scenario.assets, asset).issuer === issuer ? [at(held, token)] : [],
      );
    }),
  );
}
