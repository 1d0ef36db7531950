import { blackScholes, type OptionValue } from "../../mechanics/options/black-scholes.js";
import { hedgeUnits } from "../../mechanics/options/hedge.js";
import { SECONDS_PER_YEAR } from "../../mechanics/rates/accrual.js";
import { type Arithmetic, at, positivePart } from "../../numbers/arithmetic.js";
import { decided } from "../decided.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import type { HeldOption } from "./option-terms.js";

/** Value, delta and gamma of one option at a price of its underlying; once settled, its fixed value alone. */
function optionValue<N, M>(
  n: Arithmetic<M>,
  world: World<N>,
  state: State<N>,
  option: HeldOption<N>,
  spotUsd: N,
  of: (value: N) => M,
): OptionValue<M> {
  const settledUsd = state.settledOptions.get(option.number);
  if (settledUsd !== undefined) return { valueUsd: of(settledUsd), delta: n.zero, gamma: n.zero };
  const elapsed = n.mul(n.fromNumber(state.round), of(world.secondsPerRound));
  const left = positivePart(n, n.sub(of(option.expirySeconds), elapsed));
  return blackScholes(
    n,
    {
      right: option.right,
      strikeUsd: of(option.strikeUsd),
      yearsToExpiry: n.div(left, n.parse(SECONDS_PER_YEAR)),
    },
    {
      ...{ spotUsd: of(spotUsd), volatility: of(option.volatility) },
      ...{ rate: of(option.rate), yieldRate: of(option.yieldRate) },
    },
  );
}

/** What an actor's options on each underlying have lost since prices were `beforeUsd`; under 0: gained. */
export function optionLosses<N>(
  world: World<N>,
  state: State<N>,
  actor: number,
  beforeUsd: readonly N[],
): { readonly asset: number; readonly partUsd: N }[] {
  const { n } = world;
  return at(world.options, actor).map((option) => {
    const worth = (usd: N): N => optionValue(n, world, state, option, usd, (value) => value).valueUsd;
    const asset = option.underlying;
    const lostUsd = n.sub(worth(at(beforeUsd, asset)), worth(at(state.assets, asset).marketUsd));
    return { asset, partUsd: n.mul(option.units, lostUsd) };
  });
}

/** What one option is worth now, at the market price of its underlying, USD. */
export const eachUsd = <N>(world: World<N>, state: State<N>, option: HeldOption<N>): N =>
  optionValue(world.n, world, state, option, at(state.assets, option.underlying).marketUsd, (value) => value).valueUsd;

/** What an actor's options are worth at market prices, USD: Σ units·value, below zero where it has written more than it has bought. */
export const optionsUsd = <N>(world: World<N>, state: State<N>, actor: number): N =>
  world.n.total(at(world.options, actor).map((option) => world.n.mul(option.units, eachUsd(world, state, option))));

/**
 * Units of an underlying that an actor has to buy (over 0) or sell (under 0) to have no delta; undefined where that is no more than
 * `band`. `heldUnits`: what it holds of it.
 */
export function hedgeNeeded<N>(
  world: World<N>,
  state: State<N>,
  actor: number,
  underlying: number,
  heldUnits: N,
  band: N,
): N | undefined {
  const options = at(world.options, actor).filter((option) => option.underlying === underlying);
  const { marketUsd } = at(state.assets, underlying);
  const answer = decided(world, (n, of) => {
    const hedged = options.map((option) => ({
      contracts: of(option.units),
      delta: optionValue(n, world, state, option, marketUsd, of).delta,
    }));
    const units = hedgeUnits(n, hedged, of(heldUnits));
    return n.less(of(band), n.max(units, n.sub(n.zero, units))) ? { units } : undefined;
  });
  return answer?.units;
}
