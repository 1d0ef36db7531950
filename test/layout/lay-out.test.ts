import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layOut } from "../../src/layout/lay-out.js";
import type { MapNode } from "../../src/layout/map-layout.js";
import { ringReach } from "../../src/layout/size.js";
import type { NetworkShape } from "../../src/model/network.js";
import { cascadeFixture } from "../figures/cascade.js";
import { node } from "../figures/fixture.js";
import { vaultRunFixture } from "../figures/vault-run.js";

const { run, report } = cascadeFixture();
const layout = layOut(run.shape, run.result, report);
const reach = (one: MapNode): number => one.radius + ringReach(one.kind);

describe("the layout of a map", () => {
  it("does not depend on the order of nodes, edges or transmissions", () => {
    const shuffled = <T>(list: readonly T[]) => fc.shuffledSubarray([...list], { minLength: list.length });
    fc.assert(
      fc.property(
        shuffled(run.shape.nodes),
        shuffled(run.shape.edges),
        shuffled(report.transmissions),
        (nodes, edges, transmissions) => {
          expect(layOut({ nodes, edges }, run.result, { ...report, transmissions })).toEqual(layout);
        },
      ),
      { numRuns: 4, seed: 1 },
    );
  });

  it("keeps every disk with its rings inside the frame, apart from the others", () => {
    for (const a of layout.nodes) {
      expect(a.x - reach(a)).toBeGreaterThanOrEqual(0);
      expect(a.x + reach(a)).toBeLessThanOrEqual(layout.widthPt);
      expect(a.y - reach(a)).toBeGreaterThanOrEqual(0);
      expect(a.y + reach(a)).toBeLessThanOrEqual(layout.heightPt);
      for (const b of layout.nodes) {
        if (a.key < b.key) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(reach(a) + reach(b));
      }
    }
  });

  it("makes areas proportional to values", () => {
    const big = layout.nodes.filter((one) => one.radius > 3);
    expect(big.length).toBeGreaterThan(5);
    for (const one of big) {
      expect((Math.PI * one.radius ** 2) / one.valueUsd / layout.areaPerUsd).toBeCloseTo(1, 1);
    }
  });

  it("rounds coordinates to hundredths of a point", () => {
    for (const { x, y } of layout.nodes) {
      expect(Math.abs(x * 100 - Math.round(x * 100))).toBeLessThan(1e-6);
      expect(Math.abs(y * 100 - Math.round(y * 100))).toBeLessThan(1e-6);
    }
  });

  it("uses most of the frame", () => {
    const xs = layout.nodes.map((one) => one.x);
    const ys = layout.nodes.map((one) => one.y);
    expect(Math.max(...xs) - Math.min(...xs)).toBeGreaterThan(0.6 * layout.widthPt);
    expect(Math.max(...ys) - Math.min(...ys)).toBeGreaterThan(0.6 * layout.heightPt);
  });

  it("leaves out oracles and nodes on which nothing depends, and counts them", () => {
    const shape: NetworkShape = { ...run.shape, nodes: [...run.shape.nodes, node("asset", "Bystander", 5e9)] };
    const wider = layOut(shape, run.result, report);
    expect(layout.leftOut).toBe(1);
    expect(wider.leftOut).toBe(2);
    expect(wider.nodes.some((one) => one.label === "Bystander" || one.kind === "oracle")).toBe(false);
  });

  it("groups nine hundred positions and keeps their count, value and failures", () => {
    const crowd = cascadeFixture(900);
    const grouped = layOut(crowd.run.shape, crowd.run.result, crowd.report);
    const groups = grouped.nodes.filter((one) => one.kind === "position");
    expect(groups.length).toBeLessThanOrEqual(60);
    expect(groups.reduce((total, one) => total + one.count, 0)).toBe(900);
    const failures = groups.flatMap((one) => one.failures).reduce((total, failure) => total + failure.count, 0);
    expect(failures).toBe(
      crowd.run.result.nodes.filter((one) => one.key.startsWith("position:") && one.failedRound !== undefined).length,
    );
    const valueUsd = crowd.run.shape.nodes
      .filter((one) => one.kind === "position")
      .reduce((total, one) => total + one.valueUsd, 0);
    expect(groups.reduce((total, one) => total + one.valueUsd, 0) / valueUsd).toBeCloseTo(1, 9);
  });

  it("adds up what a group loses", () => {
    const crowd = cascadeFixture(900);
    const grouped = layOut(crowd.run.shape, crowd.run.result, crowd.report);
    const flowing = grouped.flows.reduce((total, flow) => total + flow.lossUsd, 0);
    const passed = crowd.report.transmissions.reduce((total, one) => total + one.lossUsd, 0);
    expect(flowing / passed).toBeCloseTo(1, 9);
  });

  it("lays out loose parts beside one another", () => {
    const { run: quiet, report: nothing } = vaultRunFixture();
    const pairs = Array.from({ length: 12 }, (_, i) => ({ from: `asset:a${i}`, to: `venue:v${i}` }) as const);
    const shape: NetworkShape = {
      nodes: pairs.flatMap((_, i) => [node("asset", `a${i}`, 10 + i), node("venue", `v${i}`, 5)]),
      edges: pairs.map((pair) => ({ ...pair, relation: "liquidity", units: 1, valueUsd: 1 })),
    };
    const loose = layOut(
      shape,
      { ...quiet.result, events: [], nodes: [] },
      { ...nothing, transmissions: [], nodes: [] },
    );
    expect(loose.nodes).toHaveLength(24);
    const columns = new Set(loose.nodes.map((one) => Math.round(one.x / 60)));
    const rows = new Set(loose.nodes.map((one) => Math.round(one.y / 60)));
    expect(columns.size).toBeGreaterThan(2);
    expect(rows.size).toBeGreaterThan(2);
  });
});
