import { expect, it } from "vitest";
import { parseAlone, problemsOf } from "./scenarios.js";

const text = (token: string, more = ""): string => `
format: 1
title: Maker
assets: { ETH: { priceUsd: 200 }, DAI: { priceUsd: 1 }, MKR: { priceUsd: 300 }, USDC: { priceUsd: 1 } }
venues: { v: { kind: constant-product, balances: { MKR: 1000, DAI: 300_000 }, fee: 0 } }
markets:
  eth-a:
    kind: maker
    collateral: ETH
    dai: DAI
    liquidationRatio: 1.5
    liquidationPenalty: 13%
    holeUnits: 1e9
    auction: { curve: { kind: linear, tauSeconds: 21_600 }, startFactor: 1, tailSeconds: 86_400 }
    debtAuction: { token: ${token}, sumpUnits: 50_000, dumpUnits: 250, waitSeconds: 561_600${more} }
positions: { alice: { market: eth-a, collateral: { ETH: 20 }, debt: { DAI: 2000 } } }
actors: { fund: { holdings: { USDC: 1 } } }
shocks: [{ kind: price, asset: ETH, change: -10% }]
`;

it("reads debt auctions with the terms of 2020 where none are stated", async () => {
  const scenario = await parseAlone(text("MKR"));
  expect(scenario.markets[0]).toMatchObject({
    debtAuction: { token: "MKR", sumpUnits: "50000", beg: "1.03", pad: "1.2", tauSeconds: "259200" },
  });
});

it("refuses to mint what nobody buys, what is owed, or what is posted", async () => {
  expect(await problemsOf(text("USDC"))).toEqual(['no venue trades "USDC"; expected an asset that a venue trades']);
  expect(await problemsOf(text("DAI"))).toEqual(['found "DAI"; expected neither the stablecoin nor the collateral']);
  expect(await problemsOf(text("MRK"))).toEqual(['"MRK" is not defined; expected an asset of this scenario']);
});

it("refuses a bid that is no step", async () => {
  expect((await problemsOf(text("MKR", ", beg: 1")))[0]).toContain("a factor above 1");
});
