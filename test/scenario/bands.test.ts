import { expect, it } from "vitest";
import { parseAlone, problemsOf } from "./scenarios.js";

const text = (parts: { readonly market?: string; readonly position?: string; readonly more?: string } = {}): string => `
format: 1
title: bands
assets: { CRV: { priceUsd: 1 }, crvUSD: { priceUsd: 1 } }
markets:
  lend: { kind: llamma, collateral: CRV, borrowed: crvUSD, amplification: 30, fee: 0.6%, ${parts.market ?? "loanDiscount: 11%, liquidationDiscount: 8%"} }
  aave: { kind: aave-v3, reserves: { CRV: { ltv: 50%, liquidationThreshold: 60%, liquidationBonus: 5% }, crvUSD: {} } }
positions:
  alice: ${parts.position ?? "{ market: lend, bands: 10, firstBand: -3, collateral: { CRV: 100 }, debt: { crvUSD: 50 } }"}
shocks: [{ kind: price, asset: CRV, change: -10% }]
${parts.more ?? ""}
`;

it("reads a market of price bands, its loans' bands, and bands as a venue", async () => {
  const bands = `
venues:
  bands:
    { kind: llamma, asset: CRV, quote: crvUSD, amplification: 30, basePrice: 1.05, fee: 0.6%, firstBand: -1, bands: [[0, 90], [100, 0]] }
`;
  const scenario = await parseAlone(text({ more: bands }));
  expect(scenario.markets[0]).toMatchObject({ kind: "llamma", oracle: "spot(CRV)", borrowedOracle: "par(crvUSD)" });
  expect(scenario.positions[0]).toMatchObject({ bands: 10, firstBand: -3 });
  expect(scenario.venues[0]).toMatchObject({
    firstBand: -1,
    bands: [
      { assetUnits: "0", quoteUnits: "90" },
      { assetUnits: "100", quoteUnits: "0" },
    ],
  });
});

it.each([
  ["bands outside such a market", { position: "{ market: aave, bands: 10, collateral: { CRV: 1 } }" }, "bands in"],
  ["too many bands", { position: "{ market: lend, bands: 60, collateral: { CRV: 1 } }" }, "at most 50 bands"],
  ["too few bands", { position: "{ market: lend, bands: 3, collateral: { CRV: 1 } }" }, "4 or more"],
  ["stablecoin posted", { position: "{ market: lend, collateral: { crvUSD: 1 } }" }, "takes as collateral: CRV"],
  [
    "discounts the wrong way round",
    { market: "loanDiscount: 8%, liquidationDiscount: 8%" },
    "more than the liquidationDiscount",
  ],
  [
    "an owner who would act",
    {
      position: "{ market: lend, owner: o, collateral: { CRV: 1 }, debt: { crvUSD: 0.1 } }",
      more: "actors: { o: { policies: [{ kind: deleverage, whenHealthBelow: 1.1, toHealth: 1.3 }] } }",
    },
    "an owner without policies",
  ],
])("says what is wrong: %s", async (_, parts, expected) => {
  expect((await problemsOf(text(parts))).join("\n")).toContain(expected);
});
