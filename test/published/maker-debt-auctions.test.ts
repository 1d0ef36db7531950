import { expect, it } from "vitest";
import type { MakerMarket } from "../../src/model/scenario.js";
import { simulate } from "../../src/propagation/index.js";
import { flat, literal, position, priceShock, small } from "../propagation/small.js";

/**
 * MakerDAO's debt auctions of March 2020. Lots of 50,000 DAI for 250 MKR at first, 20 % more after three days without a bid:
 * blog.makerdao.com, MKR Debt Auction Announcement and Details (14 March 2020). A bid takes 3 % less than the last at least; MKR at
 * around 265 dollars at the beginning of both phases, at times over 300 and 245: Cointelegraph, 20 and 23 March 2020. 5.3 million
 * DAI raised for 20,980 MKR: Smith + Crown, 1 April 2020. The debt was of 12 and 13 March, the first auction of 19 March, 14:28 UTC.
 */
const PUBLISHED = { raisedDai: 5_300_000, mintedMkr: 20_980 };

const DAY = 86_400;
const maker: MakerMarket = {
  ...{ id: "eth-a", kind: "maker", collateral: "ETH", oracle: "ETH", dai: "DAI", daiOracle: "DAI" },
  ...{ liquidationRatio: literal(1.5), liquidationPenalty: literal(0.13), dustUnits: literal(20) },
  ...{ holeUnits: literal(1e9), surplusUnits: literal(0), otherBorrowedUnits: literal(0) },
  auction: {
    ...{ curve: { kind: "linear", tauSeconds: literal(DAY / 4) }, startFactor: literal(1), tailSeconds: literal(DAY) },
    ...{ cusp: literal(0), tipUnits: literal(0), chip: literal(0) },
  },
  debtAuction: {
    ...{ token: "MKR", sumpUnits: literal(50_000), dumpUnits: literal(250), beg: literal(1.03), pad: literal(1.2) },
    ...{ tauSeconds: literal(3 * DAY), waitSeconds: literal(6.5 * DAY) },
  },
};

/** One vault stands for all: what it had posted is worth next to nothing. MKR is sold at one price, however much. */
const minted = (mkrUsd: number) => {
  const { result } = simulate(
    small(
      { ETH: 200, DAI: 1, MKR: mkrUsd },
      {
        clock: { secondsPerRound: literal(DAY / 4), maxRounds: 60, priceTolerance: literal(1e-9) },
        markets: [maker],
        venues: [flat("ETH", "DAI", 1e9), flat("MKR", "DAI", 1e9)],
        positions: [position("vaults", "eth-a", { ETH: 50_000 }, { DAI: 5_310_000 })],
        shocks: [priceShock("ETH", -0.9999)],
      },
    ),
  );
  const taken = result.events.filter(({ kind, asset }) => kind === "offer-taken" && asset === "MKR");
  return { round: taken[0]?.round, mkr: taken.reduce((sum, event) => sum + (event.units ?? 0), 0), result };
};

it("raises what MakerDAO raised, for within 4 % of the MKR, at the price at which its auctions began", () => {
  const { round, mkr, result } = minted(265);
  // 106 lots for 250 / 1.03⁹ = 191.6 MKR each; one step less, 186.0, would be worth 49,295 DAI.
  expect(result.rounds.at(-1)?.reserves[0]?.deficitUnits).toBeCloseTo(5_310_000 - PUBLISHED.raisedDai, 6);
  expect(mkr).toBeCloseTo((106 * 250) / 1.03 ** 9, 6);
  expect(Math.abs(mkr / PUBLISHED.mintedMkr - 1)).toBeLessThan(0.04);
  // 6.5 days after the seizure.
  expect(round).toBe(26);
});

it("mints more and less than that at the lowest and the highest price of those days", () => {
  expect(minted(245).mkr).toBeGreaterThan(PUBLISHED.mintedMkr);
  expect(minted(305).mkr).toBeLessThan(PUBLISHED.mintedMkr);
});
