import { describe, expect, it } from "vitest";
import type { DepositorClass, Run, Vault } from "../../src/model/scenario.js";
import { simulate } from "../../src/propagation/index.js";
import { flat, literal, morpho, position, priceShock, small, until } from "./small.js";

const leaver = (name: string, share: number, parts: Partial<DepositorClass> = {}): DepositorClass => ({
  ...{ name, share: literal(share), delayRounds: 0, sharePerRound: literal(1), stayShare: literal(0) },
  ...{ trigger: { kind: "price-below", asset: "ETH", priceUsd: literal(500) }, ...parts },
});

const run = (...classes: readonly DepositorClass[]): Run => ({ kind: "classes", classes });

/** 1,000 USDC supplied, 700 lent against 1 ETH at 1,000 USD. */
const scenario = (parts: Partial<Vault>, marketRun?: Run, seconds = 3600) =>
  small(
    { ETH: 1000, USDC: 1 },
    {
      clock: { secondsPerRound: literal(seconds), maxRounds: 12, priceTolerance: literal(1e-9) },
      venues: [flat("ETH", "USDC", 10_000)],
      markets: [
        morpho(
          "m",
          { collateral: "ETH", loan: "USDC", lltv: 0.86 },
          { suppliedUnits: literal(1000), ...(marketRun === undefined ? {} : { run: marketRun }) },
        ),
      ],
      positions: [position("loan", "m", { ETH: 1 }, { USDC: 700 })],
      vaults:
        marketRun === undefined
          ? [
              {
                ...{ id: "v", asset: "USDC", idleUnits: literal(100), realisesBadDebt: false },
                supplies: [{ market: "m", units: literal(200) }],
                ...parts,
              },
            ]
          : [],
      shocks: [priceShock("ETH", -0.65)],
    },
  );

const INCENTIVE = 1 / (1 - 0.3 * (1 - 0.86));
/** The part of each supplied dollar that the loan of 700 against an ETH of 350 loses. */
const LOST = (700 - 350 / INCENTIVE) / 1000;

describe("classes of depositors", () => {
  it("leave at the quoted price in order of arrival, so that the last bear the loss", () => {
    // A vault of 300 that does not pass its loss of 200·LOST = 72.9 on. The quick act on the price of round 0 at once, the slow two
    // rounds later, the others never. 227.1 are there: 120 for the quick, what is left of it for the slow, nothing for the others.
    const classes = run(leaver("quick", 0.4), leaver("slow", 0.4, { delayRounds: 2 }));
    const { result } = simulate(scenario({ run: classes }));
    const lost = 200 * LOST;
    const byName = new Map(result.depositors?.map((each) => [each.name, each]));
    expect(byName.get("quick")).toMatchObject({ startUsd: 120, paidUsd: 120, lossUsd: 0, arrivedRound: 0 });
    expect(byName.get("slow")).toMatchObject({ startUsd: 120, arrivedRound: 2 });
    expect(byName.get("slow")?.paidUsd).toBeCloseTo(180 - lost, 8);
    expect(byName.get("slow")?.lossUsd).toBeCloseTo(lost - 60, 8);
    expect(byName.get("others")?.startUsd).toBeCloseTo(60, 10);
    expect(byName.get("others")?.arrivedRound).toBeUndefined();
    expect(byName.get("others")?.lossUsd).toBeCloseTo(60, 8);
    const total = [...byName.values()].reduce((sum, { lossUsd }) => sum + lossUsd, 0);
    expect(total).toBeCloseTo(lost, 8);
    const outcome = result.nodes.find(({ key }) => key === "vault:v")?.lossUsd;
    expect((outcome?.claim ?? 0) + (outcome?.run ?? 0)).toBeCloseTo(total, 8);
    expect(result.audit.residual).toBeLessThan(1e-9);
  });

  it("wait for their news: what they do k rounds late, they would have done at once", () => {
    const at = (delayRounds: number) => simulate(scenario({ run: run(leaver("all", 1, { delayRounds })) })).result;
    expect(at(0).rounds.findIndex(({ withdrawnUsd }) => withdrawnUsd > 0)).toBe(0);
    expect(at(3).rounds.findIndex(({ withdrawnUsd }) => withdrawnUsd > 0)).toBe(3);
  });

  it("run on a loss of value below a share of the start, strictly, though the quoted price stands", () => {
    const backed = 1 - (200 * LOST) / 300;
    const started = (share: number) => {
      const trigger = { kind: "value-below", share: literal(share) } as const;
      return simulate(scenario({ run: run(leaver("all", 1, { trigger })) })).result.depositors?.[0]?.arrivedRound;
    };
    expect(started(backed - 1e-6)).toBeUndefined();
    expect(started(backed + 1e-6)).toBe(0);
  });

  it("leave a reserve in order of arrival, as far as its cash goes", () => {
    // 300 of 1,000 are cash before the loan is repaid with 350/incentive; loss socialised: every claim falls by LOST.
    const trigger = { kind: "round", round: 0 } as const;
    const classes = run(
      leaver("first", 0.25, { trigger }),
      leaver("second", 0.5, { trigger: { kind: "round", round: 1 } }),
    );
    const { result } = simulate({ ...scenario({}, classes), shocks: [until(3, "USDC", 1)] });
    const [first, second, others] = result.depositors ?? [];
    expect(first).toMatchObject({ node: "market:m", asset: "USDC", startUsd: 250, paidUsd: 250, endUsd: 0 });
    // 50 of cash are left for the 500 that the second class asks for.
    expect(second).toMatchObject({ startUsd: 500, paidUsd: 50, endUsd: 450, lossUsd: 0, arrivedRound: 1 });
    expect(others).toMatchObject({ name: "others", startUsd: 250, paidUsd: 0, endUsd: 250 });
  });

  it("are the same in both number systems", () => {
    const classes = run(
      leaver("quick", 0.37, { sharePerRound: literal(0.3) }),
      leaver("slow", 0.4, { delayRounds: 2 }),
    );
    const [float, decimal] = (["float", "decimal"] as const).map(
      (numbers) => simulate(scenario({ run: classes }), { numbers }).result.depositors ?? [],
    );
    expect(float?.length).toBe(3);
    float?.forEach((each, k) => {
      for (const key of ["paidUsd", "endUsd", "lossUsd"] as const)
        expect(each[key]).toBeCloseTo(decimal?.[k]?.[key] ?? Number.NaN, 9);
    });
  });
});
