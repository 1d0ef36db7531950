import { describe, expect, test } from "vitest";
import { mintForDebt } from "../../../../src/mechanics/cdp/maker/flop.js";
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
    let vow = queueDebt(openVow(float, 30), { dai: 100, atSeconds: 50 });
    vow = addSurplus(float, vow, 45);
    expect(releaseQueued(float, vow, { nowSeconds: 149, waitSeconds: 100 })).toEqual(vow);
    vow = heal(float, releaseQueued(float, vow, { nowSeconds: 150, waitSeconds: 100 }));
    expect(vow).toEqual({ surplusDai: 0, queued: [], unbackedDai: 25, onAuctionDai: 0 });
    const { vow: raising, lots } = startDebtAuctions(float, vow, 10);
    expect(lots).toBe(2);
    expect(raising).toMatchObject({ unbackedDai: 5, onAuctionDai: 20 });
    expect(settleDebtAuction(float, raising, 10)).toMatchObject({ unbackedDai: 5, onAuctionDai: 10 });
  });

  test("no debt auction begins while there is surplus", () => {
    const vow = payReward(float, openVow(float, 10), 50);
    expect(startDebtAuctions(float, vow, 10)).toEqual({ vow, lots: 0 });
    expect(startDebtAuctions(float, heal(float, vow), 10).lots).toBe(4);
  });

  test("surplus is sold only over the buffer and all debt", () => {
    const terms = { bumpDai: 10, humpDai: 50 };
    const vow = queueDebt(openVow(float, 100), { dai: 25, atSeconds: 0 });
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
});
