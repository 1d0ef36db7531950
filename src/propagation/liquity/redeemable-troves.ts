import {
  decayFactor,
  MINUTE_DECAY_V1,
  MINUTE_DECAY_V2,
  RATE_FLOOR,
  raisedBaseRate,
  redemptionRate,
} from "../../mechanics/cdp/liquity/base-rate.js";
import { collateralRatio } from "../../mechanics/cdp/liquity/mode.js";
import { redeemUrgently } from "../../mechanics/cdp/liquity/v2-branch.js";
import { isLiquity, type LiquityMarket } from "../../model/liquity.js";
import { at, isPositive, positivePart, ratio } from "../../numbers/arithmetic.js";
import { decided } from "../decided.js";
import { isPaused } from "../news/controls.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import type { Liquity } from "./liquity-state.js";
import { isSystemBelow } from "./trove-liquidation.js";
import { branchOf, depositsOf, openTroves, riskiestFirst, type Trove } from "./troves.js";

/** A market that a stablecoin can be redeemed at, with the troves it is redeemed from, in their order. */
export interface RedeemableBranch<N> {
  readonly market: LiquityMarket;
  readonly place: number;
  /** Shut down: redemptions are urgent. */
  readonly isUrgent: boolean;
  readonly troves: readonly Trove<N>[];
  readonly priceUsd: N;
  /** Units of stablecoin that can be redeemed here at most. */
  readonly mostUnits: N;
}

/** The markets that mint a stablecoin. */
export const minters = <N>(
  { scenario }: World<N>,
  stablecoin: string,
): readonly { market: LiquityMarket; place: number }[] =>
  scenario.markets.flatMap((market, place) =>
    isLiquity(market) && market.stablecoin === stablecoin ? [{ market, place }] : [],
  );

/** Where a stablecoin can be redeemed now. Of a branch of v2 no more than its pool does not back, unless the pools back all. */
export function redeemableBranches<N>(world: World<N>, state: State<N>, stablecoin: string): RedeemableBranch<N>[] {
  const { n } = world;
  const branches = minters(world, stablecoin).flatMap(({ market, place }): RedeemableBranch<N>[] => {
    if (isPaused(state.controls, place)) return [];
    const { liquity, priceUsd } = branchOf(world, state, market, place);
    if (!isPositive(n, priceUsd)) return [];
    const branch = { market, place, isUrgent: liquity.isShutDown, priceUsd };
    if (market.kind === "liquity-v1" && isSystemBelow(world, state, market, place, market.minimumRatio)) return [];
    const troves = inOrder(world, state, market, openTroves(world, state, market, place), priceUsd);
    const mostUnits = n.total(troves.map((trove) => mostOf(world, branch, trove)));
    return isPositive(n, mostUnits) ? [{ ...branch, troves, mostUnits }] : [];
  });
  const outside = branches.map((branch) => (branch.isUrgent ? n.zero : unbacked(world, state, branch)));
  if (!isPositive(n, n.total(outside))) return branches;
  return branches.flatMap((branch, b) => {
    if (branch.isUrgent || branch.market.kind === "liquity-v1") return [branch];
    const mostUnits = n.min(branch.mostUnits, at(outside, b));
    return isPositive(n, mostUnits) ? [{ ...branch, mostUnits }] : [];
  });
}

/** Debt of a branch that its pool does not back. */
function unbacked<N>(world: World<N>, state: State<N>, { market, place }: RedeemableBranch<N>): N {
  const { liquity, coin } = branchOf(world, state, market, place);
  return positivePart(world.n, world.n.sub(coin.borrowed, depositsOf(world, state, market, liquity)));
}

/** v1: troves at MCR or above, the lowest ratio first; v2: those worth their debt, the lowest interest rate first; urgently any, as they are. */
function inOrder<N>(
  world: World<N>,
  state: State<N>,
  market: LiquityMarket,
  troves: readonly Trove<N>[],
  priceUsd: N,
): Trove<N>[] {
  const { n, scenario } = world;
  const listed = riskiestFirst(world, troves).filter(({ position }) => position !== undefined);
  if (state.liquity.get(world.places.market(market.id))?.isShutDown) return listed;
  const least = market.kind === "liquity-v1" ? market.minimumRatio : "1";
  const safe = listed.filter(
    ({ debt, collateral }) =>
      decided(world, (m, of) => {
        const icr = collateralRatio(m, { debt: of(debt), collateral: of(collateral) }, of(priceUsd));
        return m.less(icr, m.parse(least)) ? { icr } : undefined;
      }) === undefined,
  );
  if (market.kind === "liquity-v1") return safe;
  const rate = ({ position }: Trove<N>): N =>
    n.parse((position === undefined ? undefined : scenario.positions[position]?.annualRate) ?? "0");
  return safe
    .map((trove) => ({ trove, rate: rate(trove) }))
    .sort((a, b) => n.sign(n.sub(a.rate, b.rate)))
    .map(({ trove }) => trove);
}

function mostOf<N>(
  { n }: World<N>,
  { market, isUrgent, priceUsd }: Pick<RedeemableBranch<N>, "market" | "isUrgent" | "priceUsd">,
  trove: Trove<N>,
): N {
  if (market.kind === "liquity-v1") return positivePart(n, n.sub(trove.debt, n.parse(market.gasReserveUnits)));
  if (!isUrgent) return trove.debt;
  return redeemUrgently(n, trove, trove.debt, { priceUsd, bonus: n.parse(market.urgentBonus) }).cancelled;
}

/** The base rate as it has fallen until now, in whole minutes, and the time up to which it has. */
export function decayedRate<N>(
  world: World<N>,
  state: State<N>,
  { kind }: LiquityMarket,
  { baseRate, redeemedSeconds }: Liquity<N>,
): { readonly baseRate: N; readonly seconds: N } {
  const { n, secondsPerRound } = world;
  const minute = n.parse("60");
  const now = n.mul(n.fromNumber(state.round), secondsPerRound);
  const minutes = n.floor(n.div(n.sub(now, redeemedSeconds), minute));
  const decay = n.parse(kind === "liquity-v1" ? MINUTE_DECAY_V1 : MINUTE_DECAY_V2);
  return {
    baseRate: n.mul(baseRate, decayFactor(n, decay, minutes)),
    seconds: n.add(redeemedSeconds, n.mul(minutes, minute)),
  };
}

/** The base rate after a redemption: of the stablecoin's whole supply, as it was before. */
export function baseRateAfter<N>(world: World<N>, state: State<N>, market: LiquityMarket, baseRate: N, redeemed: N): N {
  const { n, reserves } = world;
  const minted = minters(world, market.stablecoin).map(
    ({ place }) => at(state.reserves, reserves.of(place, market.stablecoin)).borrowed,
  );
  const totalSupply = n.total(minted);
  if (!isPositive(n, totalSupply)) return baseRate;
  const beta = n.parse(market.kind === "liquity-v1" ? "2" : "1");
  return raisedBaseRate(n, { baseRate, redeemed, totalSupply, beta });
}

/** Share of what is redeemed that redeemers do not get. */
export const rateOf = <N>({ n }: World<N>, baseRate: N): N => redemptionRate(n, baseRate, n.parse(RATE_FLOOR));

/** What a dollar of a branch's collateral, at its oracle's price, is worth at the market's. */
export const marketPerOracle = <N>(world: World<N>, state: State<N>, { market, priceUsd }: RedeemableBranch<N>): N =>
  ratio(world.n, at(state.assets, world.places.asset(market.collateral)).marketUsd, priceUsd, world.n.zero);
