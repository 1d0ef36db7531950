import { describe, expect, test } from "vitest";
import type { Event, Round } from "../../src/model/result.js";
import { bundled, liquidationRounds, run, seizedUnits } from "../scenarios/bundled.js";

/**
 * Gauntlet, LRT Core vault market update 4/24/2024 (forum.morpho.org, thread 578): 138 calls repaid 5,035 WETH and seized 6,236.72
 * ezETH; 10.96 WETH were left uncovered, 7.12 of them borne by the LRT Core vault. The accounts are synthesised.
 */
const OBSERVED = { calls: 138, repaidWeth: 5_035, seizedEzeth: 6_236.72 };
const WETH_USD = 3_219.42;

const isCallOf = ({ kind, round }: Event, asked: number) => kind === "liquidation" && round === asked;

/** Blue's factor at 86 %: 1/(0.3·0.86 + 0.7), published as 1.04384. */
const INCENTIVE = 1 / (0.3 * 0.86 + 0.7);

const NAME = "05-ezeth-april-2024";
const { result, report } = run(await bundled(NAME));
const repaidOf = (rounds: readonly Round[]) => rounds.reduce((sum, { repaidUsd }) => sum + repaidUsd, 0) / WETH_USD;
const badDebtWeth = report.totals.badDebtUsd / WETH_USD;

describe("Morpho's ezETH market at 86 %", () => {
  test("repays what was repaid, within 15 %, by about as many calls", () => {
    expect(Math.abs(repaidOf(result.rounds) / OBSERVED.repaidWeth - 1)).toBeLessThan(0.15);
    expect(Math.abs(report.totals.liquidations / OBSERVED.calls - 1)).toBeLessThan(0.15);
  });

  test("seizes what was seized, within 15 %, at the published incentive", () => {
    expect(INCENTIVE).toBeCloseTo(1.04384, 5);
    expect(Math.abs(seizedUnits(result) / OBSERVED.seizedEzeth - 1)).toBeLessThan(0.15);
    // Calls that leave the account without bad debt seize their repayment times the factor, at the oracle price.
    const [first = 0] = liquidationRounds(result);
    const round = result.rounds[first];
    expect(round?.badDebtUsd).toBe(0);
    const priceUsd = round?.oracles.find(({ id }) => id === "ezETH-market")?.priceUsd ?? 0;
    const seizedUsd = priceUsd * result.events.reduce((sum, e) => sum + (isCallOf(e, first) ? (e.units ?? 0) : 0), 0);
    expect(seizedUsd / (round?.repaidUsd ?? 0)).toBeCloseTo(INCENTIVE, 9);
  });

  test("leaves bad debt of the observed order: some, and less than 50 WETH", () => {
    expect(badDebtWeth).toBeGreaterThan(1);
    expect(badDebtWeth).toBeLessThan(50);
  });

  test("cuts it from lenders by their shares: 65 % of it from the vault", () => {
    const vault = report.vaults.find(({ id }) => id === "lrt-core");
    expect((vault?.lossUsd ?? 0) / report.totals.badDebtUsd).toBeCloseTo(0.65, 6);
  });

  test("starts at 02:30, a round after five minutes", () => expect(liquidationRounds(result)[0]).toBe(5));

  test("does not hang on the seed: of nine others, the one in the middle is as near", async () => {
    const others = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8, 9].map((seed) => bundled(NAME, { seed })));
    const runs = others.map((other) => run(other));
    const repaid = runs.map((other) => repaidOf(other.result.rounds)).sort((a, b) => a - b);
    expect(new Set(repaid).size).toBe(9);
    expect(Math.abs((repaid[4] ?? 0) / OBSERVED.repaidWeth - 1)).toBeLessThan(0.15);
    for (const other of runs) expect(other.report.totals.badDebtUsd / WETH_USD).toBeLessThan(50);
  });
});
