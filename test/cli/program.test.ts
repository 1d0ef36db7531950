import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { scratchFolder, spillover } from "./spillover.js";

const ONE_POSITION = "scenarios/01-one-position.yaml";

const scratch = scratchFolder();

describe("run", () => {
  test("leaves a results folder and prints its report", async () => {
    const folder = join(scratch.path, "one");
    const { code, out, err } = await spillover(["run", ONE_POSITION, "--out", folder], "aligned");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain("One position on Aave v3 when ETH falls by 40 %");
    expect(out).toContain(folder);
    const files = await readdir(folder);
    for (const name of ["result.json", "report.txt", "rounds.csv", "nodes.csv", "events.csv", "vaults.csv"])
      expect(files).toContain(name);
    for (const name of ["map", "rounds"])
      for (const kind of ["svg", "png", "pdf"]) expect(files).toContain(`${name}.${kind}`);
    expect(files).toContain("graph.graphml");
    expect(files).toContain("graph.gexf");
    expect(out.startsWith((await readFile(join(folder, "report.txt"), "utf8")).trimEnd())).toBe(true);
  });

  test("writes the same bytes again, and prints nothing when quiet", async () => {
    const [first, second] = [join(scratch.path, "first"), join(scratch.path, "second")];
    await spillover(["run", ONE_POSITION, "--out", first]);
    expect(await spillover(["run", ONE_POSITION, "--out", second, "--quiet"])).toMatchObject({
      code: 0,
      out: "",
      err: "",
    });
    for (const name of await readdir(first))
      expect((await readFile(join(first, name))).equals(await readFile(join(second, name))), name).toBe(true);
  });

  test("takes shocks from the command line in place of the scenario's, and decimals when asked", async () => {
    const args = ["run", ONE_POSITION, "--shock", "ETH=-1%", "--exact", "--out", scratch.path, "--json"];
    const { code, out } = await spillover(args);
    expect(code).toBe(0);
    expect(JSON.parse(out).totals.liquidations).toBe(0);
    expect(JSON.parse(out).provenance.numbers).toBe("decimal");
    expect(await readFile(join(scratch.path, "report.txt"), "utf8")).toContain("- round 0: ETH moves by −1 %");
  });

  test.each([
    ["a shock on an asset that is not there", ["--shock", "ETHH=-40%"], /"ETHH".*"ETH"/],
    ["a shock that is none", ["--shock", "down"], /down/],
    ["a variant that is not there", ["--variant", "worse"], /no variant "worse"/],
    ["two shocks at once", ["--variant", "worse", "--shock", "ETH=-40%"], /give one of them/],
    ["a seed that is none", ["--seed", "-1"], /whole number/],
    ["a misspelt option", ["--exat"], /Did you mean --exact/],
  ])("refuses %s", async (_, extra, message) => {
    const { code, out, err } = await spillover(["run", ONE_POSITION, "--out", join(scratch.path, "out"), ...extra]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(message);
    expect(await readdir(scratch.path)).toEqual([]);
  });

  test("tells a program what is wrong on standard output, too", async () => {
    const missing = await spillover(["run", ONE_POSITION, "--variant", "worse", "--json"]);
    expect(JSON.parse(missing.out)).toEqual({ error: missing.err, issues: [] });
    const zero = await spillover(["run", ONE_POSITION, "--shock", "ETH=-0%", "--json"]);
    expect({ code: zero.code, ...JSON.parse(zero.out) }).toMatchObject({ code: 2, issues: [{ path: "change" }] });
    expect(JSON.parse((await spillover(["run", ONE_POSITION, "--exat", "--json"])).out).error).toContain("--exat");
  });

  test("refuses a folder that holds other things", async () => {
    await writeFile(join(scratch.path, "thesis.tex"), "years of work");
    const { code, err } = await spillover(["run", ONE_POSITION, "--out", scratch.path]);
    expect(code).toBe(2);
    expect(err).toContain("thesis.tex");
    expect(await readdir(scratch.path)).toEqual(["thesis.tex"]);
  });

  test("says which file is missing", async () => {
    const { code, err } = await spillover(["run", join(scratch.path, "no.yaml")]);
    expect(code).toBe(2);
    expect(err).toBe(`${join(scratch.path, "no.yaml")}: there is no such file or folder`);
  });
});

describe("map", () => {
  test("draws the same figures from the folder alone, and others at one column's width", async () => {
    await spillover(["run", ONE_POSITION, "--out", scratch.path]);
    const drawn = await readFile(join(scratch.path, "map.svg"), "utf8");
    await writeFile(join(scratch.path, "map.svg"), "");
    expect((await spillover(["map", scratch.path])).code).toBe(0);
    expect(await readFile(join(scratch.path, "map.svg"), "utf8")).toBe(drawn);
    expect((await spillover(["map", scratch.path, "--width", "89"])).code).toBe(0);
    expect(await readFile(join(scratch.path, "map.svg"), "utf8")).not.toBe(drawn);
  });

  test("says what is wrong with a folder that holds no result", async () => {
    expect(await spillover(["map", scratch.path])).toMatchObject({
      code: 2,
      err: expect.stringContaining("result.json"),
    });
    await writeFile(join(scratch.path, "result.json"), "{}");
    expect(await spillover(["map", scratch.path])).toMatchObject({ code: 2, err: expect.stringContaining("format") });
    expect(await spillover(["map", scratch.path, "--width", "100"])).toMatchObject({ code: 2 });
  });
});

describe("the other commands", () => {
  test("validate tells good from bad, and lists all that is bad", async () => {
    const bad = join(scratch.path, "bad.yaml");
    await writeFile(bad, "format: 1\ntitle: Bad\nassets: { ETH: { priceUsd: -1 } }\nshoks: []\n");
    const { code, out, err } = await spillover(["validate", ONE_POSITION, bad]);
    expect(code).toBe(2);
    expect(out).toBe(`${ONE_POSITION}: valid (1 market, 0 vaults, 1 position, 1 shock)`);
    expect(err).toContain(`${bad}:3:`);
    expect(err).toContain(`${bad}:4:1`);
    const json = JSON.parse((await spillover(["validate", "--json", ONE_POSITION, bad])).out);
    expect(json.map(({ valid }: { valid: boolean }) => valid)).toEqual([true, false]);
    expect(json[1].problems.length).toBeGreaterThanOrEqual(2);
  });

  test.each(["run", "verify", "validate", "inspect", "compare"])(
    "%s refuses a pool that contradicts a stated price, unless that is meant",
    async (command) => {
      const file = join(scratch.path, "pool.yaml");
      const written = await readFile(ONE_POSITION, "utf8");
      await writeFile(file, written.replace("ETH: { priceUsd: 2_000 }", "ETH: { priceUsd: 1_900 }"));
      const rest = command === "compare" ? [ONE_POSITION] : [];
      const output = ["run", "compare"].includes(command) ? ["--out", join(scratch.path, "out")] : [];
      const args = [command, file, ...rest, ...output];
      const { code, err } = await spillover(args);
      expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(`${file}:16:`) });
      expect(err).toMatch(/venues\.eth-usdc: "ETH" opens here at 2000 USD; .* 1900 USD.* State 2000 as priceUsd/);
      await writeFile(file, (await readFile(file, "utf8")).replace("fee: 0.3%", "fee: 0.3%, openPriceMayDiffer: true"));
      expect(await spillover(args)).toMatchObject({ code: 0, err: "" });
    },
  );

  test("pools that are priced in one another are bad input, not a fault", async () => {
    const file = join(scratch.path, "circle.yaml");
    const pool = "kind: constant-product, balances: { ETH: 10, USDC: 10_000 }, fee: 0";
    const venues = `venues: { a: { ${pool} }, b: { ${pool}, quote: ETH } }`;
    await writeFile(
      file,
      `format: 1\ntitle: x\nassets: { ETH: { priceUsd: 1000 }, USDC: { priceUsd: 1 } }\n${venues}\n`,
    );
    const { code, err } = await spillover(["validate", file]);
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringMatching(/circle\.yaml: The prices of ETH, USDC are stated/),
    });
  });

  test("verify and inspect take shocks from the command line and from variants", async () => {
    const { out } = await spillover(["inspect", ONE_POSITION, "--shock", "ETH=-10%"]);
    expect(out).toMatch(/Reach of the shocks\n- round 0: ETH moves by −10 %\nOn asset ETH depend.* 1 position/);
    const loop = "scenarios/02-one-loop.yaml";
    const decisions = async (extra: readonly string[]): Promise<number> =>
      JSON.parse((await spillover(["verify", loop, "--json", ...extra])).out).decisions;
    expect(await decisions(["--variant", "just-safe"])).toBeLessThan(await decisions([]));
    expect((await spillover(["verify", loop, "--shock", "WETHH=-1%"])).code).toBe(2);
  });

  test("verify finds that both number systems agree", async () => {
    const { code, out } = await spillover(["verify", ONE_POSITION]);
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining("float and decimal agree on every event") });
    const { largest, differences } = JSON.parse((await spillover(["verify", ONE_POSITION, "--json"])).out);
    expect(differences).toEqual([]);
    expect(largest.relative).toBeLessThan(1e-9);
  });

  test("schema prints a JSON Schema that knows the sections", async () => {
    const { code, out } = await spillover(["schema"]);
    expect(code).toBe(0);
    expect(Object.keys(JSON.parse(out).properties)).toEqual(expect.arrayContaining(["assets", "positions", "shocks"]));
  });

  test("inspect counts the graph and tells what an asset reaches", async () => {
    const { code, out } = await spillover(["inspect", ONE_POSITION], "aligned");
    expect(code).toBe(0);
    expect(out).toMatch(/position +1\b/);
    expect(JSON.parse((await spillover(["inspect", ONE_POSITION, "--json"])).out)).toBeTypeOf("object");
  });
});

describe("the command line itself", () => {
  test("help and version are no errors, and help lists the commands", async () => {
    const { code, out } = await spillover(["--help"]);
    expect(code).toBe(0);
    for (const name of ["run", "compare", "validate", "verify", "inspect", "map", "schema"])
      expect(out).toMatch(new RegExp(`^  ${name} `, "m"));
    expect(await spillover(["--version"])).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+$/) });
  });

  test("a misspelt command is bad input, with what was meant", async () => {
    expect(await spillover(["rnu", ONE_POSITION])).toMatchObject({
      code: 2,
      out: "",
      err: expect.stringContaining("Did you mean run"),
    });
  });

  test("no command at all shows the help, as bad input", async () => {
    expect(await spillover([])).toMatchObject({ code: 2, err: expect.stringContaining("Usage: spillover") });
  });
});
