import { stableswap } from "../mechanics/venues/stableswap.js";
import type { Literal, StableswapVenue } from "../model/scenario.js";
import { type Arithmetic, isPositive } from "../numbers/arithmetic.js";

/**
 * Lido's worst-case model of June 2023: a large sale of stETH into Curve's pool, Aave's liquidations at the price it leaves, the
 * sale of all they seize, and so on. A model of its own, apart from the engine: one price for all, and liquidators who do not ask
 * whether a call pays. Source: github.com/lidofinance/aave-liquidation-model at a44561e, run of 2023-06-19.
 */

/** Borrowers against stETH, as the source groups them: the Aave version and what they owe. */
export type StressGroup = "v2-eth-debt" | "v2-other-debt" | "v3-e-mode" | "v3-other-debt";

/** One account; values in ETH, at the start. */
export interface StressedAccount<N> {
  readonly group: StressGroup;
  readonly collateralEth: N;
  readonly debtEth: N;
  /** Average threshold of all its collateral, 0–1. */
  readonly liquidationThreshold: N;
  /** The part of its collateral that is stETH, as value and in stETH. */
  readonly stethEth: N;
  readonly stethUnits: N;
  /** The debt that one call repays a share of: the one in ETH, or the largest of those that are not. */
  readonly callableDebtEth: N;
}

/**
 * What is sold from the third round on: all that is liquidatable less what was sold before. "published" subtracts the last
 * increment only, as the source does, and sells again what it had sold earlier; "corrected" subtracts all of it.
 */
export type StressMode = "published" | "corrected";

export interface StressRound<N> {
  /** stETH sold by liquidators in this round; in the first, which is the sale itself, 0. */
  readonly soldUnits: N;
  /** ETH for one more stETH, after fee. */
  readonly pegAfter: N;
  readonly poolEth: N;
  readonly poolSteth: N;
  /** stETH that liquidators could seize, from the start, at the peg before this round. */
  readonly seizableUnits: N;
}

export interface StressTrace<N> {
  readonly rounds: readonly StressRound<N>[];
  /** settled: the last round moved the peg by less than 1 %; cascade: the last of five still moved it by more. */
  readonly verdict: "settled" | "cascade";
}

interface GroupTerms {
  /** Liquidation threshold of stETH. */
  readonly threshold: string;
  readonly closeFactor: string;
  /** 1 + bonus. */
  readonly incentive: string;
}

const V2: GroupTerms = { threshold: "0.83", closeFactor: "0.5", incentive: "1.07" };
const TERMS: Readonly<Record<StressGroup, GroupTerms>> = {
  "v2-eth-debt": V2,
  "v2-other-debt": V2,
  "v3-e-mode": { threshold: "0.93", closeFactor: "1", incentive: "1.01" },
  "v3-other-debt": { threshold: "0.795", closeFactor: "1", incentive: "1.07" },
};

const literal = (text: string): Literal => text as Literal;

const POOL: StableswapVenue = {
  kind: "stableswap",
  id: "curve-steth",
  balances: [
    { asset: "stETH", units: literal("241954") },
    { asset: "ETH", units: literal("235285") },
  ],
  amplification: literal("30"),
  fee: literal("0.0004"),
  arbitragePerRound: literal("0"),
};
const STETH = 0;
const ETH = 1;

/** ETH for one stETH when the accounts were read. */
const CURRENT_PEG = "0.9987";
const SETTLED = "0.01";
const MAX_ROUNDS = 5;

/** To two decimals, half up: the peg at which the source judges accounts. */
function roundedPeg<N>(n: Arithmetic<N>, peg: N): N {
  const hundred = n.parse("100");
  return n.div(n.floor(n.add(n.mul(peg, hundred), n.parse("0.5"))), hundred);
}

/** (C·LT̄ − C_stETH·LT·(1 − peg/peg₀)) / D ≤ 1, equality included, without the division. */
function isLiquidatable<N>(n: Arithmetic<N>, account: StressedAccount<N>, peg: N): boolean {
  const fall = n.sub(n.one, n.div(peg, n.parse(CURRENT_PEG)));
  const lost = n.mul(n.mul(account.stethEth, n.parse(TERMS[account.group].threshold)), fall);
  const capacity = n.sub(n.mul(account.collateralEth, account.liquidationThreshold), lost);
  return !n.less(account.debtEth, capacity);
}

/**
 * min(D·CF·(1 + bonus)/peg, stETH posted), in stETH. The source has no such bound for debts in ETH on v2; it is first met at a peg below
 * 0.54, at which no round of the published run is judged.
 */
function seizedUnits<N>(n: Arithmetic<N>, account: StressedAccount<N>, peg: N): N {
  const { closeFactor, incentive } = TERMS[account.group];
  const owed = n.mul(n.mul(account.callableDebtEth, n.parse(closeFactor)), n.parse(incentive));
  return n.min(n.div(owed, peg), account.stethUnits);
}

/** The model's run after `saleUnits` of stETH are sold at once. The pool, thresholds and stopping rule are the source's. */
export function stressSteth<N>(
  n: Arithmetic<N>,
  accounts: readonly StressedAccount<N>[],
  saleUnits: N,
  mode: StressMode,
): StressTrace<N> {
  const pool = stableswap.terms(n, POOL);
  const afterFee = n.sub(n.one, pool.fee);
  let balances = pool.opening;
  const sell = (soldUnits: N, seizableUnits: N): StressRound<N> => {
    balances = pool.sell(balances, STETH, ETH, soldUnits, []).after;
    const [poolSteth = n.zero, poolEth = n.zero] = balances;
    const pegAfter = n.mul(pool.marginalPrice(balances, STETH, ETH, []), afterFee);
    return { soldUnits, pegAfter, poolEth, poolSteth, seizableUnits };
  };
  let last: StressRound<N> = { ...sell(saleUnits, n.zero), soldUnits: n.zero };
  const rounds = [last];
  while (rounds.length < MAX_ROUNDS) {
    const peg = roundedPeg(n, last.pegAfter);
    const seizable = n.total(
      accounts.filter((account) => isLiquidatable(n, account, peg)).map((account) => seizedUnits(n, account, peg)),
    );
    const next = sell(n.sub(seizable, mode === "published" ? last.soldUnits : last.seizableUnits), seizable);
    const move = n.div(n.sub(last.pegAfter, next.pegAfter), last.pegAfter);
    rounds.push(next);
    last = next;
    if (!isPositive(n, n.sub(move, n.parse(SETTLED)))) return { rounds, verdict: "settled" };
  }
  return { rounds, verdict: "cascade" };
}
