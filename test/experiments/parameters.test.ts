import { describe, expect, it } from "vitest";
import { combinations, mergeParameters, nameSetting, readParameter } from "../../src/experiments/parameters.js";

const parameters = (...texts: readonly string[]) => texts.flatMap((text) => readParameter(text) ?? []);

describe("a parameter on the command line", () => {
  it.each([
    ["a.b=5%", ["5%"]],
    ["a.b = 5%, 8%", ["5%", "8%"]],
    ["a.b={ ETH: 1, USDC: 2 },{ ETH: 3 }", ["{ ETH: 1, USDC: 2 }", "{ ETH: 3 }"]],
    ['a.b="x, y",[1, 2]', ['"x, y"', "[1, 2]"]],
  ])("%s", (text, values) => expect(readParameter(text)).toEqual({ path: ["a", "b"], values }));

  it.each(["a.b", "a.b=", "=5%", "a.b=5%,", "a b=5%"])("%s is none", (text) =>
    expect(readParameter(text)).toBeUndefined(),
  );
});

describe("settings", () => {
  it("combine every value with every other; without parameters there is one, which changes nothing", () => {
    const values = combinations(parameters("a=1,2", "b=3,4")).map((setting) => setting.map(({ value }) => value));
    expect(values).toEqual([
      ["1", "3"],
      ["1", "4"],
      ["2", "3"],
      ["2", "4"],
    ]);
    expect(combinations([])).toEqual([[]]);
  });

  it("take one path given twice as one parameter of several values, each once", () =>
    expect(mergeParameters(parameters("a=1", "b=3", "a=2,1"))).toEqual(parameters("a=1,2", "b=3")));

  it("are named by as little of the path as tells them apart", () => {
    const names = (...texts: readonly string[]) => combinations(parameters(...texts)).map(nameSetting);
    expect(names("markets.aave.reserves.ETH.liquidationBonus=5%,8%")).toEqual([
      "ETH.liquidationBonus = 5%",
      "ETH.liquidationBonus = 8%",
    ]);
    expect(names("markets.a.reserves.ETH.ltv=1%", "markets.b.reserves.ETH.ltv=2%")).toEqual([
      "a.reserves.ETH.ltv = 1%, b.reserves.ETH.ltv = 2%",
    ]);
    expect(names("shocks[0].change=-5%", "seed=4")).toEqual(["shocks[0].change = -5%, seed = 4"]);
  });
});
