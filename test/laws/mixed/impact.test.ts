import { expect, it } from "vitest";
import { venueTerms } from "../../../src/mechanics/venues/index.js";
import { at } from "../../../src/numbers/arithmetic.js";
import { float } from "../../../src/numbers/float.js";
import { draws } from "../draws.js";
import { type Asset, PRICES } from "./part.js";
import { VENUES } from "./venues.js";

it.each(Object.entries(VENUES))("selling more never fetches a higher average price: %s", (_, make) => {
  for (let seed = 1; seed <= 60; seed += 1) {
    const d = draws(seed + 5_000_000);
    const pair = d.pick([
      ["ETH", "USD"],
      ["stETH", "ETH"],
      ["DAI", "USD"],
    ] as const);
    const depthUsd = 10 ** d.between(4, 8);
    const terms = venueTerms(float, make(d, { id: "venue", asset: pair[0], quote: pair[1], depthUsd }));
    const outsideUsd = terms.tokens.map((asset) => PRICES[asset as Asset] * d.between(0.9, 1.1));
    const [tokenIn, tokenOut] = d.chance(0.5) ? [0, 1] : [1, 0];
    // A state that trades have left, now and then.
    const before = terms.sell(
      terms.opening,
      tokenOut,
      tokenIn,
      (d.pick([0, 0.1, 0.5]) * depthUsd) / at(outsideUsd, tokenOut),
      outsideUsd,
    );
    let averageBefore = Number.POSITIVE_INFINITY;
    let outBefore = 0;
    for (const share of [0.001, 0.01, 0.05, 0.2, 0.5, 1, 3]) {
      const amount = (share * depthUsd) / at(outsideUsd, tokenIn);
      const { out, unfilled } = terms.sell(before.after, tokenIn, tokenOut, amount, outsideUsd);
      const sold = amount - unfilled;
      expect(unfilled, `seed ${seed}`).toBeGreaterThanOrEqual(0);
      expect(out, `seed ${seed}, ${share}`).toBeGreaterThanOrEqual(outBefore * (1 - 1e-12));
      if (sold > 0) {
        expect(out / sold, `seed ${seed}, ${share}`).toBeLessThanOrEqual(averageBefore * (1 + 1e-9));
        averageBefore = out / sold;
      }
      outBefore = out;
    }
  }
});
