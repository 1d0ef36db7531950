import { expect, it } from "vitest";
import { simulate } from "../../../src/propagation/index.js";
import { atRest, CRASH, judgedByFixed, withoutOraclePriced } from "./at-rest.js";
import { randomMixed } from "./mixed.js";

const SEEDS = Array.from({ length: 30 }, (_, k) => k + 1);

it("without a shock nothing happens, and nobody loses anything", () => {
  for (const seed of SEEDS) {
    const { events, stop, nodes } = simulate(atRest(randomMixed(seed))).result;
    expect(
      events.map(({ kind }) => kind),
      `seed ${seed}`,
    ).toEqual(["start"]);
    expect(stop, `seed ${seed}`).toEqual({ reason: "quiescent", round: 0 });
    for (const { lossUsd } of nodes) expect(lossUsd).toEqual({ direct: 0, price: 0, claim: 0, run: 0 });
  }
}, 300_000);

/** What only a judgement by oracles brings about. */
const JUDGED: readonly string[] = [
  ...["liquidation", "liquidation-declined", "bad-debt", "stability-pool", "redistribution", "shutdown"],
  ...["offer-taken", "offer-declined", "auction-reset", "auto-deleveraging", "deleverage"],
];

it("two prices are never mixed: with oracles that stand still no protocol acts, however far the market falls", () => {
  for (const seed of SEEDS) {
    const { result } = simulate({ ...judgedByFixed(atRest(randomMixed(seed)), 1), shocks: CRASH });
    expect(
      result.events.map(({ kind }) => kind).filter((kind) => JUDGED.includes(kind)),
      `seed ${seed}`,
    ).toEqual([]);
    expect(result.nodes.reduce((sum, { lossUsd }) => sum + lossUsd.direct, 0)).toBeGreaterThan(0);
  }
}, 300_000);

it("two prices are never mixed: oracles that stand elsewhere change no price, sale or net asset value", () => {
  for (const seed of SEEDS) {
    const mixed = randomMixed(seed);
    const scenario = { ...withoutOraclePriced(atRest(mixed)), actors: mixed.actors, shocks: CRASH };
    const [low, high] = [0.97, 1.05].map((factor) => {
      const { rounds, events } = simulate(judgedByFixed(scenario, factor)).result;
      const sales = events.filter(({ kind }) => ["sale", "stop-loss", "hedge"].includes(kind));
      return {
        prices: rounds.map(({ assets, issuers, soldUsd }) => ({ assets, issuers, soldUsd })),
        sales: sales.map(({ round, units, valueUsd, lossUsd }) => ({ round, units, valueUsd, lossUsd })),
      };
    });
    expect(low, `seed ${seed}`).toEqual(high);
  }
}, 300_000);
