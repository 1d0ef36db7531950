import { at, positivePart, running, totalOfRunning } from "../../numbers/arithmetic.js";
import { groupValuesUsd } from "../accounts/group-values.js";
import { optionsUsd } from "../actors/options.js";
import { outsideHolding, outsideUnits } from "../claims/outside-holders.js";
import { marketPrices } from "../prices/prices.js";
import type { IssuerState, State } from "../state.js";
import type { World } from "../world.js";
import type { Bearer } from "./bearers.js";
import { forEachExposure } from "./exposures.js";
import { areSame, type Worth } from "./valuation.js";
import { worthInputs } from "./worth-inputs.js";

/** What every bearer is worth now: the very same object as before where nothing that goes into it has changed. */
export function worthNow<N>(world: World<N>, state: State<N>): Worth<N> {
  const inputs = worthInputs(world, state);
  const last = state.worth;
  if (last?.inputs !== undefined && inputs !== undefined && areSame(inputs, last.inputs)) return last;
  const groups = groupValuesUsd(world, state);
  const now: Worth<N> = {
    inputs,
    valuesUsd: world.bearers.map((bearer) =>
      bearer.kind === "group" ? at(groups, bearer.place) : valueUsd(world, state, bearer),
    ),
    outside: world.bearers.map((bearer) => outsideHolding(world, state, bearer)),
    pricesUsd: marketPrices(state),
  };
  state.worth = now;
  return now;
}

/**
 * What a bearer's owners hold: its exposures at market prices, never below zero, since a borrower walks away from debt that its
 * collateral does not cover; accounts of a group each by itself. An actor: its tokens and its options, below zero where it has written
 * more than it owns. An issuer: its claims outside the scenario and its debts to outsiders, at what they recover.
 */
export function valueUsd<N>(world: World<N>, state: State<N>, bearer: Bearer): N {
  const { n } = world;
  if (bearer.kind === "issuer") return issuerValueUsd(world, state, bearer.place, at(state.issuers, bearer.place));
  const sum = running(n);
  forEachExposure(world, state, bearer, (asset, units) =>
    n.accumulate(sum, n.mul(units, at(state.assets, asset).marketUsd)),
  );
  if (bearer.kind !== "actor") return positivePart(n, totalOfRunning(n, sum));
  n.accumulate(sum, optionsUsd(world, state, bearer.place));
  return totalOfRunning(n, sum);
}

/** An issuer's claims held outside the scenario, and its debts to outsiders, at a net asset value and at what is paid of each. */
export function issuerValueUsd<N>(
  world: World<N>,
  state: State<N>,
  place: number,
  { navUsd, paid }: Pick<IssuerState<N>, "navUsd" | "paid">,
): N {
  const { n, scenario } = world;
  const { liabilities } = at(scenario.issuers, place);
  const { queue, proceedsUsd } = at(state.issuers, place);
  const sum = running(n);
  n.accumulate(sum, n.mul(outsideUnits(world, state, place), navUsd));
  liabilities.forEach(({ to, valueUsd: debt }, k) => {
    if (!scenario.issuers.some((issuer) => issuer.id === to)) n.accumulate(sum, n.mul(n.parse(debt), at(paid, k)));
  });
  for (const { asset, units, actor } of queue)
    if (actor === undefined) n.accumulate(sum, n.mul(units, at(state.assets, asset).marketUsd));
  n.accumulate(sum, proceedsUsd);
  return totalOfRunning(n, sum);
}
