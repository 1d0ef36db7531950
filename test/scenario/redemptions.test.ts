import { describe, expect, it } from "vitest";
import { runYaml } from "../propagation/from-yaml.js";

/** A dollar token and a pool; `redemption` and what else is given may be wrong. */
const scenario = (redemption: string, extra = "", par = "parUsd: 1"): string => `
assets: { USD: { priceUsd: 1 }, TOK: { priceUsd: 1, issuer: mint } }
issuers: { mint: { holdings: { USD: 100 }, supplyUnits: 100, ${par}, redemption: ${redemption} } }
venues: { pool: { kind: constant-product, balances: { TOK: 10, USD: 10 }, fee: 0 } }
${extra}`;

const good = "{ paysIn: [USD] }";
const quick = "{ name: quick, share: 60%, trigger: { kind: round, round: 0 }, sharePerRound: 1 }";
const run = (classes: string) => `{ paysIn: [USD], run: { kind: classes, classes: [${classes}] } }`;
const redeems = (asset: string, more = "") =>
  `actors: { alice: { holdings: { TOK: 1, USD: 1 }, policies: [{ kind: redeem, asset: ${asset}, trigger: { kind: round, round: 0 }, sharePerRound: 1 }${more}] } }`;

describe("redemption in a scenario file", () => {
  it.each([
    ["an issuer that holds no such token", scenario("{ paysIn: [TOK] }"), /holds no TOK to pay in/],
    ["nothing to pay in", scenario("{ paysIn: [] }"), /empty list/],
    ["a token listed twice", scenario("{ paysIn: [USD, USD] }"), /listed twice/],
    ["par without a par", scenario("{ paysIn: [USD], at: par }", "", "source: x").replace("source: x,", ""), /parUsd/],
    ["a sale into itself", scenario("{ paysIn: [USD], elseSell: { share: 1, into: TOK } }"), /both sides/],
    ["a gate that is none", scenario("{ paysIn: [USD], gate: ajar }"), /"open", "paused", or a map with days/],
    ["classes with more than there is", scenario(run(`${quick}, ${quick.replace("quick", "slow")}`)), /add up to 1.2/],
    ["two classes of one name", scenario(run(`${quick}, ${quick}`)), /"quick" again/],
    [
      "a trigger that lenders have",
      scenario(run(quick.replace("round, round: 0", "utilisation-above, utilisation: 1"))),
      /lend nothing/,
    ],
    ["a policy for what is no claim", scenario(good, redeems("USD")), /no claim/],
    [
      "two policies for one claim",
      scenario(good, redeems("TOK", ", { kind: stop-loss, asset: TOK, priceUsd: 0.9, share: 1, into: USD }")),
      /another policy for TOK/,
    ],
    [
      "a gate of an issuer without one",
      scenario(good, "shocks: [{ kind: redemption-gate, issuer: other, gate: open }]").replace(
        "issuers: {",
        "issuers: { other: { holdings: { USD: 1 }, supplyUnits: 1 },",
      ),
      /"other" has no redemption/,
    ],
  ])("refuses %s", async (_, text, message) => {
    await expect(runYaml(text)).rejects.toThrow(message);
  });

  it("is read with its defaults: open, at net asset value", async () => {
    const { result } = await runYaml(scenario(good, redeems("TOK")));
    expect(result.rounds[0]?.withdrawnUsd).toBe(1);
  });
});
