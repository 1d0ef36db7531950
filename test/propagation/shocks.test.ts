import { expect, it } from "vitest";
import { ethAndUsdc, runYaml } from "./from-yaml.js";

const final = (result: Awaited<ReturnType<typeof runYaml>>["result"], id: string): number | undefined =>
  result.rounds.at(-1)?.assets.find((asset) => asset.id === id)?.referenceUsd;

const user = (asset: string): string => `
markets: { m: { kind: morpho-blue, collateral: ${asset}, loan: USDC, lltv: 86%, suppliedUnits: 1000000 } }
positions: { p: { market: m, collateral: { ${asset}: 1 }, debt: { USDC: 1 } } }`;

it.each(["float", "decimal"] as const)(
  "a price stated for an asset that tracks another is where it ends, in %s",
  async (numbers) => {
    const { result } = await runYaml(
      `${ethAndUsdc(", stETH: { priceUsd: 1990, tracks: ETH }")}${user("stETH")}
shocks:
  - { kind: price, asset: ETH, priceUsd: 1000 }
  - { kind: price, asset: stETH, priceUsd: 900 }`,
      numbers,
    );
    expect(final(result, "ETH")).toBeCloseTo(1000, 9);
    expect(final(result, "stETH")).toBeCloseTo(900, 9);
  },
);

it("an asset that tracks another moves with it, and by its own change beyond", async () => {
  const { result } = await runYaml(`${ethAndUsdc(", stETH: { priceUsd: 2000, tracks: ETH }")}${user("stETH")}
shocks:
  - { kind: price, asset: ETH, change: -50% }
  - { kind: price, asset: stETH, change: -10% }`);
  expect(final(result, "stETH")).toBeCloseTo(900, 9);
});
