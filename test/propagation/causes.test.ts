import { describe, expect, it } from "vitest";
import type { Event, Result } from "../../src/model/result.js";
import { simulate } from "../../src/propagation/index.js";
import { readScenario } from "../../src/scenario/index.js";
import { ethAndUsdc, runYaml } from "./from-yaml.js";

/** The first event of the chain of causes that an event belongs to, the start left aside. */
function rootOf({ events }: Result, event: Event): Event {
  let root = event;
  while (root.cause !== undefined && root.cause > 0) root = events[root.cause] ?? root;
  return root;
}

const strays = (result: Result): string[] =>
  result.events
    .filter(({ kind }) => kind !== "start")
    .map((event) => rootOf(result, event))
    .filter(({ kind }) => kind !== "shock")
    .map(({ id, text }) => `${id}: ${text}`);

describe("every event of a run with shocks and without runs goes back to a shock", () => {
  it.each([
    "01-one-position",
    "02-one-loop",
    "03-two-markets-one-pool",
    "05-ezeth-april-2024",
    "06-crv-near-miss-august-2023",
  ])("in scenario %s", async (name) => {
    const { result } = simulate(await readScenario(`scenarios/${name}.yaml`));
    expect(strays(result)).toEqual([]);
  });

  it("over an asset that tracks the shocked one, and an exchange-rate oracle", async () => {
    const { result } = await runYaml(`${ethAndUsdc(", stETH: { priceUsd: 2000, tracks: ETH }")}
oracles: { rate: { kind: exchange-rate, asset: stETH, underlying: ETH, rate: 1 } }
markets:
  a: { kind: morpho-blue, collateral: stETH, loan: USDC, lltv: 86%, oracle: rate, suppliedUnits: 100000 }
  b: { kind: morpho-blue, collateral: stETH, loan: USDC, lltv: 86%, suppliedUnits: 100000 }
positions:
  p: { market: a, collateral: { stETH: 10 }, debt: { USDC: 17000 } }
  q: { market: b, collateral: { stETH: 10 }, debt: { USDC: 17000 } }
shocks: [{ kind: price, asset: ETH, change: -20% }]`);
    expect(result.events.filter(({ kind }) => kind === "liquidation-declined")).toHaveLength(2);
    expect(strays(result)).toEqual([]);
  });

  it("through claims that two issuers hold on each other, in the order in which the loss went round", async () => {
    const { result, report } = await runYaml(`
assets: { A: { priceUsd: 1, issuer: alpha }, B: { priceUsd: 1, issuer: beta } }
issuers:
  alpha: { external: [{ name: bank, valueUsd: 40 }], holdings: { B: 60 }, supplyUnits: 100, parUsd: 1 }
  beta: { external: [{ name: bank, valueUsd: 60 }], holdings: { A: 40 }, supplyUnits: 100, parUsd: 1 }
shocks: [{ kind: issuer-loss, issuer: alpha, valueUsd: 20 }]`);
    expect(strays(result)).toEqual([]);
    const claims = result.events.filter(({ kind }) => kind === "loss-passed-on");
    expect(claims.map(({ from, to }) => [from, to])).toEqual([
      ["issuer:alpha", "issuer:beta"],
      ["issuer:beta", "issuer:alpha"],
    ]);
    // Without B's fall, A falls to 0.8 and 60 of it are held outside: 12 directly; the other 8 came round by the claims.
    expect(report.totals.lossUsd.direct).toBeCloseTo(12, 10);
    expect(report.totals.lossUsd.claim).toBeCloseTo(8, 10);
    expect(report.totals.amplification).toBeCloseTo(20 / 12, 10);
  });
});

it("a run is caused by news, not by interest or by others who have left", async () => {
  const { result } = simulate(await readScenario("scenarios/04-xusd-deusd-november-2025.yaml"));
  const causes = result.events
    .filter(({ kind }) => kind === "withdrawal")
    .map(({ cause }) => result.events[cause ?? 0]?.kind);
  expect(causes.length).toBeGreaterThan(50);
  expect(causes).not.toContain("interest");
  expect(causes).not.toContain("withdrawal");
});
