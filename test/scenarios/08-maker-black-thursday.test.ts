import { describe, expect, it } from "vitest";
import type { Result } from "../../src/model/result.js";
import { bundled, edited, run } from "./bundled.js";

const NAME = "08-maker-black-thursday";

/** whiterabbit, Black Thursday for MakerDAO (2020): collateral sold for nothing, its share, and the system's shortfall. */
const PUBLISHED = { freeUsd: 8.32e6, freeShare: 0.36, shortfallUsd: 5.67e6 };

/** Value of the collateral bought from auctions: all of it, and what went for less than a hundredth of its price. */
function sold(result: Result): { readonly allUsd: number; readonly freeUsd: number } {
  const taken = result.events.filter(({ kind }) => kind === "offer-taken");
  const free = taken.filter(({ valueUsd, lossUsd }) => valueUsd - lossUsd < 0.01 * valueUsd);
  const total = (events: typeof taken): number => events.reduce((sum, { valueUsd }) => sum + valueUsd, 0);
  return { allUsd: total(taken), freeUsd: total(free) };
}

const badDebtUsd = (result: Result): number => result.rounds.reduce((sum, round) => sum + round.badDebtUsd, 0);

describe("Black Thursday with keepers short of DAI", async () => {
  const { result } = run(await bundled(NAME));

  it("gives about the published share away, which the keepers' means are fitted to", () => {
    const { allUsd, freeUsd } = sold(result);
    expect(Math.abs(freeUsd / allUsd - PUBLISHED.freeShare)).toBeLessThan(0.02);
    expect(freeUsd / PUBLISHED.freeUsd).toBeGreaterThan(0.9);
    expect(freeUsd / PUBLISHED.freeUsd).toBeLessThan(1.15);
  });

  it("leaves the system short by more than was published, as the file says: about twice", () => {
    const deficit = result.rounds.at(-1)?.reserves.at(0)?.deficitUnits ?? 0;
    expect(deficit / PUBLISHED.shortfallUsd).toBeGreaterThan(1.7);
    expect(deficit / PUBLISHED.shortfallUsd).toBeLessThan(2.1);
    const market = result.nodes.find(({ key }) => key === "market:eth-a");
    expect(market?.lossUsd.claim).toBeGreaterThan(0.9 * deficit);
  });

  it("seizes nothing before the delayed oracle has seen 171 dollars, which the market did in round 11", () => {
    expect(result.rounds.findIndex(({ liquidations }) => liquidations > 0)).toBe(13);
    expect(result.audit.residual).toBeLessThan(1e-12);
    expect(result.audit.reserveResidual).toBeLessThan(1e-9);
  });
});

it("gives nothing away and loses next to nothing where keepers have DAI", async () => {
  const { result } = run(await edited(NAME, (text) => text.replace(/ {2}capacityUsdPerRound: .*\n/, "")));
  expect(sold(result).freeUsd).toBe(0);
  expect(badDebtUsd(result)).toBeLessThan(0.01 * PUBLISHED.shortfallUsd);
});
