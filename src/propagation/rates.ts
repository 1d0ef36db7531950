import { growthFactor } from "../mechanics/rates/accrual.js";
import { nodeKey } from "../model/network.js";
import { at, ratio } from "../numbers/arithmetic.js";
import type { EventLog } from "./log.js";
import { utilisation } from "./triggers.js";
import type { State } from "./state.js";
import type { World } from "./world.js";

/** Nominal borrow rate per year of a reserve now; 0 where no rate model is stated. */
export function borrowRate<N>(world: World<N>, state: State<N>, place: number): N {
  const terms = world.rates[place];
  const { rate } = at(state.reserves, place);
  if (terms === undefined || rate === undefined) return world.n.zero;
  return terms.borrowRate(rate, utilisation(world, state, place));
}

/** Interest that is no more than this share of what is supplied is that on a debt that rounding has left over: not worth a line. */
const DUST = 1e-16;

/**
 * Accrues one round's interest on every reserve that states a rate: debts grow by exp(rate · seconds / year), suppliers get it less
 * the reserve factor, the protocol the rest.
 */
export function accrueInterest<N>(world: World<N>, state: State<N>, log: EventLog): void {
  const { n, scenario, secondsPerRound } = world;
  world.reserves.list.forEach((spec, place) => {
    const terms = world.rates[place];
    const reserve = at(state.reserves, place);
    if (terms === undefined || reserve.rate === undefined) return;
    const used = utilisation(world, state, place);
    const charged = terms.averageRate?.(reserve.rate, used, secondsPerRound) ?? terms.borrowRate(reserve.rate, used);
    const growth = growthFactor(n, charged, secondsPerRound);
    const interest = n.mul(reserve.borrowed, n.sub(growth, n.one));
    const toProtocol = n.mul(interest, n.parse(spec.reserveFactor ?? "0"));
    const toSuppliers = n.sub(interest, toProtocol);
    reserve.debtIndex = n.mul(reserve.debtIndex, growth);
    reserve.borrowed = n.add(reserve.borrowed, interest);
    reserve.supplyIndex = n.mul(reserve.supplyIndex, n.add(n.one, ratio(n, toSuppliers, reserve.supplied, n.zero)));
    reserve.supplied = n.add(reserve.supplied, toSuppliers);
    reserve.treasury = n.add(reserve.treasury, toProtocol);
    reserve.rate = terms.step(reserve.rate, used, secondsPerRound);
    if (n.toNumber(ratio(n, interest, reserve.supplied, n.zero)) < DUST) return;
    const market = nodeKey("market", at(scenario.markets, spec.market).id);
    const asset = at(scenario.assets, spec.asset).id;
    const units = n.toNumber(interest);
    const valueUsd = units * n.toNumber(at(state.assets, spec.asset).marketUsd);
    const text = `Interest of ${units.toPrecision(6)} ${asset} accrues on ${market.slice("market:".length)}`;
    log.add({ kind: "interest", from: market, to: market, asset, units, valueUsd, text });
  });
}
