import { describe, expect, it } from "vitest";
import { venueTerms } from "../../../src/mechanics/venues/index.js";
import type { VenueState, VenueTerms } from "../../../src/mechanics/venues/rule.js";
import { isWhole, withdrawLiquidity } from "../../../src/mechanics/venues/withdrawable.js";
import type { ProviderExit, Venue } from "../../../src/model/scenario.js";
import { at } from "../../../src/numbers/arithmetic.js";
import { decimal } from "../../../src/numbers/decimal.js";
import { float } from "../../../src/numbers/float.js";
import { literal, units } from "../../propagation/small.js";

const exit: ProviderExit = { withdrawShare: literal(0.4), trigger: { kind: "round", round: 0 } };
const rest = { id: "v", arbitragePerRound: literal(0), providers: exit };
const pair = { asset: "ETH", quote: "USDC" };

/** Each kind of venue with liquidity of a given size, all with the same prices. */
const venues: Readonly<Record<string, (size: number) => Venue>> = {
  "constant-product": (size) => ({
    ...{ ...rest, kind: "constant-product", fee: literal(0.003) },
    balances: units({ ETH: 1_000 * size, USDC: 2_000_000 * size }),
  }),
  weighted: (size) => ({
    ...{ ...rest, kind: "weighted", fee: literal(0.002) },
    balances: units({ ETH: 1_000 * size, USDC: 500_000 * size }),
    weights: [
      { asset: "ETH", weight: literal(0.8) },
      { asset: "USDC", weight: literal(0.2) },
    ],
  }),
  stableswap: (size) => ({
    ...{ ...rest, kind: "stableswap", fee: literal(0.0004), amplification: literal(50) },
    balances: units({ ETH: 1_000 * size, USDC: 1_500 * size }),
  }),
  "uniswap-v3": (size) => ({
    ...{ ...rest, ...pair, kind: "uniswap-v3", fee: literal(0.0005), price: literal(2_000) },
    ranges: [
      { lower: literal(1_500), upper: literal(2_500), liquidity: literal(100_000 * size) },
      { lower: literal(1_900), upper: literal(2_100), liquidity: literal(300_000 * size) },
    ],
  }),
  "order-book": (size) => ({
    ...{ ...rest, ...pair, kind: "order-book" },
    bids: [
      { price: literal(1_999), units: literal(100 * size) },
      { price: literal(1_990), units: literal(400 * size) },
    ],
    asks: [{ price: literal(2_001), units: literal(300 * size) }],
  }),
  "depth-curve": (size) => ({
    ...{ ...rest, ...pair, kind: "depth-curve" },
    points: [
      { units: literal(200 * size), impact: literal(0.01) },
      { units: literal(600 * size), impact: literal(0.08) },
    ],
  }),
};

const outside = [2_000, 1];
const left = <N>(terms: VenueTerms<N>, share: N, n: Parameters<typeof withdrawLiquidity<N>>[0]): VenueState<N> =>
  withdrawLiquidity(n, terms.opening, share);

describe.each(Object.entries(venues))("%s after 40 %% of its liquidity has left", (_, venueOf) => {
  const whole = venueTerms(float, venueOf(1));
  const smaller = venueTerms(float, venueOf(0.6));
  const after = left(whole, 0.4, float);

  it("quotes the same price, in both directions", () => {
    for (const [tokenIn, tokenOut] of [
      [0, 1],
      [1, 0],
    ] as const) {
      const price = (state: VenueState<number>) => whole.marginalPrice(state, tokenIn, tokenOut, outside);
      expect(price(after)).toBe(price(whole.opening));
    }
    expect(isWhole(float, whole.opening)).toBe(true);
    expect(isWhole(float, after)).toBe(false);
  });

  it.each([1, 70, 250, 10_000])("sells %d as a venue built with three fifths of the size does", (amount) => {
    const [got, expected] = [
      whole.sell(after, 0, 1, amount, outside),
      smaller.sell(smaller.opening, 0, 1, amount, outside),
    ];
    expect(got.out / expected.out).toBeCloseTo(1, 12);
    expect(got.unfilled).toBeCloseTo(expected.unfilled, 9);
    const marginal = whole.marginalPrice(got.after, 0, 1, outside);
    expect(marginal / smaller.marginalPrice(expected.after, 0, 1, outside)).toBeCloseTo(1, 9);
  });

  it("takes as much as that venue until a price is reached, and holds as much", () => {
    const floor = 0.99 * whole.marginalPrice(after, 0, 1, outside);
    const reach = whole.amountToReach(after, 0, 1, floor, outside);
    expect(reach).toBeCloseTo(smaller.amountToReach(smaller.opening, 0, 1, floor, outside), 6);
    const held = smaller.balances(smaller.opening);
    whole.balances(after)?.forEach((amount, token) => {
      expect(amount / (held?.[token] ?? Number.NaN)).toBeCloseTo(1, 12);
    });
  });

  it("says the same in decimals", () => {
    const exact = venueTerms(decimal, venueOf(1));
    const state = left(exact, decimal.parse("0.4"), decimal);
    const sold = exact.sell(state, 0, 1, decimal.parse("70"), [decimal.parse("2000"), decimal.one]);
    expect(whole.sell(after, 0, 1, 70, outside).out / sold.out.toNumber()).toBeCloseTo(1, 12);
  });

  it("takes nothing once all have left", () => {
    const empty = left(whole, 1, float);
    expect(whole.sell(empty, 0, 1, 5, outside)).toMatchObject({ out: 0, unfilled: 5 });
    expect(whole.amountToReach(empty, 0, 1, 0, outside)).toBe(0);
    for (const amount of whole.balances(empty) ?? []) expect(amount).toBe(0);
    expect(at(empty, 0)).toBe(0);
  });
});
