import { describe, expect, it } from "vitest";
import type { Result } from "../../../src/model/result.js";
import { float } from "../../../src/numbers/float.js";
import { simulate } from "../../../src/propagation/index.js";
import { openRun } from "../../../src/propagation/open-run.js";
import { playOut } from "../../../src/propagation/play.js";
import { amountsOf } from "../facts.js";
import { randomMixed } from "./mixed.js";

const SEEDS = Array.from({ length: 60 }, (_, k) => k + 1);
const results: readonly Result[] = SEEDS.map((seed) => simulate(randomMixed(seed)).result);

/** Who may be worth less than nothing: actors with options, who have written some. */
const MAY_OWE: readonly string[] = ["actor:dealer", "actor:holder"];

describe("scenarios that mix everything", () => {
  it("do mix: markets, venues and oracles of every kind, and most of what can happen in a round", () => {
    const scenarios = SEEDS.map(randomMixed);
    const kinds = (list: "markets" | "venues" | "oracles"): number =>
      new Set(scenarios.flatMap((each) => each[list].map(({ kind }) => kind))).size;
    expect(kinds("markets")).toBe(14 - 1); // all but a caller's own
    expect(kinds("venues")).toBe(9);
    expect(kinds("oracles")).toBe(12);
    const happened = new Set(results.flatMap(({ events }) => events.map(({ kind }) => kind)));
    expect(happened.size).toBeGreaterThanOrEqual(24);
  });

  it("conserve: every account is what was posted to it, reserves cover what is owed on them, claims clear", () => {
    results.forEach(({ audit }, k) => {
      expect(audit.residual, `seed ${SEEDS[k]}`).toBeLessThan(1e-9);
      expect(audit.reserveResidual, `seed ${SEEDS[k]}`).toBeLessThan(1e-9);
      expect(audit.clearingResidual, `seed ${SEEDS[k]}`).toBeLessThan(1e-9);
    });
  });

  it("leave no price, balance, supply, cash or flow below 0", () => {
    results.forEach(({ rounds, nodes }, k) => {
      for (const round of rounds) {
        const wrong = amountsOf(round).filter((amount) => !(amount >= 0 && Number.isFinite(amount)));
        expect(wrong, `seed ${SEEDS[k]}, round ${round.round}`).toEqual([]);
      }
      for (const { key, endUsd } of nodes)
        if (!MAY_OWE.includes(key)) expect(endUsd, `seed ${SEEDS[k]}, ${key}`).toBeGreaterThanOrEqual(0);
    });
  });

  it("leave no account, reserve, vault or pool with less than nothing", () => {
    for (const seed of SEEDS.slice(0, 25)) {
      const { world: opened, state } = openRun(float, randomMixed(seed), {});
      const { world } = playOut(opened, state);
      const held = [
        ...[state.collateral, state.debt, state.pledged].flatMap((column) => Array.from(column)),
        ...state.actors.flatMap(({ holdings }, i) => (world.scenario.actors[i]?.options === undefined ? holdings : [])),
        ...state.issuers.flatMap(({ holdings, supply, others, externalUsd }) => [
          ...holdings,
          supply,
          others,
          externalUsd,
        ]),
        ...state.vaults.flatMap(({ idle, shares, places }) => [idle, shares, ...places.map(({ scaled }) => scaled)]),
        ...state.reserves.flatMap(({ supplied, borrowed, cash, deficit, others }) => [
          ...[supplied, borrowed, cash, deficit, others],
        ]),
        ...state.venues.flatMap((venue, v) => world.venues[v]?.balances(venue) ?? []),
      ];
      expect(
        held.filter((amount) => !(amount >= 0)),
        `seed ${seed}`,
      ).toEqual([]);
    }
  }, 300_000);
});
