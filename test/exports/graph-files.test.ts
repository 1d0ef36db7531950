import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { gexf } from "../../src/exports/gexf.js";
import { graphml } from "../../src/exports/graphml.js";
import { measure } from "../../src/measures/report.js";
import type { NetworkShape } from "../../src/model/network.js";
import { result, shape } from "../measures/small-run.js";

const report = measure(shape, result);
/** One more loan of the same position, in another asset: a parallel edge. */
const parallel: NetworkShape = {
  nodes: [...shape.nodes, { key: 'asset:<R&D> "x"', kind: "asset", id: '<R&D> "x"', valueUsd: 1.5 }],
  edges: [
    ...shape.edges,
    { from: "position:loop", to: "market:aave", relation: "lending", units: 7, valueUsd: 7, asset: "USDC" },
  ],
};
const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

describe.each([
  ["graphml", graphml(parallel, report)],
  ["gexf", gexf(parallel, report)],
])("%s", (_name, text) => {
  it("holds every node and edge once, each attribute declared", () => {
    expect(count(text, /<node /g)).toBe(8);
    expect(count(text, /<edge /g)).toBe(7);
    const declared = new Set([...text.matchAll(/<(?:key|attribute) id="([^"]+)"/g)].map((match) => match[1]));
    const used = new Set([...text.matchAll(/<(?:data key|attvalue for)="([^"]+)"/g)].map((match) => match[1]));
    expect([...used].filter((name) => !declared.has(name))).toEqual([]);
    expect(used.size).toBeGreaterThanOrEqual(9);
  });

  it("escapes markup in names, and calls no edge attribute kind", () => {
    expect(text).toContain('id="asset:&lt;R&amp;D&gt; &quot;x&quot;"');
    expect(text).not.toMatch(/(?:id|title|attr\.name)="kind"/);
  });

  it("replaces characters that XML does not allow", () => {
    const odd: NetworkShape = {
      nodes: [{ key: "asset:a\u0001b", kind: "asset", id: "a\u0001b", valueUsd: 0 }],
      edges: [],
    };
    expect(graphml(odd)).toContain('<node id="asset:a\u{fffd}b">');
    expect(gexf(odd)).toContain('label="a\u{fffd}b"');
  });
});

const hasNetworkX = spawnSync("python3", ["-c", "import networkx"]).status === 0;

describe.runIf(hasNetworkX)("NetworkX", () => {
  it("reads both files back to the same graph", () => {
    const folder = mkdtempSync(join(tmpdir(), "spillover-graph-"));
    try {
      writeFileSync(join(folder, "g.graphml"), graphml(parallel, report));
      writeFileSync(join(folder, "g.gexf"), gexf(parallel, report));
      const script = [
        "import json, sys, networkx as nx",
        "out = []",
        "for g in (nx.read_graphml(sys.argv[1]), nx.read_gexf(sys.argv[2])):",
        "    debts = sorted((d['relation'], d['asset'], d['valueUsd']) for a, b, d in g.edges(data=True) if (a, b) == ('position:loop', 'market:aave'))",
        "    n = g.nodes['position:loop']",
        "    out.append([g.is_directed(), len(g), g.size(), debts, n['nodeKind'], n['valueUsd'], n['lossUsd'], n['failedRound'], n['market']])",
        "print(json.dumps(out))",
      ].join("\n");
      const output = execFileSync("python3", ["-c", script, join(folder, "g.graphml"), join(folder, "g.gexf")]);
      const expected = [
        true,
        8,
        7,
        [
          ["lending", "ETH", 200],
          ["lending", "USDC", 7],
        ],
        "position",
        300,
        70,
        1,
        "aave",
      ];
      expect(JSON.parse(output.toString())).toEqual([expected, expected]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 30_000);
});
