import { claimsJacobian } from "../mechanics/claims/jacobian.js";
import type { Id, Scenario } from "../model/scenario.js";
import type { Factor, NetworkDelta } from "../model/sensitivity.js";
import { at } from "../numbers/arithmetic.js";
import { float } from "../numbers/float.js";
import { neumaierTotal } from "../numbers/sums.js";
import { balanceSheets, clear } from "../propagation/claims/claims.js";
import { simulate } from "../propagation/index.js";
import { openWorld } from "../propagation/open.js";
import { externalUsd, withFactorMove } from "./shock-families.js";
import { withoutReaction } from "./without-reaction.js";

/** Step of the bump beside. */
const STEP = 1e-5;

/**
 * What the claims on every issuer and vault move by with a factor, from the fixed point of all claims: supply · Σ_j J_ij ·
 * d external_j/dx, in USD per 100 %, with what tracks an asset whose price moves; empty where claims have no determined derivative.
 *
 * Beside it, for issuers, central differences over 2 × 10⁻⁵ of the round engine with nobody reacting; the two agree where no
 * regime changes between.
 */
export function networkDeltas(scenario: Scenario, factor: Factor): readonly NetworkDelta[] {
  const { world, state } = openWorld(float, scenario);
  const sheets = balanceSheets(world, state);
  const jacobian = claimsJacobian(float, sheets, clear(world, state));
  if (jacobian === undefined) return [];
  const moved = factor.kind === "price" ? carriedBy(scenario, factor.asset) : new Set<Id>();
  const priceUsd = (id: Id): number => at(state.assets, world.places.asset(id)).marketUsd;
  const slopes = [
    ...scenario.issuers.map(({ id, holdings }) => [
      ...holdings.flatMap(({ asset: held, units }) => (moved.has(held) ? [Number(units) * priceUsd(held)] : [])),
      ...(factor.kind === "backing" && factor.issuer === id ? [externalUsd(scenario, id)] : []),
    ]),
    ...scenario.vaults.map(({ asset: held }, v) =>
      moved.has(held) ? [at(sheets, scenario.issuers.length + v).externalUsd] : [],
    ),
  ].map(neumaierTotal);
  const bumped = bumpedNavs(scenario, factor);
  return [...scenario.issuers, ...scenario.vaults].map(({ id }, i) => {
    const { supplyUnits } = at(sheets, i);
    const deltaUsd = supplyUnits * neumaierTotal(at(jacobian, i).map((entry, j) => entry * at(slopes, j)));
    const navDelta = bumped.get(id);
    return { sheet: id, deltaUsd, ...(navDelta === undefined ? {} : { bumpedUsd: supplyUnits * navDelta }) };
  });
}

/** The asset and what tracks it, without claims, whose value is their issuer's. */
function carriedBy({ assets }: Scenario, asset: Id): ReadonlySet<Id> {
  const carried = new Set<Id>([asset]);
  for (let before = 0; before < carried.size; ) {
    before = carried.size;
    for (const { id, tracks } of assets) if (tracks !== undefined && carried.has(tracks)) carried.add(id);
  }
  return new Set(assets.flatMap(({ id, issuer }) => (carried.has(id) && issuer === undefined ? [id] : [])));
}

function bumpedNavs(scenario: Scenario, factor: Factor): ReadonlyMap<Id, number> {
  const navs = (move: number): ReadonlyMap<Id, number> => {
    const end = simulate(withoutReaction(withFactorMove(scenario, factor, move))).result.rounds.at(-1);
    return new Map(end?.issuers.map(({ id, navUsd }) => [id, navUsd]));
  };
  const [up, down] = [navs(STEP), navs(-STEP)];
  return new Map([...up].map(([id, navUsd]) => [id, (navUsd - (down.get(id) ?? navUsd)) / (2 * STEP)]));
}
