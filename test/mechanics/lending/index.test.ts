import { expect, test } from "vitest";
import { weightedHealth } from "../../../src/mechanics/lending/account.js";
import {
  type BuiltInMarket,
  type LendingRules,
  lendingRules,
  lendingTerms,
} from "../../../src/mechanics/lending/index.js";
import type { LendingRule } from "../../../src/mechanics/lending/rule.js";
import { float } from "../../../src/numbers/float.js";
import { account, assetIndex, morphoMarket } from "./markets.js";

/** A made-up protocol: half of the collateral's value may be borrowed, nobody is ever liquidated. */
interface PawnShop {
  readonly kind: "pawn-shop";
  readonly advance: string;
}

const pawnShop: LendingRule<PawnShop> = {
  kind: "pawn-shop",
  terms: (n, market) => ({
    health: (held) => weightedHealth(n, held.collateral, held.debt, () => n.parse(market.advance)),
    equalityLiquidates: true,
    call: () => undefined,
    badDebt: "stays",
  }),
};

test("a made-up rule works beside the built ones", () => {
  const rules: LendingRules<BuiltInMarket | PawnShop> = { ...lendingRules, "pawn-shop": pawnShop };
  const held = account(float, [[0, "3", "10"]], [[1, "20", "1"]]);
  const pawned = lendingTerms(float, { kind: "pawn-shop", advance: "0.5" }, assetIndex, rules);
  expect(pawned.health(held)).toEqual({ capacityUsd: 15, debtUsd: 20 });
  expect(pawned.call(held, 1)).toBeUndefined();
  expect(lendingTerms(float, morphoMarket("0.9", "realise"), assetIndex, rules).health(held).capacityUsd).toBe(27);
});

test("each built rule is listed under its own kind", () => {
  expect(Object.entries(lendingRules).map(([kind, rule]) => [kind, rule.kind])).toEqual([
    ["aave-v3", "aave-v3"],
    ["aave-v2", "aave-v2"],
    ["compound-v2", "compound-v2"],
    ["compound-v3", "compound-v3"],
    ["euler", "euler"],
    ["liquity-v1", "liquity-v1"],
    ["liquity-v2", "liquity-v2"],
    ["llamma", "llamma"],
    ["maker", "maker"],
    ["morpho-blue", "morpho-blue"],
    ["dydx-v4", "dydx-v4"],
    ["hyperliquid", "hyperliquid"],
    ["gmx-v2", "gmx-v2"],
  ]);
});

test("a market of a kind that has no rule is refused by name", () => {
  const unknown = { kind: "pawn-shop" } as const;
  const none = {} as LendingRules<{ readonly kind: "pawn-shop" }>;
  expect(() => lendingTerms(float, unknown, assetIndex, none)).toThrow(
    'no lending rule for markets of kind "pawn-shop"',
  );
});
