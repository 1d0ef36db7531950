import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { scenarioHash } from "../../src/network/scenario-hash.js";
import { parseScenario, readScenario } from "../../src/scenario/index.js";
import { BASE, parseWith } from "./scenarios.js";

const bundled = (name: string) => fileURLToPath(new URL(`../../scenarios/${name}`, import.meta.url));
const noTable = { path: "test.yaml", readTable: () => Promise.reject(new Error("no tables here")) };

describe("the first scenarios", () => {
  it("01 reads as written, with a spot oracle for what is judged by its market price", async () => {
    const scenario = await readScenario(bundled("01-one-position.yaml"));
    expect(scenario.positions).toEqual([
      {
        id: "alice",
        market: "aave",
        collateral: [{ asset: "ETH", units: "100" }],
        debt: [{ asset: "USDC", units: "120000" }],
      },
    ]);
    expect(scenario.shocks).toEqual([{ round: 0, kind: "price", asset: "ETH", change: "-0.4" }]);
    expect(scenario.oracles).toContainEqual({ id: "spot(ETH)", kind: "spot", asset: "ETH" });
    expect(scenario.clock).toEqual({ secondsPerRound: "3600", maxRounds: 100, priceTolerance: "1e-9" });
  });

  it("02 expands its loop: 10 × 1000 supplied, 9 × 1000 × 3000 / 2500 borrowed", async () => {
    const [looper] = (await readScenario(bundled("02-one-loop.yaml"))).positions;
    expect(looper?.collateral).toEqual([{ asset: "wstETH", units: "10000" }]);
    expect(looper?.debt).toEqual([{ asset: "WETH", units: "10800" }]);
    expect(looper?.eMode).toBe("eth-correlated");
  });

  it("03 has two markets and one venue", async () => {
    const { markets, venues } = await readScenario(bundled("03-two-markets-one-pool.yaml"));
    expect(markets.map(({ kind }) => kind)).toEqual(["aave-v3", "morpho-blue"]);
    expect(venues).toHaveLength(1);
  });
});

describe("the text of a scenario", () => {
  it("may be JSON", async () => {
    const yaml = await readFile(bundled("03-two-markets-one-pool.yaml"), "utf8");
    const asJson = JSON.stringify(
      parse(yaml, (_key, value) => (typeof value === "string" ? value.replaceAll("_", "") : value)),
    );
    expect(scenarioHash(await parseScenario(asJson, noTable))).not.toBe("");
    expect((await parseScenario(asJson, noTable)).positions).toEqual((await parseScenario(yaml, noTable)).positions);
  });

  it("keeps every digit", async () => {
    const long = "0.123456789012345678901234567890123456789";
    const [position] = (await parseWith(`positions:\n  a: { market: aave, collateral: { ETH: ${long} } }\n`)).positions;
    expect(position?.collateral[0]?.units).toBe(long);
  });

  it("reads a path of prices as pairs or as a map", async () => {
    const pairs = await parseWith("shocks:\n  - { kind: price-path, asset: ETH, path: [[1, 1.26], [2, 121%]] }\n");
    const map = await parseWith("shocks:\n  - { kind: price-path, asset: ETH, path: { 1: 1.26, 2: 1.21 } }\n");
    expect(pairs.shocks).toEqual(map.shocks);
    expect(map.shocks[0]).toMatchObject({
      round: 1,
      path: [
        { round: 1, priceUsd: "1.26" },
        { round: 2, priceUsd: "1.21" },
      ],
    });
  });

  it("may use anchors", async () => {
    const scenario = await parseWith(
      "positions:\n  a: { market: aave, collateral: &same { ETH: 1 } }\n  b: { market: aave, collateral: *same }\n",
    );
    expect(scenario.positions[1]?.collateral).toEqual([{ asset: "ETH", units: "1" }]);
  });
});

describe("the hash of a scenario", () => {
  const hash = async (text: string) => scenarioHash(await parseScenario(text, noTable));

  it("does not depend on how the same thing is written", async () => {
    const other =
      BASE.replace("2_000 }", "2e3 }").replace("fee: 0.3%", "fee: 0.003").replace("title: For a test\n", "") +
      "title: For a test\n";
    expect(await hash(other)).toBe(await hash(BASE));
    expect(await hash(BASE)).toMatch(/^[0-9a-f]{64}$/);
  });

  it("changes with any number", async () => {
    expect(await hash(BASE.replace("fee: 0.3%", "fee: 0.31%"))).not.toBe(await hash(BASE));
  });
});
