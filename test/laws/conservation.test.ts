import { describe, expect, it } from "vitest";
import { CHANNELS, type Result } from "../../src/model/result.js";
import { neumaierTotal } from "../../src/numbers/sums.js";
import { simulate } from "../../src/propagation/index.js";
import { amountsOf } from "./facts.js";
import { randomScenario } from "./random-scenario.js";

const SEEDS = Array.from({ length: 100 }, (_, k) => k + 1);
const results: readonly Result[] = SEEDS.map((seed) => simulate(randomScenario(seed)).result);

const each = (check: (result: Result, seed: string) => void): void =>
  results.forEach((result, k) => {
    check(result, `seed ${SEEDS[k]}`);
  });

describe("conservation, over random scenarios", () => {
  it("keeps every account at what was posted to it, and every reserve's assets at what is owed on it", () => {
    each(({ audit }, seed) => {
      expect(audit.residual, seed).toBeLessThan(1e-9);
      expect(audit.reserveResidual, seed).toBeLessThan(1e-9);
      expect(audit.clearingResidual, seed).toBeLessThan(1e-9);
      expect(audit.postings, seed).toBeGreaterThan(0);
    });
  });

  it("books the same losses by node as by round, channel by channel", () => {
    each(({ nodes, rounds }, seed) => {
      for (const channel of CHANNELS) {
        const byNode = nodes.map(({ lossUsd }) => lossUsd[channel]);
        const byRound = rounds.map(({ lossUsd }) => lossUsd[channel]);
        const scale = neumaierTotal([...byNode, ...byRound].map(Math.abs)) + 1;
        expect(Math.abs(neumaierTotal(byNode) - neumaierTotal(byRound)) / scale, `${seed} ${channel}`).toBeLessThan(
          1e-9,
        );
      }
    });
  });

  it("gives every event but the start an earlier one as its cause", () => {
    each(({ events }, seed) => {
      events.forEach((event, place) => {
        expect(event.id, seed).toBe(place);
        if (place === 0) expect(event, seed).not.toHaveProperty("cause");
        else expect(event.cause, `${seed}, event ${place}`).toBeLessThan(place);
      });
    });
  });

  it("leaves no balance, price or flow below 0, and no number that is none", () => {
    each(({ rounds, nodes }, seed) => {
      for (const round of rounds) {
        const wrong = amountsOf(round).filter((amount) => !(amount >= 0 && Number.isFinite(amount)));
        expect(wrong, `${seed}, round ${round.round}`).toEqual([]);
      }
      for (const { key, startUsd, endUsd } of nodes) {
        expect(startUsd, `${seed}, ${key}`).toBeGreaterThanOrEqual(0);
        expect(endUsd, `${seed}, ${key}`).toBeGreaterThanOrEqual(0);
      }
    });
  });

  it("liquidates, books bad debt, runs, deleverages and declines in a good part of the draws", () => {
    const share = (kind: string): number =>
      results.filter(({ events }) => events.some((event) => event.kind === kind)).length / results.length;
    expect(share("liquidation")).toBeGreaterThan(0.8);
    expect(share("liquidation-declined")).toBeGreaterThan(0.5);
    expect(share("bad-debt")).toBeGreaterThan(0.3);
    expect(share("withdrawal")).toBeGreaterThan(0.5);
    expect(share("deleverage")).toBeGreaterThan(0.3);
    expect(share("stop-loss")).toBeGreaterThan(0.5);
    expect(share("claim-revalued")).toBeGreaterThan(0.5);
    expect(share("interest")).toBeGreaterThan(0.5);
    expect(share("arbitrage")).toBeGreaterThan(0.5);
    expect(share("offer-taken")).toBeGreaterThan(0.3);
    expect(share("auction-reset")).toBeGreaterThan(0.1);
    expect(share("debt-auction")).toBeGreaterThan(0.03);
    expect(share("offer-declined")).toBeGreaterThan(0.1);
    expect(
      results.filter(({ rounds }) => rounds.some((round) => round.unmetWithdrawalsUsd > 0)).length,
    ).toBeGreaterThan(10);
  });
});
