import { growthFactor } from "../../mechanics/rates/accrual.js";
import { cometRates } from "../../mechanics/rates/comet.js";
import { jumpCurve } from "../../mechanics/rates/jump.js";
import type { JumpRateModel, Literal } from "../../model/scenario.js";
import { at, ratio } from "../../numbers/arithmetic.js";
import type { EventLog } from "../books/log.js";
import { chargeProtocol, creditProtocol } from "../protocols/protocol-funds.js";
import { utilisation } from "../runs/triggers.js";
import type { State } from "../state.js";
import type { World } from "../world.js";

/** Nominal borrow rate per year of a reserve now; 0 where no rate model is stated. */
export function borrowRate<N>(world: World<N>, state: State<N>, place: number): N {
  const terms = world.rates[place];
  const { rate } = at(state.reserves, place);
  if (terms === undefined || rate === undefined) return world.n.zero;
  return terms.borrowRate(rate, used(world, state, place));
}

/** What the curves are read at: the share of cash and loans that is lent out; on Compound v3 with its own curves, loans over supply. */
function used<N>(world: World<N>, state: State<N>, place: number): N {
  const { n } = world;
  const { borrowed, supplied } = at(state.reserves, place);
  if (at(world.reserves.list, place).supplyRate === undefined) return utilisation(world, state, place);
  return ratio(n, borrowed, supplied, n.zero);
}

/** What suppliers get of a round's interest: all but the reserve factor; or by a curve of their own, whatever borrowers pay. */
function earned<N>(world: World<N>, state: State<N>, place: number, interest: N): N {
  const { n, secondsPerRound } = world;
  const { rate, reserveFactor, supplyRate } = at(world.reserves.list, place);
  if (supplyRate === undefined || rate?.kind !== "jump")
    return n.sub(interest, n.mul(interest, n.parse(reserveFactor ?? "0")));
  const curves = { borrow: jumpCurve(n, rate), supply: jumpCurve(n, supplyRate) };
  const { supplyRate: perYear } = cometRates(n, curves, used(world, state, place));
  const growth = growthFactor(n, perYear, secondsPerRound);
  return n.mul(at(state.reserves, place).supplied, n.sub(growth, n.one));
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
    const share = used(world, state, place);
    const charged = terms.averageRate?.(reserve.rate, share, secondsPerRound) ?? terms.borrowRate(reserve.rate, share);
    const growth = growthFactor(n, charged, secondsPerRound);
    const interest = n.mul(reserve.borrowed, n.sub(growth, n.one));
    const toSuppliers = earned(world, state, place, interest);
    reserve.debtIndex = n.mul(reserve.debtIndex, growth);
    reserve.borrowed = n.add(reserve.borrowed, interest);
    reserve.supplyIndex = n.mul(reserve.supplyIndex, n.add(n.one, ratio(n, toSuppliers, reserve.supplied, n.zero)));
    reserve.supplied = n.add(reserve.supplied, toSuppliers);
    giveProtocol(world, reserve, spec, interest, toSuppliers);
    reserve.rate = terms.step(reserve.rate, share, secondsPerRound);
    if (n.toNumber(ratio(n, interest, reserve.supplied, n.zero)) < DUST) return;
    const market = at(world.keys.markets, spec.market);
    const asset = at(scenario.assets, spec.asset).id;
    const units = n.toNumber(interest);
    const valueUsd = units * n.toNumber(at(state.assets, spec.asset).marketUsd);
    const text = (): string =>
      `Interest of ${units.toPrecision(6)} ${asset} accrues on ${market.slice("market:".length)}`;
    log.add({ kind: "interest", from: market, to: market, asset, units, valueUsd, text });
  });
}

/** The protocol's part of interest: the reserve factor's share; or what a supply curve leaves, which it pays where it is below zero. */
function giveProtocol<N>(
  { n }: World<N>,
  reserve: State<N>["reserves"][number],
  { reserveFactor, supplyRate }: { readonly reserveFactor?: Literal; readonly supplyRate?: JumpRateModel },
  interest: N,
  toSuppliers: N,
): void {
  if (supplyRate === undefined) {
    reserve.treasury = n.add(reserve.treasury, n.mul(interest, n.parse(reserveFactor ?? "0")));
    return;
  }
  const left = n.sub(interest, toSuppliers);
  if (n.sign(left) < 0) chargeProtocol(n, reserve, n.sub(n.zero, left));
  else creditProtocol(n, reserve, left);
}
