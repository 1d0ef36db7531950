import { describe, expect, it } from "vitest";
import { runYaml } from "./from-yaml.js";

const scenario = (market: string, positions: string, fall: string, more = ""): string => `
assets: { ETH: { priceUsd: 2000 }, USDC: { priceUsd: 1 } }
venues: { v: { kind: depth-curve, asset: ETH, quote: USDC, points: [[1e9, 0.0001%]] } }
markets: { perp: { underlying: ETH, margin: USDC, ${market} } }
positions: ${positions}
shocks: [{ round: 0, kind: price, asset: ETH, change: ${fall} }]
clock: { secondsPerRound: 3600, maxRounds: 8 }
${more}`;

const long = (size: number, margin: number, entry = 2000): string =>
  `{ market: perp, perp: { sizeUnits: ${size}, entryPriceUsd: ${entry}, marginUnits: ${margin} } }`;

describe.each(["float", "decimal"] as const)("perpetual venues in %s", (numbers) => {
  const play = async (yaml: string) => {
    const { result } = await runYaml(yaml, numbers);
    expect(result.audit.residual).toBeLessThan(1e-12);
    expect(result.audit.reserveResidual).toBeLessThan(1e-12);
    const node = (key: string) => {
      const found = result.nodes.find((each) => each.key === key);
      if (found === undefined) throw new Error(`no ${key}`);
      return found;
    };
    const sold = result.events.filter(({ kind }) => kind === "sale").map(({ units }) => units ?? 0);
    const cut = result.events.filter(({ kind }) => kind === "auto-deleveraging").map(({ to, units }) => [to, units]);
    return { result, node, sold, cut };
  };

  describe("dYdX v4", () => {
    const dydx = (book: string, fund: number, more = ""): string =>
      `kind: dydx-v4, maintenanceFraction: 3%, fundUnits: ${fund}, book: ${book}${more}`;

    it("closes what the book takes at the limit price or better, and the rest stays open", async () => {
      // At 1,800: equity 500 < 540. Limit 1,800 − 1.5 · (1 − 500/540) · 54 = 1,794: 6 at 1,798.20 and 2 at 1,796.40, not 1,782.
      // 8 · (1,797.75 − 1,750) = 382, but at most 1.5 % of 14,382 = 215.73 go to the fund.
      const book = "[[0.1%, 6], [0.2%, 2], [1%, 100]]";
      const yaml = scenario(dydx(book, 1000, ", hedgedOnSpotShare: 50%"), `{ alice: ${long(10, 2500)} }`, "-10%");
      const { result, node, sold } = await play(yaml);
      expect(result.rounds.map(({ liquidations }) => liquidations)).toEqual([1, 0]);
      // Left: 2,500 − 8 · 202.25 − 215.73 = 666.27 of margin for 2 ETH that have lost 400.
      expect(node("position:alice").endUsd).toBeCloseTo(266.27, 2);
      expect(node("position:alice").lossUsd.direct).toBeCloseTo(2000, 8);
      expect(node("position:alice").lossUsd.price).toBeCloseTo(8 * 2.25 + 215.73, 2);
      expect(node("market:perp").endUsd).toBeCloseTo(1215.73, 8);
      expect(sold).toEqual([expect.closeTo(4, 10)]);
      expect(result.stop.reason).toBe("quiescent");
    });

    const shorts = `{ alice: ${long(10, 2500)}, bob: ${long(-4, 1000, 2100)}, carol: ${long(-3, 2000, 1900)} }`;

    it("lets the fund pay what a fill below bankruptcy leaves unpaid", async () => {
      // At 1,700 the bids are at 1,698.30 and bankruptcy at 1,750: the fund pays 517 of its 600.
      const { result, node, cut } = await play(scenario(dydx("[[0.1%, 100]]", 600), shorts, "-15%"));
      expect(node("position:alice").endUsd).toBe(0);
      expect(node("market:perp").endUsd).toBeCloseTo(83, 8);
      expect(node("market:perp").lossUsd.claim).toBeCloseTo(517, 8);
      expect(result.rounds[0]?.badDebtUsd).toBeCloseTo(517, 8);
      expect(cut).toEqual([]);
      expect(node("position:bob").endUsd).toBeCloseTo(2600, 2);
    });

    it("deleverages at the bankruptcy price when the fund cannot, by score; others take the rest", async () => {
      // Scores at 1,700: bob 2100/1700 · 6800/2600 = 3.23, carol 1900/1700 · 5100/2600 = 2.19. Both are closed at 1,750.
      const { node, cut, sold } = await play(
        scenario(dydx("[[0.1%, 100]]", 100, ", hedgedOnSpotShare: 100%"), shorts, "-15%"),
      );
      expect(cut).toEqual([
        ["position:bob", 4],
        ["position:carol", 3],
      ]);
      expect(node("position:alice").endUsd).toBe(0);
      expect(node("position:bob").endUsd).toBeCloseTo(1000 + 4 * 350, 8);
      expect(node("position:bob").lossUsd.claim).toBeCloseTo(200, 2);
      expect(node("position:carol").endUsd).toBeCloseTo(2000 + 3 * 150, 8);
      expect(node("position:carol").lossUsd.claim).toBeCloseTo(150, 2);
      expect(node("market:perp").endUsd).toBeCloseTo(100, 8);
      expect(sold).toEqual([]);
    });

    it("waits where no order is within the limit", async () => {
      const { result, node } = await play(scenario(dydx("[[1%, 100]]", 0), `{ alice: ${long(10, 2500)} }`, "-10%"));
      expect(result.stop).toEqual({ reason: "exhausted", round: 1 });
      expect(node("position:alice").endUsd).toBeCloseTo(500, 1);
    });

    it("is above maintenance at equality", async () => {
      // 2,540 − 2,000 = 540 = 3 % of 18,000.
      const yaml = scenario(dydx("[[0.1%, 100]]", 0), `{ alice: ${long(10, 2540)} }`, "-10%", "");
      const { result } = await play(
        yaml
          .replace("venues: {", "oracles: { feed: { kind: fixed, asset: ETH, priceUsd: 1800 } }\nvenues: {")
          .replace("underlying: ETH,", "underlying: ETH, oracle: feed,"),
      );
      expect(result.rounds[0]?.liquidations).toBe(0);
    });
  });

  describe("Hyperliquid", () => {
    const hyper = (more = ""): string =>
      `kind: hyperliquid, maxLeverage: 50, fundUnits: 5000, book: [[0.1%, 15], [0.5%, 100], [2%, 1000]]${more}`;

    it("sends a fifth of a large position, round after round, until its margin suffices", async () => {
      // Equity 1,500 between 1,200 and 1,800. 20 at 1,796.40: margin 17,428, equity 1,428 < 1,440. 16 at 1,797.75: 1,392 > 1,152.
      const { result, node, sold } = await play(
        scenario(hyper(", hedgedOnSpotShare: 25%"), `{ alice: ${long(100, 21500)} }`, "-10%"),
      );
      expect(result.rounds.map(({ liquidations }) => liquidations)).toEqual([1, 1, 0]);
      expect(sold).toEqual([expect.closeTo(5, 10), expect.closeTo(4, 10)]);
      expect(node("position:alice").endUsd).toBeCloseTo(1392, 0);
      expect(node("market:perp").endUsd).toBeCloseTo(5000, 8);
    });

    it("hands a position under two thirds of maintenance to the vault, which closes it at its own risk", async () => {
      // 1,100 < 1,200. The vault gets 21,100 with 100 ETH from 2,000 and sells 15 at 1,798.20 and 85 at 1,791.
      const { node } = await play(scenario(hyper(), `{ alice: ${long(100, 21100)} }`, "-10%"));
      expect(node("position:alice").endUsd).toBe(0);
      expect(node("position:alice").lossUsd.direct).toBeCloseTo(20000, 6);
      expect(node("position:alice").lossUsd.price).toBeCloseTo(1100, 6);
      expect(node("market:perp").endUsd).toBeCloseTo(5000 + 21100 + 15 * 1798.2 + 85 * 1791 - 200_000, 6);
    });

    it("closes an account under 0 against the other side at the mark before", async () => {
      const positions = `{ alice: ${long(100, 18000)}, bob: ${long(-60, 20000)} }`;
      const { node, cut } = await play(scenario(hyper(), positions, "-10%"));
      expect(cut).toEqual([["position:bob", 60]]);
      expect(node("position:alice").endUsd).toBeCloseTo(18_000, 8);
      expect(node("position:bob").endUsd).toBeCloseTo(20_000, 8);
      expect(node("position:bob").lossUsd.claim).toBeCloseTo(12_000, 6);
    });

    it("lets longs pay shorts the interest rate when nothing is closed", async () => {
      // 0.01 % of 20,200 USD per eight hours, nine rounds of one hour.
      const funding = ", funding: { interestRate: 0.01%, clamp: 0.05%, periodSeconds: 28800 }";
      const yaml = scenario(hyper(funding), `{ alice: ${long(10, 5000)}, bob: ${long(-10, 5000)} }`, "1%");
      const { node } = await play(yaml.replace("maxRounds: 8", "maxRounds: 8, runToMaxRounds: true"));
      expect(node("position:alice").endUsd).toBeCloseTo(5200 - (9 * 2.02) / 8, 8);
      expect(node("position:bob").endUsd).toBeCloseTo(4800 + (9 * 2.02) / 8, 8);
    });
  });

  describe("GMX v2", () => {
    const gmx = (pool: number, more = ""): string =>
      `kind: gmx-v2, poolUnits: ${pool}, minCollateralFactor: 1%, closingFee: 0.1%, impact: { exponent: 2, positiveFactor: 5e-9, negativeFactor: 1e-8 }, maxPnlFactorForAdl: 0.4, minPnlFactorAfterAdl: 0.2${more}`;

    it("closes the whole position at the mark with fee and impact; the pool gets what it loses", async () => {
      // 2,100 − 2,000 − 20 = 80 < 200. Its closing balances the pool: + 5e-9 · 20,000² = 2.
      const { node, sold } = await play(
        scenario(gmx(1e6, ", hedgedOnSpotShare: 10%"), `{ alice: ${long(10, 2100)} }`, "-10%"),
      );
      expect(node("position:alice").endUsd).toBeCloseTo(82, 8);
      expect(node("market:perp").endUsd).toBeCloseTo(1_000_000 + 2018, 6);
      expect(sold).toEqual([expect.closeTo(1, 10)]);
    });

    it("leaves the pool with what the margin does not cover", async () => {
      const { node, result } = await play(scenario(gmx(1e6), `{ alice: ${long(10, 2100)} }`, "-15%"));
      expect(node("position:alice").endUsd).toBe(0);
      expect(node("market:perp").endUsd).toBeCloseTo(1_000_000 + 2100, 6);
      expect(result.rounds[0]?.badDebtUsd).toBeCloseTo(3000 + 20 - 2 - 2100, 6);
    });

    it("cuts profits that outgrow the pool down to their minimum", async () => {
      // 50 · 100 = 5,000 of 10,000. (5,000 − 2,000)/0.8 = 3,750 are paid out, three quarters; 1,250 of 6,250 are left.
      const { node, cut } = await play(scenario(gmx(10_000), `{ bob: ${long(-50, 20000)} }`, "-5%"));
      expect(cut).toEqual([["position:bob", expect.closeTo(37.5, 10)]]);
      expect(node("position:bob").endUsd).toBeCloseTo(25_000, 0);
      expect(node("market:perp").endUsd).toBeCloseTo(5000, 0);
    });
  });

  it("does not depend on the order of the file", async () => {
    const positions = { alice: long(10, 2500), zoe: long(10, 2500), bob: long(-4, 1000, 2100), carol: long(-30, 9000) };
    const market =
      "kind: dydx-v4, maintenanceFraction: 3%, fundUnits: 100, book: [[0.1%, 7], [0.2%, 5]], hedgedOnSpotShare: 1";
    const write = (list: readonly (readonly [string, string])[]): string =>
      `{ ${list.map(([id, text]) => `${id}: ${text}`).join(", ")} }`;
    const list = Object.entries(positions);
    const [one, other] = [
      await play(scenario(market, write(list), "-10%")),
      await play(scenario(market, write(list.toReversed()), "-10%")),
    ];
    for (const key of Object.keys(positions))
      expect(one.node(`position:${key}`).endUsd).toBe(other.node(`position:${key}`).endUsd);
    expect(one.sold).toEqual(other.sold);
  });
});

describe("a perpetual close that moves spot", () => {
  it("brings a lending market's oracle down, and a borrower with it", async () => {
    const yaml = `
assets: { ETH: { priceUsd: 2000 }, USDC: { priceUsd: 1 } }
venues: { pool: { kind: constant-product, balances: { ETH: 1000, USDC: 2e6 }, fee: 0 } }
markets:
  perp: { kind: dydx-v4, underlying: ETH, margin: USDC, maintenanceFraction: 3%, fundUnits: 0, book: [[0.1%, 1000]], hedgedOnSpotShare: 50% }
  loans: { kind: aave-v3, reserves: { ETH: { ltv: 80%, liquidationThreshold: 80%, liquidationBonus: 5% }, USDC: { suppliedUnits: 1e6 } } }
positions:
  alice: { market: perp, perp: { sizeUnits: 100, entryPriceUsd: 2000, marginUnits: 15000 } }
  bob: { market: loans, collateral: { ETH: 10 }, debt: { USDC: 14000 } }
shocks: [{ round: 0, kind: price, asset: ETH, change: -5% }]`;
    const { result } = await runYaml(yaml);
    // Round 0: 100 ETH are closed at 1,898.10, the makers sell 50 on spot, where news have left 1,025.98 ETH.
    const oracle = result.rounds.map(({ oracles }) => oracles.find(({ id }) => id === "spot(ETH)")?.priceUsd ?? 0);
    const held = 1000 * Math.sqrt(2000 / 1900);
    expect(oracle[0]).toBeCloseTo(1900, 8);
    expect(oracle[1]).toBeCloseTo(1900 * (held / (held + 50)) ** 2, 6);
    // 10 · 1,727.52 · 0.8 = 13,820 < 14,000.
    expect(
      result.events.filter(({ kind }) => kind === "liquidation").map(({ to, round }) => [to, round]),
    ).toContainEqual(["position:bob", 1]);
    expect(result.transmissions.map(({ from, to }) => [from, to])).toContainEqual(["market:perp", "venue:pool"]);
  });
});
