import { describe, expect, it } from "vitest";
import { parseShockArgument } from "../../src/scenario/index.js";
import { parseWith } from "./scenarios.js";

const scenario = await parseWith("");

describe("a shock on the command line", () => {
  it("is a change", () =>
    expect(parseShockArgument("ETH=-40%", scenario)).toEqual({
      round: 0,
      kind: "price",
      asset: "ETH",
      change: "-0.4",
    }));

  it("is a change with a sign and no per cent", () =>
    expect(parseShockArgument("ETH=-0.4", scenario)).toEqual({
      round: 0,
      kind: "price",
      asset: "ETH",
      change: "-0.4",
    }));

  it("is a price", () =>
    expect(parseShockArgument("ETH=1_800", scenario)).toEqual({
      round: 0,
      kind: "price",
      asset: "ETH",
      priceUsd: "1800",
    }));

  it("is a sale", () =>
    expect(parseShockArgument("sell ETH 94_000 into USDC", scenario)).toEqual({
      round: 0,
      kind: "sale",
      asset: "ETH",
      units: "94000",
      into: "USDC",
    }));

  it.each([
    ["eth=-40%", '"eth" is not defined; expected an asset of this scenario. Did you mean "ETH"?'],
    ["ETH=-140%", "change: found -140%; expected a change of −100 % or more, e.g. -40%."],
    [
      "ETH=-0%",
      "change: found a change of 0; expected a shock that moves the price. Leave the shock out, or say how far.",
    ],
    ["ETH=-15", "change: found -15; expected a change of −100 % or more, e.g. -40%. Did you mean -15%?"],
    ["ETH", 'found "ETH"; expected ASSET=-40%, ASSET=1800 or "sell ASSET UNITS into ASSET".'],
    ["sell wstETH 5 into USDC", 'asset: no venue trades "wstETH"; expected a venue where it can be sold.'],
    ["sell ETH some into USDC", 'units: found "some"; expected a number above 0.'],
  ])("%s is refused", (argument, message) => {
    expect(() => parseShockArgument(argument, scenario)).toThrow(message);
    expect(() => parseShockArgument(argument, scenario)).toThrow(`--shock "${argument}":1:1  `);
  });
});
