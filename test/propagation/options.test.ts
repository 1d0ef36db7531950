import { describe, expect, it } from "vitest";
import { blackScholes } from "../../src/mechanics/options/black-scholes.js";
import type { Actor, OptionHolding } from "../../src/model/scenario.js";
import { float } from "../../src/numbers/float.js";
import { simulate } from "../../src/propagation/index.js";
import { runYaml } from "./from-yaml.js";
import { flat, literal, pool, priceShock, sale, small, units } from "./small.js";

const option = (parts: Partial<OptionHolding> & { readonly right: OptionHolding["right"] }): OptionHolding => ({
  ...{ underlying: "ETH", strikeUsd: literal(100), expiryDays: literal(365), units: literal(-1_000) },
  ...{ volatility: literal(0.5), rate: literal(0), yieldRate: literal(0), ...parts },
});

const hedge = (bandUnits: number): Actor["policies"] => [
  { kind: "delta-hedge", underlying: "ETH", into: "USDC", bandUnits: literal(bandUnits) },
];

/** At the money for a year at 50 %: d₁ = 0.25, d₂ = −0.25, Φ(0.25) = 0.5987063256829237 (tables of the normal distribution). */
const PHI_QUARTER = 0.5987063256829237;

describe("options in a run", () => {
  it("count in what their holder is worth, below zero for who has written more than it owns", () => {
    const actors = [{ id: "dealer", holdings: [], policies: [], options: [option({ right: "call" })] }];
    const { result } = simulate(small({ ETH: 100, USDC: 1 }, { actors, shocks: [priceShock("ETH", -0.2)] }));
    // call = 100·Φ(0.25) − 100·Φ(−0.25), written 1,000 times.
    const call = 100 * PHI_QUARTER - 100 * (1 - PHI_QUARTER);
    const dealer = result.nodes.find(({ key }) => key === "actor:dealer");
    expect(dealer?.startUsd).toBeCloseTo(-1000 * call, 8);
    // At 80: d₁ = (ln 0.8 + 0.125)/0.5 = −0.196287, d₂ = −0.696287; call = 80·Φ(d₁) − 100·Φ(d₂). The writer gains by the shock.
    const { valueUsd } = blackScholes(
      float,
      { right: "call", strikeUsd: 100, yearsToExpiry: 1 },
      { spotUsd: 80, volatility: 0.5, rate: 0, yieldRate: 0 },
    );
    expect(valueUsd).toBeCloseTo(80 * 0.42219 - 100 * 0.24313, 1);
    expect(dealer?.lossUsd.direct).toBeCloseTo(-1000 * (call - valueUsd), 8);
  });

  it("are settled at the price at expiry, and move no more", () => {
    const put = option({ right: "put", expiryDays: literal(2), units: literal(10) });
    const scenario = small(
      { ETH: 100, USDC: 1 },
      {
        actors: [{ id: "client", holdings: [], policies: [], options: [put] }],
        clock: { secondsPerRound: literal(86_400), maxRounds: 6, priceTolerance: literal(1e-9) },
        shocks: [priceShock("ETH", -0.1), priceShock("ETH", -0.5, 3)],
      },
    );
    const { result } = simulate(scenario);
    const client = result.nodes.find(({ key }) => key === "actor:client");
    // 10 puts at 100, settled at 90 in round 2; 45 in round 3 comes too late.
    expect(client?.endUsd).toBeCloseTo(100, 9);
    expect(result.events.find(({ kind }) => kind === "expiry")?.round).toBe(2);
  });

  it("lose nothing by the mere passing of time", () => {
    const scenario = small(
      { ETH: 100, USDC: 1 },
      {
        actors: [
          { id: "client", holdings: [], policies: [], options: [option({ right: "call", units: literal(10) })] },
        ],
        clock: { secondsPerRound: literal(86_400), maxRounds: 30, priceTolerance: literal(1e-9), runToMaxRounds: true },
        shocks: [priceShock("USDC", -0.001)],
      },
    );
    const client = simulate(scenario).result.nodes.find(({ key }) => key === "actor:client");
    expect(client?.endUsd).toBeLessThan((client?.startUsd ?? 0) * 0.97);
    expect(client?.lossUsd).toEqual({ direct: 0, price: 0, claim: 0, run: 0 });
  });

  it("give one side what they take from the other", () => {
    const written = option({ right: "put", counterparty: "client" });
    const scenario = small(
      { ETH: 100, USDC: 1 },
      {
        venues: [pool({ ETH: 10_000, USDC: 1_000_000 })],
        actors: [
          { id: "dealer", holdings: [], policies: [], options: [written] },
          { id: "client", holdings: [], policies: [] },
        ],
        shocks: [sale("ETH", 1_000, "USDC")],
      },
    );
    const { result, shape } = simulate(scenario);
    const [dealer, client] = ["dealer", "client"].map((id) => result.nodes.find(({ key }) => key === `actor:${id}`));
    expect(dealer?.startUsd).toBe(-(client?.startUsd ?? 0));
    expect(dealer?.lossUsd.direct).toBeGreaterThan(4_000);
    expect(dealer?.lossUsd.direct).toBe(-(client?.lossUsd.direct ?? 0));
    expect(shape.edges.filter(({ to }) => to === "asset:ETH").map(({ from }) => from)).toEqual(
      expect.arrayContaining(["actor:dealer", "actor:client"]),
    );
    // What the dealer lost came from ETH.
    expect(result.transmissions.some(({ from, to }) => from === "asset:ETH" && to === "actor:dealer")).toBe(true);
  });
});

describe("delta hedging", () => {
  /** Calls written on 1,000 ETH, hedged at the start; sales do not move the price. */
  const dealer = (
    change: number,
    holdings: Readonly<Record<string, number>>,
    { parts = option({ right: "call" }), band = 0.001 } = {},
  ) =>
    simulate(
      small(
        { ETH: 100, USDC: 1 },
        {
          venues: [flat("ETH", "USDC", 100_000)],
          actors: [{ id: "dealer", holdings: units(holdings), policies: hedge(band), options: [parts] }],
          shocks: [priceShock("ETH", change)],
        },
      ),
    ).result;
  const traded = (result: ReturnType<typeof dealer>) => result.events.find(({ kind }) => kind === "hedge")?.units ?? 0;

  it("sells what delta has fallen by: by hand, from 100 to 80", () => {
    const result = dealer(-0.2, { ETH: 1_000 * PHI_QUARTER }, { band: 5 });
    // d₁ = (ln 0.8 + 0.125)/0.5 = −0.19628710262841947, Φ(d₁) = 0.4221928...
    const delta = blackScholes(
      float,
      { right: "call", strikeUsd: 100, yearsToExpiry: 1 },
      { spotUsd: 80, volatility: 0.5, rate: 0, yieldRate: 0 },
    ).delta;
    expect(delta).toBeCloseTo(0.42219, 4);
    expect(traded(result)).toBeCloseTo(1_000 * (PHI_QUARTER - delta), 6);
    expect(result.rounds[0]?.soldUsd).toBeCloseTo(traded(result) * 80, 6);
    expect(result.events.filter(({ kind }) => kind === "hedge")).toHaveLength(1);
    expect(result.audit.residual).toBeLessThan(1e-12);
  });

  it("trades gamma × price change where the change is small", () => {
    // Γ = φ(0.25)/(100·0.5) = 0.0077336; φ(0.25) = 0.3866681168.
    const gamma = 0.3866681168028493 / 50;
    const sold = traded(dealer(-0.001, { ETH: 1_000 * PHI_QUARTER }));
    expect(sold / (1_000 * gamma * 0.1)).toBeCloseTo(1, 2);
    const bought = traded(dealer(0.001, { ETH: 1_000 * PHI_QUARTER, USDC: 1e6 }));
    expect(bought / (1_000 * gamma * 0.1)).toBeCloseTo(1, 2);
  });

  it("sells into a fall after writing calls, and buys into it after buying puts", () => {
    const scenario = (right: "call" | "put", contracts: number, held: number) =>
      simulate(
        small(
          { ETH: 100, USDC: 1 },
          {
            venues: [pool({ ETH: 10_000, USDC: 1_000_000 })],
            actors: [
              {
                ...{ id: "dealer", holdings: units({ ETH: held, USDC: 1e6 }), policies: hedge(0.5) },
                options: [option({ right, units: literal(contracts) })],
              },
            ],
            shocks: [priceShock("ETH", -0.2)],
          },
        ),
      ).result;
    const end = (result: ReturnType<typeof scenario>) => result.rounds.at(-1)?.assets[0]?.marketUsd ?? 0;
    const short = scenario("call", -1_000, 1_000 * PHI_QUARTER);
    const long = scenario("put", 1_000, 1_000 * (1 - PHI_QUARTER));
    expect(end(short)).toBeLessThan(78);
    expect(end(long)).toBeGreaterThan(82);
    for (const { audit, stop } of [short, long]) {
      expect(audit.residual).toBeLessThan(1e-12);
      expect(stop.reason).toBe("quiescent");
    }
    // The seller's way into the price is on record.
    expect(short.transmissions.some(({ from, channel }) => from === "actor:dealer" && channel === "price")).toBe(true);
  });

  it("never sells short, and buys with what it has", () => {
    const result = dealer(-0.2, { ETH: 100 }, { parts: option({ right: "call", units: literal(1_000) }) });
    // Bought calls want a short position of 422; the 100 held are sold.
    expect(result.rounds[0]?.soldUsd).toBeCloseTo(8_000, 6);
    const poor = dealer(0.2, { ETH: 0, USDC: 1_200 });
    expect(poor.rounds[0]?.soldUsd).toBeCloseTo(1_200, 9);
  });

  it("stays within its band", () => {
    expect(traded(dealer(-0.2, { ETH: 1_000 * PHI_QUARTER + 1e6 }))).toBeGreaterThan(0);
    const idle = small(
      { ETH: 100, USDC: 1 },
      {
        venues: [flat("ETH", "USDC", 100_000)],
        actors: [
          {
            ...{ id: "dealer", holdings: units({ ETH: 598.7 }), policies: hedge(200) },
            options: [option({ right: "call" })],
          },
        ],
        shocks: [priceShock("ETH", -0.2)],
      },
    );
    expect(simulate(idle).result.events.some(({ kind }) => kind === "hedge")).toBe(false);
  });

  it("is the same in both number systems", () => {
    const scenario = small(
      { ETH: 100, USDC: 1 },
      {
        venues: [pool({ ETH: 10_000, USDC: 1_000_000 }, { fee: 0.003, arbitrage: 0.2 })],
        actors: [
          {
            ...{ id: "dealer", holdings: units({ ETH: 600 }), policies: hedge(0.5) },
            options: [option({ right: "call" }), option({ right: "put", units: literal(50), strikeUsd: literal(90) })],
          },
        ],
        shocks: [priceShock("ETH", -0.3)],
      },
    );
    const [float64, exact] = [simulate(scenario).result, simulate(scenario, { numbers: "decimal" }).result];
    expect(float64.rounds.length).toBe(exact.rounds.length);
    float64.nodes.forEach(({ endUsd }, i) => {
      expect(endUsd / (exact.nodes[i]?.endUsd ?? Number.NaN)).toBeCloseTo(1, 11);
    });
  });
});

describe("options in a file", () => {
  const actor = (parts: string) => `
assets: { ETH: { priceUsd: 100 }, USDC: { priceUsd: 1 } }
venues: { v: { kind: constant-product, balances: { ETH: 1000, USDC: 100_000 }, fee: 0 } }
actors: { dealer: { holdings: { ETH: 50 }, ${parts} } }
shocks: [{ kind: price, asset: ETH, change: -10% }]
`;
  const calls =
    "options: [{ underlying: ETH, right: call, strikeUsd: 100, expiryDays: 30, units: -100, volatility: 80% }]";

  it("are read with their hedger", async () => {
    const policy = "policies: [{ kind: delta-hedge, underlying: ETH, into: USDC, bandUnits: 1 }]";
    const { result } = await runYaml(actor(`${calls}, ${policy}`));
    expect(result.events.some(({ kind }) => kind === "hedge")).toBe(true);
  });

  it("say what is wrong: nothing to hedge, oneself on the other side", async () => {
    const policy = "policies: [{ kind: delta-hedge, underlying: USDC, into: ETH, bandUnits: 1 }]";
    await expect(runYaml(actor(`${calls}, ${policy}`))).rejects.toThrow(/"dealer" has no options on "USDC"/);
    const self = calls.replace("}]", ", counterparty: dealer }]");
    await expect(runYaml(actor(self))).rejects.toThrow(/found "dealer" on both sides/);
  });
});
