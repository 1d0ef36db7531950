import { describe, expect, it } from "vitest";
import { scenarioHash } from "../../src/network/scenario-hash.js";
import { type Change, parseScenario, readPath, showPath } from "../../src/scenario/index.js";
import { BASE } from "./scenarios.js";

const path = (text: string) => {
  const read = readPath(text);
  if (read === undefined) throw new Error(`${text} is no path`);
  return read;
};
const change = (where: string, value: string): Change => ({ path: path(where), value });
const parseChanged = (...changes: readonly Change[]) =>
  parseScenario(
    `${BASE}positions:\n  a: { market: aave, collateral: { ETH: 1 }, debt: { USDC: 1 } }\nshocks:\n  - { kind: price, asset: ETH, change: -40% }\n`,
    {
      path: "test.yaml",
      readTable: () => Promise.reject(new Error("no tables here")),
      changes,
    },
  );

describe("a path", () => {
  it.each([
    ["markets.aave.reserves.ETH.ltv", ["markets", "aave", "reserves", "ETH", "ltv"]],
    ["shocks[0].change", ["shocks", 0, "change"]],
    ['markets["a.b"].fee', ["markets", "a.b", "fee"]],
    ["seed", ["seed"]],
  ])("%s is read, and shown as it was written", (text, steps) => {
    expect(readPath(text)).toEqual(steps);
    expect(showPath(path(text))).toBe(text);
  });

  it.each(["", ".a", "a..b", "a[b]", "a[0", "a b", "a."])("%j is none", (text) =>
    expect(readPath(text)).toBeUndefined(),
  );
});

describe("a change", () => {
  it("stands in the place of what the file says: the same scenario as one written so", async () => {
    const changed = await parseChanged(change("markets.aave.reserves.ETH.liquidationBonus", "8%"));
    const text = BASE.replace("liquidationBonus: 5%", "liquidationBonus: 8%");
    const written = await parseScenario(
      `${text}positions:\n  a: { market: aave, collateral: { ETH: 1 }, debt: { USDC: 1 } }\nshocks:\n  - { kind: price, asset: ETH, change: -40% }\n`,
      { path: "test.yaml", readTable: () => Promise.reject(new Error("no tables here")) },
    );
    expect(scenarioHash(changed)).toBe(scenarioHash(written));
    expect(scenarioHash(changed)).not.toBe(scenarioHash(await parseChanged()));
  });

  it("adds what the format knows and the file leaves out", async () => {
    const changed = await parseChanged(
      change("clock.maxRounds", "7"),
      change("seed", "9"),
      change("venues.pool.arbitragePerRound", "50%"),
      change("positions.a.collateral", "{ wstETH: 2 }"),
      change("shocks[0].change", "-10%"),
    );
    expect(changed.clock.maxRounds).toBe(7);
    expect(changed.seed).toBe(9);
    expect(changed.venues[0]).toMatchObject({ arbitragePerRound: "0.5" });
    expect(changed.positions[0]?.collateral).toEqual([{ asset: "wstETH", units: "2" }]);
    expect(changed.shocks).toMatchObject([{ change: "-0.1" }]);
  });

  it.each([
    ["a key with a slip", "markets.aave.reserves.ETH.liquidationBonsu", "8%", /Did you mean "liquidationBonus"\?/],
    ["an id with a slip", "markets.aaev.reserves.ETH.ltv", "8%", /"aaev" is not there; .* Did you mean "aave"\?/],
    ["a section with a slip", "marktes.aave.kind", "aave-v2", /found the key "marktes".* Did you mean "markets"\?/],
    ["a value of the wrong kind", "markets.aave.reserves.ETH.ltv", "high", /found "high"; expected a share/],
    ["a place past the end", "shocks[3].change", "-10%", /"3" is no place in a list of 1/],
    ["a path through a number", "assets.ETH.priceUsd.more", "1", /found 2_000 where "more" was looked for/],
    ["no value", "assets.ETH.priceUsd", "{", /found "\{"; expected a value as a file could state it/],
    ["what the format accepts and the scenario does not", "positions.a.market", "aav", /"aav".*Did you mean "aave"\?/],
  ])("is refused for %s, and the message names the change", async (_, where, value, message) => {
    const refusal = await parseChanged(change(where, value)).catch((error: unknown) => String(error));
    expect(refusal).toMatch(message);
    expect(refusal).toContain(`test.yaml with ${where}=${value}:1:1`);
    expect(refusal).toMatch(/1 problem$/);
  });
});
