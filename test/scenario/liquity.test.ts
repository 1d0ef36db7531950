import { expect, it } from "vitest";
import { parseAlone, problemsOf } from "./scenarios.js";

interface Parts {
  readonly market?: string;
  readonly more?: string;
  readonly actor?: string;
  readonly position?: string;
}

const text = ({ market = "", more = "", actor = "holdings: { LUSD: 500 }", position }: Parts = {}): string => `
format: 1
title: Liquity
assets: { ETH: { priceUsd: 200 }, LUSD: { priceUsd: 1 }, USDC: { priceUsd: 1 } }
actors: { pool: { ${actor} } }
markets:
  liquity: { kind: liquity-v1, collateral: ETH, stablecoin: LUSD, stabilityPool: { depositors: pool, units: 400 }${market} }
${more}
positions:
  alice: ${position ?? "{ market: liquity, collateral: { ETH: 20 }, debt: { LUSD: 2000 } }"}
shocks: [{ kind: price, asset: ETH, change: -10% }]
`;

const problems = (parts: Parts): Promise<string[]> => problemsOf(text(parts));

const branch = (id: string, rest: string) =>
  `  ${id}: { kind: liquity-v2, collateral: ETH, stablecoin: LUSD, minimumRatio: 1.1, shutdownRatio: 1.1, redistributionPenalty: 10%${rest} }`;

it("reads a market with the contract's terms where none are stated", async () => {
  const scenario = await parseAlone(text({ market: ", redeemers: { payWith: USDC, sellInto: USDC }" }));
  expect(scenario.markets[0]).toMatchObject({
    ...{ kind: "liquity-v1", oracle: "spot(ETH)", stablecoinOracle: "par(LUSD)" },
    ...{
      minimumRatio: "1.1",
      criticalRatio: "1.5",
      gasReserveUnits: "200",
      minimumDebtUnits: "1800",
      gasShare: "0.005",
    },
    redeemers: { payWith: "USDC", sellInto: "USDC", baseRate: "0" },
  });
  expect(scenario.oracles.map(({ id }) => id)).toEqual(["par(LUSD)", "spot(ETH)"]);
});

it("reads a branch of v2 and the interest that a trove pays", async () => {
  const position = "{ market: weth, annualRate: 4.5%, collateral: { ETH: 20 }, debt: { LUSD: 2000 } }";
  const scenario = await parseAlone(text({ position }).replace(/ {2}liquity: .*/, branch("weth", "")));
  expect(scenario.markets[0]).toMatchObject({
    kind: "liquity-v2",
    poolPenalty: "0.05",
    gasCapUnits: "2",
    urgentBonus: "0.02",
  });
  expect(scenario.positions[0]).toMatchObject({ annualRate: "0.045" });
});

it("says when depositors do not hold what they have deposited, or are told to sell it", async () => {
  expect(await problems({ actor: "holdings: { LUSD: 300 }" })).toEqual([
    '"pool" has deposited 400 LUSD and holds 300; expected no more than it holds',
  ]);
  const policies = "policies: [{ kind: stop-loss, asset: LUSD, priceUsd: 0.9, share: 50%, into: USDC }]";
  expect(await problems({ actor: `holdings: { LUSD: 500 }, ${policies}` })).toEqual([
    '"pool" has a stop-loss on LUSD; expected depositors who stay',
  ]);
});

it("says when a stablecoin is minted twice, or its redeemers are stated twice", async () => {
  expect(await problems({ more: branch("weth", "") })).toEqual([
    '"liquity" mints LUSD as well; expected a stablecoin of its own: only branches of v2 share one',
  ]);
  const twice = [branch("one", ", redeemers: { payWith: USDC }"), branch("two", ", redeemers: { payWith: USDC }")].join(
    "\n",
  );
  const other = twice.replaceAll("stablecoin: LUSD", "stablecoin: BOLD");
  const withBold = text({ more: other }).replace(
    "LUSD: { priceUsd: 1 }",
    "LUSD: { priceUsd: 1 }, BOLD: { priceUsd: 1 }",
  );
  await expect(parseAlone(withBold)).rejects.toMatchObject({
    issues: [expect.objectContaining({ found: '"one" has redeemers of BOLD already' })],
  });
});

it("says what else does not fit", async () => {
  expect(await problems({ market: ", criticalRatio: 1.05" })).toEqual([
    "found 1.05; expected at least the minimumRatio (1.1)",
  ]);
  expect(await problems({ market: ", otherBorrowedUnits: 5" })).toEqual([
    "found 5 owed against 0 posted by troves that are not listed; expected both, or neither",
  ]);
  expect(await problems({ market: ", redeemers: { payWith: USDT }" })).toEqual([
    '"USDT" is not defined; expected an asset of this scenario',
  ]);
  const position = "{ market: liquity, annualRate: 4%, collateral: { ETH: 20 }, debt: { LUSD: 2000 } }";
  expect(await problems({ position })).toEqual(["found 0.04; expected a position in a market of kind liquity-v2"]);
});
