import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { scratchFolder, spillover } from "./spillover.js";

const scratch = scratchFolder();

const FIVE = "scenarios/09-five-protocols.yaml";

async function tables(claims: string, equity: string): Promise<readonly string[]> {
  const paths = { claims: join(scratch.path, "claims.csv"), equity: join(scratch.path, "equity.csv") };
  await writeFile(paths.claims, claims);
  await writeFile(paths.equity, equity);
  return ["network", "--claims", paths.claims, "--equity", paths.equity, "--out", join(scratch.path, "out")];
}

describe("network", () => {
  test("leaves tables, figure and JSON in which every number has its conventions and convergence", async () => {
    const folder = join(scratch.path, "out");
    const { code, out, err } = await spillover(["network", FIVE, "--out", folder]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain("clearing-en\tloss of those outside\t9625000\t");
    expect((await readdir(folder)).sort()).toEqual(
      ["network-nodes.csv", ...["csv", "json", "pdf", "png", "svg"].map((kind) => `network.${kind}`)].sort(),
    );
    const { findings, names } = JSON.parse(await readFile(join(folder, "network.json"), "utf8"));
    for (const { value, reason, conventions, convergence } of findings)
      expect(value === undefined ? typeof reason : typeof conventions.rule + typeof convergence.residual).toMatch(
        /^string/,
      );
    const lines = (await readFile(join(folder, "network-nodes.csv"), "utf8")).trimEnd().split("\r\n");
    expect(lines).toHaveLength(names.length + 1);
  });

  test("reads tables, and a loss on the command line: a loses its equity of 10, b the 4 it is owed of it", async () => {
    const args = await tables("from,to,usd\nb,a,4\n", "node,equityUsd\na,10\nb,20\n");
    const { code, out } = await spillover([...args, "--loss", "a=100%"]);
    expect(code).toBe(0);
    // DebtRank: all of a, and 4/20 of b; clearing: a has 14 of external assets, 4 are left to pay b in full.
    expect(out).toContain("debtrank-2015\tloss added by the network\t4\t");
    expect(out).toContain("clearing-en\tdefaults\t0\t");
    expect(out).toContain("clearing-en\tloss of those outside\t10\t");
  });

  test("tells everything that is wrong with tables by place, and ends with 2", async () => {
    const args = await tables("from,to,usd\nb,x,4\nb,a,-1\n", "node,equityUsd\na,10\nb,20\n");
    const { code, err } = await spillover(args);
    expect(code).toBe(2);
    expect(err).toMatch(/claims\.csv:2:3 .*"x" has no row/);
    expect(err).toMatch(/claims\.csv:3:5 .*"-1"/);
  });

  test("says what it needs", async () => {
    expect(await spillover(["network"])).toMatchObject({ code: 2 });
    expect((await spillover(["network", FIVE, "--claims", "c.csv"])).err).toContain("not both");
    expect((await spillover(["network", FIVE, "--loss", "a=10%"])).err).toContain("--shock");
    const args = await tables("from,to,usd\nb,a,4\n", "node,equityUsd\na,10\nb,20\n");
    expect((await spillover([...args, "--loss", "z=10%"])).err).toContain("do not name z");
    expect((await spillover([...args, "--loss", "a=200%"])).code).toBe(2);
    const unbalanced = await tables("from,to,usd\nb,a,4\n", "node,equityUsd,externalAssetsUsd\na,10,5\nb,20,16\n");
    expect((await spillover(unbalanced)).err).toContain("a has 9 USD less external assets");
  });
});

test("rank prints both rankings and how far measures agree, and leaves them as files", async () => {
  const folder = join(scratch.path, "out");
  const { code, out, err } = await spillover(["rank", "scenarios/01-one-position.yaml", "--out", folder], "aligned");
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toMatch(/position:alice +200 k +120 k/);
  expect(out).toContain("Kendall");
  expect((await readdir(folder)).sort()).toEqual([
    "rank-assets.csv",
    "rank-correlations.csv",
    "rank-nodes.csv",
    ...["json", "pdf", "png", "svg"].map((kind) => `rank.${kind}`),
  ]);
});
