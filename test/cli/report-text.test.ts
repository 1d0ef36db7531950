import { expect, test } from "vitest";
import { reportText } from "../../src/cli/report-text.js";
import type { RateModel } from "../../src/model/scenario.js";
import { aave, literal, reserve, spot } from "../propagation/small.js";
import { REPORT, RUN } from "./completed-run.js";

const aligned = reportText(RUN, REPORT, "1.2.3", "aligned");

test("opens with what the run was about and why it stopped", () => {
  expect(aligned.split("\n\n").slice(0, 2)).toEqual([
    "Made up\nDoes the report read well?",
    "Stopped in round 1: nothing moved any more and nothing was due (quiescent).",
  ]);
});

test("says every kind of shock in a sentence", () => {
  expect(aligned).toContain(
    [
      "Shock",
      "- round 0: ETH moves by −40 %",
      "- round 1: ETH goes to 1,235 USD",
      "- round 2: ETH follows a price path to 0.3767 USD in round 2",
      "- round 0: 94 k ETH are sold into USDC",
      "- round 0: stream loses 93 M USD of its assets",
      "- round 3: savings writes its position in lend off",
    ].join("\n"),
  );
});

test.each([
  ["the total", /total loss +8\.59 M USD/],
  ["the channels", /claim: a balance sheet shared out +6\.59 M +76\.72 %/],
  ["who lost", /position alice +8\.59 M +100 % +0/],
  ["the vault", /relend +1\.02 +0\.016 +−98\.43 % +6\.59 M/],
  ["the shortfall", /lend +USDC +8\.59 M +8\.6 M +1/],
  ["the closest call", /bob in lend, round 0: health 1\.012\. .* once .* CRV below 0\.3767 USD/],
  ["the conventions", /- A loss is counted where it stops\./],
  ["the accounts", /12 postings.*\n.*\n.*\n- 1 decisions/],
  ["the provenance", /spillover 1\.2\.3, float numbers, seed 1.*\nscenario abc123/],
])("tells %s", (_, pattern) => expect(aligned).toMatch(pattern));

test("leaves out who lost nothing, markets without a shortfall and quiet rounds, and counts the last", () => {
  expect(aligned).not.toMatch(/position bob/);
  expect(aligned).not.toMatch(/^quiet/m);
  expect(aligned).toContain("(1 of 2 rounds, in which less happened, are left out: rounds.csv has them)");
});

test("explains a loss that is larger than the start, and only such a one", () => {
  const withShare = (lossShare: number) =>
    reportText(RUN, { ...REPORT, nodes: REPORT.nodes.map((node) => ({ ...node, lossShare })) }, "1.2.3", "aligned");
  expect(withShare(1.02)).toContain("(Over 100 %: what was earned or paid in since the start was lost too.");
  expect(withShare(1 + 1e-12)).not.toContain("Over 100 %");
});

test("says that interest goes on where there is any and rounds are left", () => {
  const rate: RateModel = {
    ...{ kind: "kink", optimalUtilisation: literal(0.9), base: literal(0.05) },
    ...{ slope1: literal(0), slope2: literal(0) },
  };
  const markets = [aave([reserve("ETH", { rest: { rate } })])];
  const scenario = { ...RUN.scenario, oracles: [spot("ETH")], markets };
  expect(aligned).not.toContain("Interest went on");
  expect(reportText({ ...RUN, scenario }, REPORT, "1.2.3", "aligned")).toContain(
    "Interest went on, which alone keeps no run going: `runToMaxRounds: true` under `clock` plays on to round 10.",
  );
  const clock = { ...scenario.clock, maxRounds: 1 };
  const over = { ...RUN, scenario: { ...scenario, clock } };
  expect(reportText(over, REPORT, "1.2.3", "aligned")).not.toContain("Interest went on");
});

test("names the positions that can be liquidated before any shock", () => {
  const liquidatableAtOpening = [1, 2, 3, 4, 5, 6, 7].map((i) => `late-${i}`);
  expect(reportText({ ...RUN, liquidatableAtOpening }, REPORT, "1.2.3", "aligned")).toContain(
    "Before any shock\nlate-1, late-2, late-3, late-4, late-5 and 2 more: can be liquidated as the scenario opens",
  );
  expect(aligned).not.toContain("Before any shock");
});

test("gives a program the numbers in full", () => {
  const tabs = reportText(RUN, REPORT, "1.2.3", "tabs");
  expect(tabs).toContain("total loss\t8591234.5");
  expect(tabs).toContain("relend\t1.02\t0.016\t-0.98432\t6591234.5");
  expect(tabs).toContain("(1 of 2 rounds, in which nothing happened, are left out: rounds.csv has them)");
});

test("does not say that a position is safe that could have been liquidated", () => {
  const { closestCall } = RUN.result;
  const declined = { ...RUN.result, ...(closestCall ? { closestCall: { ...closestCall, health: 0.98 } } : {}) };
  expect(reportText({ ...RUN, result: declined }, REPORT, "1.2.3", "aligned")).toContain("but no liquidator took it");
});

test("of many rounds lists those with failures and the largest, in order", () => {
  const [first] = REPORT.rounds;
  const round = (number: number, failed: number) =>
    first === undefined ? [] : [{ ...first, round: number, soldUsd: 1000 - number, failed }];
  const rounds = Array.from({ length: 100 }, (_, i) => round(i, i === 99 ? 1 : 0)).flat();
  const listed = reportText(RUN, { ...REPORT, rounds }, "1.2.3", "aligned")
    .split("Rounds\n")[1]
    ?.split("\n")
    .slice(1, 25)
    .map((line) => Number(line.trim().split(" ")[0]));
  expect(listed).toEqual([...Array.from({ length: 23 }, (_, i) => i), 99]);
});

test("tells what had been lost before gains undid nearly all of it, without shares of what is left", () => {
  const lossUsd = { direct: 8e6, price: 0, claim: 2e6, run: 0 };
  const { amplification: _, ...totals } = REPORT.totals;
  const undone = { ...totals, beforeGains: { round: 4, lossUsd, totalLossUsd: 1e7 } };
  const text = reportText(RUN, { ...REPORT, totals: undone }, "1.2.3", "aligned");
  expect(text).toMatch(/largest loss before gains, by round 4 +10 M USD/);
  expect(text).toMatch(/channel +loss USD +by round 4 USD/);
  expect(text).toMatch(/direct: the shock itself +2 M +8 M/);
  expect(text).not.toMatch(/amplification|share\n/);
});
