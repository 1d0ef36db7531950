import {
  decayFactor,
  MINUTE_DECAY_V1,
  RATE_FLOOR,
  raisedBaseRate,
  redemptionRate,
} from "../../../src/mechanics/cdp/liquity/base-rate.js";
import { collateralRatio, liquityAction } from "../../../src/mechanics/cdp/liquity/mode.js";
import { redistribute } from "../../../src/mechanics/cdp/liquity/redistribution.js";
import { type LiquidationSplit, offsetThenRedistribute, splitTrove } from "../../../src/mechanics/cdp/liquity/split.js";
import {
  collateralGained,
  type Deposit,
  depositInto,
  depositLeft,
  offsetDebt,
  openPool,
} from "../../../src/mechanics/cdp/liquity/stability-pool.js";
import { poolForOffsets, splitBranchTrove } from "../../../src/mechanics/cdp/liquity/v2-liquidation.js";
import { type Arithmetic, isPositive } from "../../../src/numbers/arithmetic.js";
import type { Adapters, Output, Outputs, Reader } from "../adapter.js";

/** Liquity's own, where a vector states none. */
const GAS_SHARE = "0.005";

const gasShareOf = <N>(n: Arithmetic<N>, inputs: Reader<N>): N =>
  inputs.optionalNumber("gasCompFraction") ?? n.parse(GAS_SHARE);

function byName<N>(inputs: Reader<N>, value: (name: string) => N): Readonly<Record<string, N>> {
  return Object.fromEntries(inputs.keys().map((name) => [name, value(name)]));
}

/** Liquidations in turn, each offset as far as the pool reaches. */
function stabilityPool<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const deposits = inputs.record("deposits");
  let pool = openPool(n);
  const made = new Map<string, Deposit<N>>();
  for (const name of deposits.keys()) {
    const deposited = depositInto(n, pool, deposits.number(name));
    pool = deposited.pool;
    made.set(name, deposited.deposit);
  }
  for (const liquidation of inputs.records("liquidations")) {
    const split = offsetThenRedistribute(n, {
      debt: liquidation.number("debt"),
      collateral: liquidation.number("collateral"),
      gasShare: gasShareOf(n, liquidation),
      poolDebt: pool.deposits,
    });
    if (!isPositive(n, split.debtOffset)) continue;
    pool = offsetDebt(n, pool, { debt: split.debtOffset, collateral: split.collateralToPool });
  }
  const of = (value: (deposit: Deposit<N>) => N) =>
    byName(deposits, (name) => {
      const deposit = made.get(name);
      return deposit === undefined ? n.zero : value(deposit);
    });
  return {
    depositAfter: of((deposit) => depositLeft(n, pool, deposit)),
    ethGain: of((deposit) => collateralGained(n, pool, deposit)),
    poolAfter: pool.deposits,
  };
}

const named = <N>(split: LiquidationSplit<N>): Outputs<N> => ({
  gasComp: split.gasCompensation,
  debtOffset: split.debtOffset,
  debtToOffset: split.debtOffset,
  collToSP: split.collateralToPool,
  debtRedistributed: split.debtRedistributed,
  debtToRedistribute: split.debtRedistributed,
  collRedistributed: split.collateralRedistributed,
  collToRedistribute: split.collateralRedistributed,
  collSurplus: split.collateralSurplus,
});

function redistribution<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const split = offsetThenRedistribute(n, {
    debt: inputs.number("troveDebt"),
    collateral: inputs.number("troveCollateral"),
    gasShare: gasShareOf(n, inputs),
    poolDebt: inputs.number("stabilityPool"),
  });
  const others = inputs.record("otherTroves");
  const troves = others.keys().map((name) => {
    const trove = others.record(name);
    const collateral = trove.number("collateral");
    return { name, debt: trove.number("debt"), collateral, stake: trove.optionalNumber("stake") ?? collateral };
  });
  const after = redistribute(n, troves, { debt: split.debtRedistributed, collateral: split.collateralRedistributed });
  const records = after.map(({ name, debt, collateral }): [string, Output<N>] => [name, { debt, collateral }]);
  return { ...named(split), ...Object.fromEntries(records) };
}

function mode<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const action = liquityAction(n, {
    icr: inputs.number("icr"),
    tcr: inputs.number("tcr"),
    troveDebt: inputs.number("troveDebt"),
    poolDebt: inputs.number("stabilityPool"),
    mcr: inputs.number("MCR"),
    ccr: inputs.number("CCR"),
    isLastTrove: inputs.optionalFlag("isLastTrove") ?? false,
  });
  return { action };
}

function recovery<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const [debt, collateral, priceUsd] = [inputs.number("debt"), inputs.number("collateral"), inputs.number("price")];
  const [mcr, poolDebt] = [inputs.number("MCR"), inputs.number("stabilityPool")];
  const icr = collateralRatio(n, { debt, collateral }, priceUsd);
  const standing = { icr, tcr: inputs.number("TCR"), troveDebt: debt, poolDebt, mcr, ccr: inputs.number("CCR") };
  const action = liquityAction(n, { ...standing, isLastTrove: inputs.optionalFlag("isLastTrove") ?? false });
  const trove = { debt, collateral, gasShare: gasShareOf(n, inputs), poolDebt };
  const nothing: LiquidationSplit<N> = {
    gasCompensation: n.zero,
    debtOffset: n.zero,
    collateralToPool: n.zero,
    debtRedistributed: n.zero,
    collateralRedistributed: n.zero,
    collateralSurplus: n.zero,
  };
  const split = splitTrove(n, action, trove, { mcr, priceUsd }) ?? nothing;
  return { icr, action, liquidatable: action !== "none", ...named(split) };
}

/** Amounts only: that the trove may be liquidated is given. The pool keeps 1 BOLD. */
function branchSplit<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const trove = {
    debt: inputs.number("debt"),
    collateral: inputs.number("collateral"),
    priceUsd: inputs.number("price"),
    poolDebt: poolForOffsets(n, inputs.number("stabilityPool")),
  };
  return named(
    splitBranchTrove(n, trove, {
      pool: inputs.number("penaltySP"),
      redistribution: inputs.optionalNumber("penaltyRedistribution") ?? n.parse("0.1"),
      gasShare: gasShareOf(n, inputs),
      gasCapUnits: inputs.optionalNumber("gasCompCap") ?? n.parse("2"),
    }),
  );
}

function decay<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const minuteDecay = inputs.optionalNumber("minuteDecay") ?? n.parse(MINUTE_DECAY_V1);
  const factor = decayFactor(n, minuteDecay, inputs.number("minutes"));
  const baseRate = inputs.optionalNumber("baseRate");
  return { factor, decayedBaseRate: baseRate === undefined ? undefined : n.mul(baseRate, factor) };
}

function redemption<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const newBaseRate = raisedBaseRate(n, {
    baseRate: inputs.number("baseRate"),
    redeemed: inputs.number("redeemed"),
    totalSupply: inputs.number("totalSupply"),
    beta: inputs.optionalNumber("beta") ?? n.parse("2"),
  });
  const floor = inputs.optionalNumber("floor") ?? n.parse(RATE_FLOOR);
  return { newBaseRate, redemptionRate: redemptionRate(n, newBaseRate, floor) };
}

export const liquityAdapters: Adapters = {
  "liquity.stability-pool": stabilityPool,
  "liquity.redistribution": redistribution,
  "liquity.mode": mode,
  "liquity.recovery-mode": recovery,
  "liquity.base-rate-decay": decay,
  "liquity.redemption-rate": redemption,
  "liquity-v2.offset": branchSplit,
  "liquity-v2.mixed": branchSplit,
};
