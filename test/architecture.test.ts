import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  arrowProblems,
  importCycles,
  importsOf,
  outsideWorldProblems,
  type Rules,
  type Sources,
  sizeAndNameProblems,
  styleProblems,
} from "../tools/architecture.js";

const EVERYTHING = [
  ...[
    "numbers",
    "model",
    "scenario",
    "mechanics",
    "network",
    "propagation",
    "measures",
    "layout",
    "figures",
    "exports",
  ],
  "experiments",
];

/** What each folder of src/ may import. */
const RULES: Rules = {
  folders: {
    numbers: { folders: [], packages: ["decimal.js"] },
    model: { folders: [], packages: [] },
    scenario: {
      folders: ["model", "numbers"],
      packages: ["zod", "yaml", "csv-parse", "hyparquet*", "node:fs", "node:path", "node:crypto", "node:stream"],
    },
    mechanics: { folders: ["numbers"], typesFrom: ["model"], packages: [] },
    // A hash is a function of its text: node:crypto brings in no file, clock or process.
    network: { folders: ["model", "numbers"], packages: ["graphology*", "node:crypto"] },
    propagation: { folders: ["model", "numbers", "mechanics", "network"], packages: [] },
    measures: { folders: ["model", "numbers", "network"], packages: [] },
    layout: { folders: ["model"], packages: ["d3-force", "graphology*"] },
    figures: {
      folders: ["model", "measures", "layout"],
      packages: ["pdfkit", "fontkit", "@resvg/resvg-js", "@expo-google-fonts/inter", "node:*"],
    },
    exports: { folders: ["model", "measures", "layout"], packages: ["hyparquet-writer"] },
    experiments: { folders: EVERYTHING, packages: [] },
    ".": { folders: EVERYTHING, packages: [] },
    cli: { folders: [".", ...EVERYTHING], packages: ["commander", "cli-progress", "tinypool", "node:*"] },
    explorer: { folders: [".", ...EVERYTHING], packages: ["node:*"] },
  },
  shells: ["cli", "explorer"],
  forbiddenNames: ["utils", "util", "helpers", "helper", "common", "core", "misc", "shared"],
  maximumLines: 300,
};

function readSources(folder: string): Sources {
  // Declarations alone say what a package exports, in the package's way.
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /(?<!\.d)\.ts$/.test(name));
  return new Map(names.map((name) => [name.replaceAll("\\", "/"), readFileSync(join(folder, name), "utf8")]));
}

describe("the sources", () => {
  const sources = readSources("src");

  test("are found", () => expect(sources.has("numbers/arithmetic.ts")).toBe(true));
  test("import only along the arrows of the table", () => expect(arrowProblems(sources, RULES)).toEqual([]));
  test("do not import in circles", () => expect(importCycles(sources)).toEqual([]));
  test("are short and well named", () => expect(sizeAndNameProblems(sources, RULES)).toEqual([]));
  test("leave process, clock and chance to the shells", () => expect(outsideWorldProblems(sources, RULES)).toEqual([]));
  test("switch no check off and name what they export", () => expect(styleProblems(sources)).toEqual([]));
});

describe("the rules can fail", () => {
  const one = (path: string, text: string): Sources => new Map([[path, text]]);

  test.each([
    ["an arrow backwards", "numbers/sums.ts", 'import { a } from "../model/result.js";'],
    ["an export from", "model/a.ts", 'export { a } from "../numbers/float.js";'],
    ["an export of all", "model/a.ts", 'export * from "../numbers/float.js";'],
    ["a dynamic import", "model/a.ts", 'const a = await import("../numbers/float.js");'],
    ["an import for its effect", "model/a.ts", 'import "../numbers/float.js";'],
    ["a type that is imported", "model/a.ts", 'const a = (): import("../numbers/float.js").B => 1;'],
    ["an import over several lines", "exports/a.ts", 'import {\n  a, // "b"\n  b,\n} from "../network/graph.js";'],
    ["a package", "model/a.ts", 'import { z } from "zod";'],
    ["part of a package", "numbers/a.ts", 'import { parse } from "csv-parse/sync";'],
    ["a file of another folder", "mechanics/a.ts", 'import { readFile } from "node:fs/promises";'],
    ["types where values are allowed from nowhere", "layout/a.ts", 'import type { A } from "../numbers/float.js";'],
    ["a value where only types may come from", "mechanics/a/b.ts", 'import { A } from "../../model/result.js";'],
    ["inline types where only types may come from", "mechanics/a.ts", 'import { type A } from "../model/result.js";'],
    ["a folder that nobody listed", "extras/a.ts", 'import { a } from "../model/result.js";'],
    ["a way out of src", "cli/a.ts", 'import { a } from "../../test/a.js";'],
    ["a name that is not written out", "cli/a.ts", "const a = await import(name);"],
    ["the shell from within", "measures/a.ts", 'import { a } from "../cli/table.js";'],
  ])("on %s", (_, path, text) => expect(arrowProblems(one(path, text), RULES)).toHaveLength(1));

  test.each([
    ["types", "mechanics/a/b.ts", 'import type { A } from "../../model/result.js";'],
    ["its own folder", "model/a.ts", 'import { A } from "./result.js";'],
    ["part of a package", "scenario/a.ts", 'import { parse } from "csv-parse/sync";'],
    ["a family of packages", "network/a.ts", 'import { bfs } from "graphology-traversal";'],
    ["comments", "model/a.ts", '// import { a } from "zod";\n/* import "zod"; */ const a = "// import";'],
  ])("but allow %s", (_, path, text) => expect(arrowProblems(one(path, text), RULES)).toEqual([]));

  test("reading past quotes in a regular expression, and divisions", () => {
    const text = 'const a = /["`]/.test(b) ? 1 / 2 : c / d;\nimport { z } from "zod";\nconst e = `"`;\nimport "yaml";';
    expect(importsOf(text).map(({ specifier }) => specifier)).toEqual(["zod", "yaml"]);
  });

  test("on a circle, also of types, told once", () => {
    const circle = new Map([
      ["model/b.ts", 'import type { C } from "./c.js";'],
      ["model/a.ts", 'import type { B } from "./b.js";'],
      ["model/c.ts", 'import { A } from "./a.js";'],
    ]);
    expect(importCycles(circle)).toEqual(["model/a.ts → model/b.ts → model/c.ts → model/a.ts"]);
  });

  test("on a long file, but not on one of exactly the limit", () => {
    expect(sizeAndNameProblems(one("model/a.ts", "x\n".repeat(301)), RULES)).toEqual([
      "model/a.ts: 301 lines, more than 300",
    ]);
    expect(sizeAndNameProblems(one("model/a.ts", "x\n".repeat(300)), RULES)).toEqual([]);
  });

  test.each(["network/utils/a.ts", "network/helpers.ts", "common/a.ts", "mechanics/core.ts"])(
    "on the name %s",
    (path) => expect(sizeAndNameProblems(one(path, ""), RULES)).toHaveLength(1),
  );

  test.each(["process.exit(1)", "console.log(1)", "Date.now()", "new Date()", "performance.now()", "Math.random()"])(
    "on %s outside the shells",
    (text) => {
      expect(outsideWorldProblems(one("measures/a.ts", text), RULES)).toHaveLength(1);
      expect(outsideWorldProblems(one("cli/a.ts", text), RULES)).toEqual([]);
    },
  );

  test("on a check switched off and on a default export", () => {
    expect(styleProblems(one("model/a.ts", "// @ts-expect-error\nexport const a = 1;"))).toHaveLength(1);
    expect(styleProblems(one("model/a.ts", "// biome-ignore lint: no\nexport const a = 1;"))).toHaveLength(1);
    expect(styleProblems(one("model/a.ts", "export default 1;"))).toHaveLength(1);
  });
});
