import { sizeToTargetHealth } from "../../../src/mechanics/actors/deleverage.js";
import {
  healthAtLeverage,
  impliedLtv,
  leverAfterRounds,
  leverAlongChain,
  leverageAtHealth,
  liquidationPriceRatio,
  maxLeverage,
} from "../../../src/mechanics/loops/loop.js";
import { type UnwindRound, unwindRounds } from "../../../src/mechanics/loops/unwind.js";
import { type Arithmetic, ratio } from "../../../src/numbers/arithmetic.js";
import { type Adapters, InputError, type Outputs, type Reader } from "../adapter.js";

function nFold<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const rounds = n.fromNumber(inputs.whole("loops"));
  const loop = leverAfterRounds(n, inputs.number("equity"), inputs.number("ltv"), rounds);
  return { ...loop, realisedLtv: ratio(n, loop.debt, loop.collateral, n.zero) };
}

function max<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  return { maxLeverage: maxLeverage(n, inputs.number("ltv")) };
}

function liquidationRatio<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const leverage = inputs.number("leverage");
  const threshold = inputs.number("liquidationThreshold");
  const priceRatio = liquidationPriceRatio(n, leverage, threshold);
  return {
    hfAtEntry: healthAtLeverage(n, leverage, threshold),
    liquidationPriceRatio: priceRatio,
    maxDrop: n.sub(n.one, priceRatio),
    equityReturnAtLiquidation: n.mul(leverage, n.sub(priceRatio, n.one)),
  };
}

function leverageFromHealth<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  return { leverage: leverageAtHealth(n, inputs.number("healthFactor"), inputs.number("liquidationThreshold")) };
}

function unwindToHealth<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const collateralUsd = inputs.number("collateral");
  const debtUsd = inputs.number("debt");
  const liquidationThreshold = inputs.number("liquidationThreshold");
  const slippage = inputs.number("slippage");
  const targetHealth = inputs.number("targetHf");
  const size = sizeToTargetHealth(n, { collateralUsd, debtUsd, liquidationThreshold, targetHealth, slippage });
  const collateralAfter = n.sub(collateralUsd, size.sellUsd);
  const debtAfter = n.sub(debtUsd, size.repayUsd);
  return {
    sell: size.sellUsd,
    debtAfter,
    collateralAfter,
    hfAfter: n.div(n.mul(liquidationThreshold, collateralAfter), debtAfter),
    equityLost: n.mul(size.sellUsd, slippage),
    reachesTarget: size.reachesTarget,
  };
}

function rounds<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const opening = { collateral: inputs.number("collateral"), debt: inputs.number("debt") };
  const steps = unwindRounds(n, opening, inputs.number("liquidationThreshold"));
  if (steps === undefined) throw new InputError("nothing can be withdrawn from this loop");
  return { rounds: n.fromNumber(steps.length), first: named(steps[0]), last: named(steps.at(-1)) };
}

const named = <N>(round: UnwindRound<N> | undefined): Outputs<N> | undefined =>
  round && { withdraw: round.withdrawn, debtAfter: round.debt, collateralAfter: round.collateral };

function chain<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const loop = leverAlongChain(n, inputs.optionalNumber("equity") ?? n.one, inputs.numbers("ltvs"));
  return { totalCollateralNotional: loop.collateral, totalDebt: loop.debt, systemCollateralPerEquity: loop.leverage };
}

function implied<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const leverage = n.div(inputs.number("notional"), inputs.number("equity"));
  return { leverage, impliedLtv: impliedLtv(n, leverage) };
}

export const loopAdapters: Adapters = {
  "loop.n-fold": nFold,
  "loop.max": max,
  "loop.liquidation-ratio": liquidationRatio,
  "loop.leverage-from-hf": leverageFromHealth,
  "loop.unwind-to-hf": unwindToHealth,
  "loop.unwind-rounds": rounds,
  "loop.chain": chain,
  "loop.implied-ltv": implied,
};
