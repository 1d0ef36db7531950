import { describe, expect, test } from "vitest";
import { bidDown, mintForDebt, raiseOffer } from "../../../../src/mechanics/cdp/maker/flop.js";
import {
  addSurplus,
  heal,
  openVow,
  payReward,
  queueDebt,
  releaseQueued,
  settleDebtAuction,
  startDebtAuctions,
  surplusLots,
} from "../../../../src/mechanics/cdp/maker/vow.js";
import { float } from "../../../../src/numbers/float.js";

describe("the system's books", () => {
  test("a seized debt waits; what auctions bring in cancels it, the surplus the rest, debt auctions the last", () => {
    let vow = queueDebt(float, openVow(float, 30), { dai: 100, atSeconds: 50 });
    vow = addSurplus(float, vow, 45);
    expect(releaseQueued(float, vow, { nowSeconds: 149, waitSeconds: 100 })).toEqual(vow);
    vow = heal(float, releaseQueued(float, vow, { nowSeconds: 150, waitSeconds: 100 }));
    expect(vow).toEqual({ surplusDai: 0, queued: [], unbackedDai: 25, onAuctionDai: 0 });
    const { vow: raising, lots } = startDebtAuctions(float, vow, 10);
    expect(lots).toBe(2);
    expect(raising).toMatchObject({ unbackedDai: 5, onAuctionDai: 20 });
    expect(settleDebtAuction(float, raising, 10)).toMatchObject({ unbackedDai: 5, onAuctionDai: 10 });
  });

  test("what is seized at one moment waits as one", () => {
    const first = queueDebt(float, openVow(float, 0), { dai: 100, atSeconds: 50 });
    const second = queueDebt(float, first, { dai: 20, atSeconds: 50 });
    expect(queueDebt(float, second, { dai: 3, atSeconds: 60 }).queued).toEqual([
      { dai: 120, atSeconds: 50 },
      { dai: 3, atSeconds: 60 },
    ]);
  });

  test("no debt auction begins while there is surplus", () => {
    const vow = payReward(float, openVow(float, 10), 50);
    expect(startDebtAuctions(float, vow, 10)).toEqual({ vow, lots: 0 });
    expect(startDebtAuctions(float, heal(float, vow), 10).lots).toBe(4);
  });

  test("surplus is sold only over the buffer and all debt", () => {
    const terms = { bumpDai: 10, humpDai: 50 };
    const vow = queueDebt(float, openVow(float, 100), { dai: 25, atSeconds: 0 });
    expect(surplusLots(float, vow, terms)).toBe(2);
    expect(surplusLots(float, openVow(float, 40), terms)).toBe(0);
    expect(surplusLots(float, payReward(float, vow, 1), terms)).toBe(0);
  });
});

describe("a debt auction", () => {
  const terms = { sumpDai: 50_000, dumpMkr: 250, pad: 1.5 };

  test("mints what its DAI are worth in MKR", () => {
    expect(mintForDebt(float, terms, 500)).toEqual({ mintedMkr: 100, restarts: 0 });
    expect(mintForDebt(float, terms, 200)).toEqual({ mintedMkr: 250, restarts: 0 });
  });

  test("starts again with half as much more until the offer is worth the DAI", () => {
    expect(mintForDebt(float, terms, 100)).toEqual({ mintedMkr: 500, restarts: 2 });
    expect(mintForDebt(float, terms, 0)).toBeUndefined();
  });

  test("is bid down by the least step for as long as somebody gains", () => {
    // At 300 DAI a token 166.67 are worth the 50,000. Halving steps from 1,000: 500, 250; 125 would be worth 37,500.
    const pays = (mkr: number): boolean => mkr * 300 > 50_000;
    expect(bidDown(float, 2, 1000, pays)).toBe(250);
    expect(bidDown(float, 2, 100, pays)).toBeUndefined();
  });

  test("went, in March 2020, no lower than a bid that cost its bidder money", () => {
    // Most lots stood at 188.6792 MKR while MKR traded at 270.02 USD: 3 % less were worth 49,418.74. At 305 they went to 183.1837.
    // Source: Cointelegraph, 20 March 2020, on the first phase of MakerDAO's debt auction.
    const at = (priceUsd: number) => bidDown(float, 1.03, 188.6792, (mkr) => mkr * priceUsd > 50_000);
    expect(at(270.02)).toBe(188.6792);
    expect((188.6792 / 1.03) * 270.02).toBeLessThan(50_000);
    expect(bidDown(float, 1.03, 188.6792, (mkr) => mkr * 305 > 50_000 && mkr > 183)).toBeCloseTo(183.1837, 3);
    // Without a bid, MakerDAO announced on 14 March 2020, 250 MKR become 300 after three days.
    expect(raiseOffer(float, 1.2, 250)).toBe(300);
  });
});
