import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { toSvg } from "../../src/figures/index.js";
import { drawings } from "./drawings.js";

const fileOf = (name: string): URL => new URL(`../golden/figures/${name}.svg`, import.meta.url);

/** UPDATE_GOLDEN=1 rewrites them: look at every changed picture before committing it. */
describe("golden figures", () => {
  it.each(Object.keys(drawings))("%s", (name) => {
    const svg = toSvg(
      drawings[name]?.() ?? {
        widthPt: 0,
        heightPt: 0,
        items: [],
        metadata: { title: "", scenarioHash: "", version: "" },
      },
    );
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(fileOf(name), svg);
    expect(existsSync(fileOf(name))).toBe(true);
    expect(svg).toBe(readFileSync(fileOf(name), "utf8"));
  });
});
