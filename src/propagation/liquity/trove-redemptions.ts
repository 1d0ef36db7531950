import { type RedemptionTerms, redeem } from "../../mechanics/cdp/liquity/redemption.js";
import { redeemUrgently, routeRedemption } from "../../mechanics/cdp/liquity/v2-branch.js";
import { isLiquity, type LiquityMarket } from "../../model/liquity.js";
import { nodeKey } from "../../model/network.js";
import { type Arithmetic, at, isPositive, isZero, positivePart, ratio } from "../../numbers/arithmetic.js";
import { beyondRounding } from "../accounts/cash.js";
import { mark } from "../books/losses.js";
import type { Recorder } from "../books/recorder.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import { baseRateAfter, decayedRate, type RedeemableBranch, rateOf, redeemableBranches } from "./redeemable-troves.js";
import { branchOf, depositsOf, setTrove, type Trove } from "./troves.js";

/** What one branch is redeemed for. */
interface FromBranch<N> {
  readonly branch: RedeemableBranch<N>;
  /** Debt that goes; of v1 with what was kept for whoever liquidates. */
  readonly cancelled: N;
  readonly drawn: N;
  readonly troves: readonly { readonly position: number; readonly after: Pick<Trove<N>, "debt" | "collateral"> }[];
}

/**
 * Redeems what redeemers have bought in this round: debt and collateral leave the troves, the stablecoin is burned, the base rate
 * rises. Rules: `mechanics/cdp/liquity/redemption.ts`, `v2-branch.ts`, `base-rate.ts`. To be followed by a rebase: holders have sold
 * what is burned here at the venues and lose nothing by it.
 */
export function redeemBought<N>(world: World<N>, state: State<N>, recorder: Recorder<N>): void {
  const { n, scenario } = world;
  const redeemed = scenario.markets.flatMap((market, place) => {
    if (!isLiquity(market) || market.redeemers === undefined) return [];
    const { bought } = branchOf(world, state, market, place).liquity;
    return isPositive(n, bought) ? redeemAt(world, state, recorder, market, place, bought) : [];
  });
  if (redeemed.length === 0) return;
  const marketOf = new Map(
    redeemed.flatMap(({ branch, troves }) => troves.map(({ position }) => [position, branch.market.id])),
  );
  const marked = mark(world, state, recorder.losses, "price", ({ kind, place }) => {
    const id = kind === "position" ? marketOf.get(place) : undefined;
    return id === undefined ? undefined : nodeKey("market", id);
  });
  recorder.lossesOfRound.price.push(marked.totalUsd);
  for (const { branch, cancelled } of redeemed) {
    const { coin } = branchOf(world, state, branch.market, branch.place);
    coin.others = positivePart(n, n.sub(coin.others, cancelled));
  }
}

function redeemAt<N>(
  world: World<N>,
  state: State<N>,
  recorder: Recorder<N>,
  market: LiquityMarket,
  place: number,
  bought: N,
): FromBranch<N>[] {
  const { n } = world;
  const { liquity } = branchOf(world, state, market, place);
  liquity.bought = n.zero;
  const branches = redeemableBranches(world, state, market.stablecoin);
  const urgent = branches.filter(({ isUrgent }) => isUrgent);
  const normal = branches.filter(({ isUrgent }) => !isUrgent);
  const urgentUnits = n.total(urgent.map(({ mostUnits }) => mostUnits));
  const normalUnits = n.total(normal.map(({ mostUnits }) => mostUnits));
  const byUrgency = wholeOrPart(n, bought, urgentUnits);
  const rest = wholeOrPart(n, positivePart(n, n.sub(bought, byUrgency)), normalUnits);
  const urgently = urgent.map((branch) =>
    fromUrgent(world, branch, ratio(n, n.mul(byUrgency, branch.mostUnits), urgentUnits, n.zero)),
  );
  const { baseRate, seconds } = decayedRate(world, state, market, liquity);
  const raised = isPositive(n, rest) ? baseRateAfter(world, state, market, baseRate, rest) : baseRate;
  const rate = rateOf(world, raised);
  const amounts = isPositive(n, rest) ? routed(world, state, normal, rest) : normal.map(() => n.zero);
  const normally = normal.map((branch, b) => fromNormal(world, branch, at(amounts, b), rate));
  if (isPositive(n, rest)) [liquity.baseRate, liquity.redeemedSeconds] = [raised, seconds];
  const all = [...urgently, ...normally].filter(({ cancelled }) => isPositive(n, cancelled));
  for (const each of all) settleRedemption(world, state, recorder, each, rate);
  return all;
}

/** All that can be redeemed, to the last digit, where what was bought falls short of it by no more than rounding; else what was bought. */
const wholeOrPart = <N>(n: Arithmetic<N>, bought: N, most: N): N =>
  isPositive(n, beyondRounding(n, n.sub(most, bought), most)) ? bought : most;

/** How a redemption is spread over branches; v1 has one. */
function routed<N>(
  world: World<N>,
  state: State<N>,
  branches: readonly RedeemableBranch<N>[],
  amount: N,
): readonly N[] {
  if (branches.every(({ market }) => market.kind === "liquity-v1")) return branches.map(() => amount);
  const sheets = branches.map(({ market, place }) => {
    const { liquity, coin } = branchOf(world, state, market, place);
    return { debt: coin.borrowed, poolDebt: depositsOf(world, state, market, liquity) };
  });
  return routeRedemption(world.n, sheets, amount);
}

function fromUrgent<N>({ n }: World<N>, branch: RedeemableBranch<N>, amount: N): FromBranch<N> {
  const { market, priceUsd } = branch;
  const bonus = n.parse(market.kind === "liquity-v2" ? market.urgentBonus : "0");
  let left = amount;
  const parts = branch.troves.flatMap((trove) => {
    if (!isPositive(n, left) || trove.position === undefined) return [];
    const part = redeemUrgently(n, trove, left, { priceUsd, bonus });
    left = positivePart(n, n.sub(left, part.cancelled));
    return [{ ...part, position: trove.position }];
  });
  return {
    ...{ branch, troves: parts },
    cancelled: n.total(parts.map(({ cancelled }) => cancelled)),
    drawn: n.total(parts.map(({ drawn }) => drawn)),
  };
}

function fromNormal<N>({ n }: World<N>, branch: RedeemableBranch<N>, amount: N, rate: N): FromBranch<N> {
  const { market, priceUsd, troves } = branch;
  const isV1 = market.kind === "liquity-v1";
  const reserved = isV1 ? n.parse(market.gasReserveUnits) : n.zero;
  const minimumLeft = isV1 ? n.parse(market.minimumDebtUnits) : n.zero;
  const terms: RedemptionTerms<N> = { priceUsd, reserved, minimumLeft, feeKept: isV1 ? n.zero : rate };
  const isAll = isV1 && isZero(n, n.sub(amount, branch.mostUnits));
  // More than there is takes all of every trove: what adding up and taking away leaves would count as a trove left too small.
  const redeemed = redeem(n, troves, isAll ? n.add(amount, amount) : amount, terms);
  const parts = troves.flatMap(({ position }, t) => {
    const { cancelled, drawn, isEmptied, after } = at(redeemed.troves, t);
    if (position === undefined || !isPositive(n, cancelled)) return [];
    const closed = isEmptied ? { ...after, debt: n.zero } : after;
    return [{ position, drawn, cancelled: isEmptied ? n.add(cancelled, reserved) : cancelled, after: closed }];
  });
  return { branch, troves: parts, cancelled: n.total(parts.map((part) => part.cancelled)), drawn: redeemed.drawn };
}

/** Moves one branch's debt and collateral; in v1 redeemers do not get the rate's part of what is drawn. */
function settleRedemption<N>(
  world: World<N>,
  state: State<N>,
  { books, log }: Recorder<N>,
  { branch, cancelled, drawn, troves }: FromBranch<N>,
  rate: N,
): void {
  const { n } = world;
  const { market, place } = branch;
  const { liquity, coin, held, key, heldAsset } = branchOf(world, state, market, place);
  for (const { position, after } of troves) setTrove(world, state, books, market, position, after);
  coin.borrowed = positivePart(n, n.sub(coin.borrowed, cancelled));
  coin.supplied = positivePart(n, n.sub(coin.supplied, cancelled));
  held.supplied = positivePart(n, n.sub(held.supplied, drawn));
  held.cash = positivePart(n, n.sub(held.cash, drawn));
  books.token(key, "outside", heldAsset, drawn);
  const got = market.kind === "liquity-v1" ? n.mul(drawn, n.sub(n.one, rate)) : drawn;
  liquity.toSell = n.add(liquity.toSell, got);
  const [units, from] = [n.toNumber(cancelled), nodeKey("asset", market.stablecoin)];
  const valueUsd = n.toNumber(n.mul(drawn, at(state.assets, heldAsset).marketUsd));
  const count = `${troves.length} ${troves.length === 1 ? "trove" : "troves"}`;
  const text = `${units.toPrecision(6)} ${market.stablecoin} are redeemed against ${count} of ${market.id} for ${n.toNumber(drawn).toPrecision(6)} ${market.collateral}`;
  log.add({
    kind: "redemption",
    cause: log.latest(from),
    from,
    to: key,
    channel: "price",
    asset: market.stablecoin,
    units,
    valueUsd,
    text,
  });
}
