import { expect, it } from "vitest";
import { venueTerms } from "../../../src/mechanics/venues/index.js";
import { splitSale } from "../../../src/mechanics/venues/route.js";
import type { Scenario, Venue } from "../../../src/model/scenario.js";
import { float } from "../../../src/numbers/float.js";
import { simulate } from "../../../src/propagation/index.js";
import { balance, issuer } from "../../network/small-scenarios.js";
import { literal, small } from "../../propagation/small.js";

/** Draws in which the last digit of a sum once decided. */
const curve = (asset: string): Venue => ({
  ...{ id: "quotes", kind: "depth-curve", asset, quote: "USD", arbitragePerRound: literal(0) },
  points: [
    { units: literal(59_981), impact: literal(0.004) },
    { units: literal(239_924), impact: literal(0.03) },
    { units: literal(599_810), impact: literal(0.2) },
  ],
});

const pool: Venue = {
  ...{ id: "pool", kind: "stableswap", fee: literal(0), amplification: literal(200), arbitragePerRound: literal(0) },
  balances: [balance("LUSD", 360_004), balance("USD", 360_004)],
};

it("a sale that is more than one venue can take uses that venue up, in whatever order venues come", () => {
  const legs = [curve("LUSD"), pool].map((venue) => {
    const terms = venueTerms(float, venue);
    return { terms, state: terms.opening, tokenIn: 0, tokenOut: 1, outsideUsd: [1, 1] };
  });
  for (const order of [legs, legs.toReversed()]) {
    const { legs: fills, unfilled } = splitSale(float, order, 1_096_890);
    const [quotes, rest] = order === legs ? fills : fills.toReversed();
    expect(quotes?.amountIn).toBe(599_810);
    expect(rest?.amountIn).toBe(1_096_890 - 599_810);
    expect(unfilled).toBe(0);
  }
});

/** Holders who are turned away sell to a venue that has little left to buy with, then nothing. */
const turnedAway = (held: number): Scenario =>
  small(
    { USD: 1 },
    {
      assets: [{ id: "TOK", issuer: "mint" }],
      clock: { secondsPerRound: literal(86_400), maxRounds: 4, priceTolerance: literal(1e-6) },
      venues: [curve("TOK")],
      actors: [
        {
          ...{ id: "redeemer", holdings: [balance("TOK", held)] },
          policies: [
            {
              ...{ kind: "redeem", asset: "TOK", trigger: { kind: "round", round: 1 }, delayRounds: 0 },
              ...{ sharePerRound: literal(0.658528), elseSell: { share: literal(0.5), into: "USD" } },
            },
          ],
        },
      ],
      issuers: [
        {
          ...issuer("mint", {
            holdings: [balance("USD", 386_477)],
            external: [{ name: "loans", valueUsd: literal(4_613_523) }],
            supply: 5_000_000,
          }),
          redemption: {
            ...{ gate: { kind: "paused" }, at: "nav", paysIn: ["USD"] },
            elseSell: { share: literal(0.593264), into: "USD" },
            run: {
              kind: "classes",
              classes: [
                {
                  ...{ name: "early", share: literal(0.444), delayRounds: 0, trigger: { kind: "round", round: 0 } },
                  ...{ sharePerRound: literal(0.865225), stayShare: literal(0) },
                },
              ],
            },
          },
        },
      ],
    },
  );

it("nobody sells less than nothing to a venue that buys no more", () => {
  for (let k = 0; k < 60; k += 1) {
    const { audit, events } = simulate(turnedAway(89_108.8 + 7.31 * k)).result;
    expect(audit.residual).toBeLessThan(1e-9);
    for (const { units = 0 } of events) expect(units).toBeGreaterThanOrEqual(0);
  }
});
