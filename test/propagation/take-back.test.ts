import { describe, expect, it } from "vitest";
import type { Result } from "../../src/model/result.js";
import { runYaml } from "./from-yaml.js";

/** A dollar token: 1,000 claims on 300 of cash, 300 of bills and 400 in a bank that may fail. */
const issuer = (redemption: string, extra = ""): string => `
clock: { secondsPerRound: 21600, maxRounds: 20 }
assets: { USD: { priceUsd: 1 }, BILL: { priceUsd: 1 }, TOK: { priceUsd: 1, issuer: bank-money } }
issuers:
  bank-money:
    holdings: { USD: 300, BILL: 300 }
    external: [{ name: deposit in a bank, valueUsd: 400 }]
    supplyUnits: 1000
    parUsd: 1
    redemption: ${redemption}
${extra}`;

const fails = "{ kind: issuer-loss, issuer: bank-money, valueUsd: 200 }";
const everybody = "{ kind: proportional, trigger: { kind: value-below, share: 99% }, sharePerRound: 50% }";

const lossOf = (result: Result, key: string) => {
  const loss = result.nodes.find((node) => node.key === key)?.lossUsd;
  return { ...loss, total: (loss?.direct ?? 0) + (loss?.price ?? 0) + (loss?.claim ?? 0) + (loss?.run ?? 0) };
};

describe("issuers that take claims back", () => {
  it("at net asset value: all lose alike, whoever leaves first", async () => {
    const { result } = await runYaml(
      issuer(`{ at: nav, paysIn: [USD, BILL], run: ${everybody} }`, `shocks: [{ round: 0, ${fails.slice(2)}]`),
    );
    // Claims are worth 0.8; half of 1,000 leave with 400, then half of 500 with 200 of what is left: 600 − 400 = 200.
    expect(result.rounds.slice(0, 2).map(({ withdrawnUsd }) => withdrawnUsd)).toEqual([400, 200]);
    expect(result.rounds[1]?.issuers[0]?.navUsd).toBeCloseTo(0.8, 12);
    expect(lossOf(result, "issuer:bank-money").total).toBeCloseTo(200, 9);
    expect(lossOf(result, "issuer:bank-money").run).toBe(0);
    expect(result.audit.residual).toBeLessThan(1e-9);
    expect(result.audit.clearingResidual).toBeLessThan(1e-9);
  });

  it("at par: the first leave whole and those who stay bear what they took, told apart as the run's", async () => {
    const classes = `{ kind: classes, classes: [
      { name: quick, share: 30%, trigger: { kind: value-below, share: 99% }, sharePerRound: 100% },
      { name: slow, share: 30%, trigger: { kind: value-below, share: 99% }, delayRounds: 3, sharePerRound: 100% }] }`;
    const { result } = await runYaml(
      issuer(`{ at: par, paysIn: [USD, BILL], run: ${classes} }`, `shocks: [{ round: 0, ${fails.slice(2)}]`),
    );
    const [quick, slow, others] = result.depositors ?? [];
    expect(quick).toMatchObject({ startUsd: 300, paidUsd: 300, lossUsd: 0, arrivedRound: 0 });
    expect(slow).toMatchObject({ startUsd: 300, paidUsd: 300, lossUsd: 0, arrivedRound: 3 });
    // 800 less 600 are left for 400 claims.
    expect(others?.name).toBe("others");
    expect(others?.endUsd).toBeCloseTo(200, 9);
    expect(others?.lossUsd).toBeCloseTo(200, 9);
    const loss = lossOf(result, "issuer:bank-money");
    expect(loss.total).toBeCloseTo(200, 9);
    // The quick gained 60 by being paid 0.2 above worth; then worth is 5/7, and the slow gained 300·(2/7).
    expect(loss.run).toBeCloseTo(60 + 300 * (2 / 7), 9);
  });

  it("pay in what they hold in the order stated, and no more than that", async () => {
    const run = "{ kind: proportional, trigger: { kind: round, round: 0 }, sharePerRound: 100% }";
    const { result } = await runYaml(
      issuer(
        `{ at: nav, paysIn: [USD, BILL], run: ${run} }`,
        `actors: { alice: { holdings: { TOK: 400 },
          policies: [{ kind: redeem, asset: TOK, trigger: { kind: round, round: 0 }, sharePerRound: 100% }] } }`,
      ),
    );
    // 600 can be paid for 1,000 that are asked for in one round: 240 of it is Alice's.
    expect(result.rounds[0]).toMatchObject({ withdrawnUsd: 600, unmetWithdrawalsUsd: 400 });
    expect(lossOf(result, "actor:alice").total).toBeCloseTo(0, 12);
    expect(result.stop.reason).toBe("quiescent");
    expect(result.audit.residual).toBeLessThan(1e-9);
  });

  it("let through what a queue admits a day and pay days later, while the run waits for it", async () => {
    const { result } = await runYaml(
      issuer(
        "{ at: nav, paysIn: [USD], gate: { days: 1.5, capacityUnitsPerDay: 400 } }",
        `actors: { alice: { holdings: { TOK: 150 },
          policies: [{ kind: redeem, asset: TOK, trigger: { kind: round, round: 0 }, sharePerRound: 100% }] } }
shocks: [{ kind: price, round: 4, asset: USD, change: -10% }]`,
      ),
    );
    // Four rounds a day: 100 in round 0, 50 in round 1, paid in rounds 6 and 7. What waits falls with the dollar: 15.
    expect(result.rounds.map(({ withdrawnUsd }) => withdrawnUsd).slice(0, 3)).toEqual([100, 50, 0]);
    expect(result.events.filter(({ text }) => text.includes(" pays ")).map(({ round }) => round)).toEqual([6, 7]);
    expect(lossOf(result, "actor:alice")).toMatchObject({ claim: 0 });
    expect(lossOf(result, "actor:alice").direct).toBeCloseTo(15, 9);
    expect(result.stop.round).toBe(7);
    expect(result.audit.residual).toBeLessThan(1e-9);
  });

  it("waits for whole rounds: 1.1 days are 22 rounds of 4,320 s, whatever doubles make of it", async () => {
    const { result } = await runYaml(
      issuer(
        "{ at: nav, paysIn: [USD], gate: { days: 1.1 } }",
        `actors: { alice: { holdings: { TOK: 150 },
          policies: [{ kind: redeem, asset: TOK, trigger: { kind: round, round: 0 }, sharePerRound: 100% }] } }`,
      ).replace(/secondsPerRound: [\d_]+, maxRounds: \d+/, "secondsPerRound: 4_320, maxRounds: 40"),
    );
    expect(result.events.filter(({ text }) => text.includes(" pays ")).map(({ round }) => round)).toEqual([22]);
  });

  const pool = `
venues: { pool: { kind: constant-product, balances: { TOK: 1000, USD: 1000 }, fee: 0 } }`;

  it("are paused and opened again by decision; who is turned away sells, and moves the price", async () => {
    const sells = "elseSell: { share: 100%, into: USD }";
    const { result } = await runYaml(
      `${issuer(
        `{ at: nav, gate: paused, paysIn: [USD, BILL], ${sells}, run: { kind: proportional, trigger: { kind: round, round: 0 }, sharePerRound: 10%, stayShare: 0 } }`,
        `shocks: [{ kind: redemption-gate, round: 1, issuer: bank-money, gate: open }]`,
      )
        .replace("supplyUnits: 1000", "supplyUnits: 2000")
        .replace("valueUsd: 400", "valueUsd: 1400")}${pool}`,
    );
    // 1,000 of 2,000 claims are held outside the pool; 100 are sold into it: 1000·100/1100 come out, the price falls to (10/11)².
    const [first, second] = result.rounds;
    expect(first).toMatchObject({ withdrawnUsd: 0, unmetWithdrawalsUsd: 100 });
    expect(first?.soldUsd).toBeCloseTo(100, 9);
    expect(first?.assets.find(({ id }) => id === "TOK")?.marketUsd).toBeCloseTo((10 / 11) ** 2, 12);
    expect(first?.issuers[0]?.navUsd).toBe(1);
    expect(first?.lossUsd.price).toBeCloseTo(100 - 1000 / 11, 9);
    expect(second?.withdrawnUsd).toBeCloseTo(90, 9);
    expect(result.transmissions).toContainEqual(
      expect.objectContaining({ from: "asset:TOK", to: "issuer:bank-money", channel: "price" }),
    );
    expect(result.audit.residual).toBeLessThan(1e-9);
  });

  it("serve actors and classes in order of arrival at one gate", async () => {
    const { result } = await runYaml(
      issuer(
        `{ at: nav, paysIn: [USD, BILL], run: { kind: classes, classes: [
          { name: early, share: 1, trigger: { kind: round, round: 0 }, sharePerRound: 50%, stayShare: 20% }] } }`,
        `actors: { alice: { holdings: { TOK: 400 },
          policies: [{ kind: redeem, asset: TOK, trigger: { kind: round, round: 1 }, sharePerRound: 100% }] } }`,
      ),
    );
    // 600 are held by the class, 480 may leave: 240, then 120 before Alice's 240, and nothing is left to pay with.
    expect(result.rounds.slice(0, 2).map(({ withdrawnUsd }) => Math.round(withdrawnUsd))).toEqual([240, 360]);
    expect(result.depositors?.[0]?.paidUsd).toBeCloseTo(360, 9);
  });

  it("are the same in both number systems, capital paid in from outside included", async () => {
    const text = issuer(
      `{ at: par, paysIn: [BILL, USD], run: ${everybody} }`,
      `shocks: [{ round: 0, ${fails.slice(2)}, { kind: capital-injection, round: 1, units: 70, into: { issuer: bank-money } }]`,
    );
    const [float, decimal] = [await runYaml(text), await runYaml(text, "decimal")];
    expect(lossOf(float.result, "issuer:bank-money").total).toBeCloseTo(130, 9);
    expect(float.result.rounds.length).toBe(decimal.result.rounds.length);
    float.result.nodes.forEach((node, k) => {
      expect(node.endUsd).toBeCloseTo(decimal.result.nodes[k]?.endUsd ?? Number.NaN, 9);
    });
  });
});
