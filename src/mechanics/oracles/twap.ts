import type { Oracle } from "../../model/scenario.js";
import { type Arithmetic, at, isPositive, isZero } from "../../numbers/arithmetic.js";
import type { OracleRule, OracleState } from "./rule.js";

/** A price and how long it stood. */
export interface PriceSpan<N> {
  readonly price: N;
  readonly seconds: N;
}

/** Σp·Δt: what a Uniswap v2 pair accumulates. */
export const cumulativePrice = <N>(n: Arithmetic<N>, spans: readonly PriceSpan<N>[]): N =>
  n.total(spans.map(({ price, seconds }) => n.mul(price, seconds)));

/** Arithmetic mean price over time, Σp·Δt/ΣΔt; the spans must last over 0 s. Source: Uniswap v2 whitepaper, section 2.2. */
export const meanPrice = <N>(n: Arithmetic<N>, spans: readonly PriceSpan<N>[]): N =>
  n.div(cumulativePrice(n, spans), n.total(spans.map(({ seconds }) => seconds)));

/** Geometric mean price over time, exp(Σ ln p·Δt/ΣΔt), which is 1.0001^(mean tick); 0 where a price was. Source: Uniswap v3-core, Oracle.sol. */
export function geometricMeanPrice<N>(n: Arithmetic<N>, spans: readonly PriceSpan<N>[]): N {
  if (spans.some(({ price }) => !isPositive(n, price))) return n.zero;
  return n.exp(
    meanPrice(
      n,
      spans.map(({ price, seconds }) => ({ price: n.ln(price), seconds })),
    ),
  );
}

const spansOf = <N>(state: OracleState<N>): readonly PriceSpan<N>[] =>
  Array.from({ length: state.length / 2 }, (_, k) => ({ price: at(state, 2 * k), seconds: at(state, 2 * k + 1) }));

/** The latest spans that fill the window, oldest first; the oldest is cut to fit. */
function within<N>(n: Arithmetic<N>, spans: readonly PriceSpan<N>[], windowSeconds: N): readonly PriceSpan<N>[] {
  const kept: PriceSpan<N>[] = [];
  let room = windowSeconds;
  for (const { price, seconds } of spans.toReversed()) {
    if (!isPositive(n, room)) break;
    const counted = n.min(seconds, room);
    kept.push({ price, seconds: counted });
    room = n.sub(room, counted);
  }
  return kept.toReversed();
}

/**
 * Time-weighted average of the market price over a window, arithmetic or geometric. Before the start the opening price is taken to have stood for
 * ever. State: price, seconds, price, seconds, … oldest first, filling the window.
 */
export const twap: OracleRule<Extract<Oracle, { kind: "twap" }>> = {
  kind: "twap",
  terms: (n, oracle) => {
    const windowSeconds = n.parse(oracle.windowSeconds);
    const mean = oracle.mean === "geometric" ? geometricMeanPrice : meanPrice;
    return {
      opening: ({ marketUsd }) => [marketUsd, windowSeconds],
      step: (state, { heldUsd, elapsedSeconds }) => {
        if (isZero(n, elapsedSeconds)) return state;
        const spans = [...spansOf(state), { price: heldUsd, seconds: elapsedSeconds }];
        return within(n, spans, windowSeconds).flatMap(({ price, seconds }) => [price, seconds]);
      },
      priceUsd: (state) => mean(n, spansOf(state)),
    };
  },
};
