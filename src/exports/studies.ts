import type { BacktestStudy } from "../model/backtest.js";
import type { LoopStudy } from "../model/loop-study.js";
import { ORDER_MEASURES, type OrderSpread } from "../model/order-spread.js";
import type { SensitivityStudy } from "../model/sensitivity.js";
import type { TippingStudy } from "../model/tipping.js";
import { csv } from "./csv.js";

export type StudyName = "loops" | "critical" | "greeks" | "orders" | "backtest";

/** A study in full, under its format, whose number rises when an older reader would go wrong, and the version that made it. */
export const studyJson = (
  name: StudyName,
  study: LoopStudy | TippingStudy | SensitivityStudy | OrderSpread | BacktestStudy,
  version: string,
): string => `${JSON.stringify({ format: `spillover-${name}/1`, version, ...study }, undefined, 2)}\n`;

const joined = (items: readonly (string | number)[]): string => items.join(" > ");

/** loops.csv: one loop a line; accounts, chains, then cycles. */
export const loopsCsv = ({ accounts, chains, cycles }: LoopStudy): string =>
  csv(
    [
      "kind",
      "name",
      "members",
      "ltvs",
      "collateralUsd",
      "debtUsd",
      "gain",
      "multiplier",
      "grossLeverage",
      "netLeverage",
      "health",
      "liquidationPriceRatio",
      "unwindRounds",
      "unwindAtOnceUsd",
      "unwindInRoundsUsd",
    ],
    [
      ...accounts.map(({ position, market, members, ltv, unwinding, ...rest }) => ({
        kind: "account",
        name: `${position} in ${market}`,
        members: joined(members),
        ltvs: ltv,
        gain: ltv,
        multiplier: rest.grossLeverage,
        collateralUsd: rest.collateralUsd,
        debtUsd: rest.debtUsd,
        grossLeverage: rest.grossLeverage,
        netLeverage: rest.netLeverage,
        health: rest.health,
        liquidationPriceRatio: rest.liquidationPriceRatio,
        unwindRounds: unwinding.rounds,
        unwindAtOnceUsd: unwinding.atOnceUsd,
        unwindInRoundsUsd: unwinding.inRoundsUsd,
      })),
      ...chains.map(({ owner, positions, ltvs, gain, multiplier, closed }) => ({
        kind: closed ? "closed chain" : "open chain",
        name: owner,
        members: joined(positions),
        ltvs: joined(ltvs),
        gain,
        multiplier,
      })),
      ...cycles.map(({ members, gain, multiplier }) => ({
        kind: "cycle",
        name: members[0],
        members: joined(members),
        gain,
        multiplier,
      })),
    ],
  );

/** critical.csv: one shock size a line, by family. */
export const criticalCsv = ({ families }: TippingStudy): string =>
  csv(
    [
      "family",
      "unit",
      "size",
      "totalLossUsd",
      "directLossUsd",
      "secondRoundUsd",
      "generations",
      "failedShare",
      "stopReason",
    ],
    families.flatMap(({ name, unit, responses }) =>
      responses.map(({ stop, ...response }) => ({ family: name, unit, ...response, stopReason: stop })),
    ),
  );

/** distances.csv: one position a line, nearest to liquidation first. */
export const distancesCsv = ({ distances }: TippingStudy): string =>
  csv(
    ["position", "market", "isLoop", "collateralUsd", "debtUsd", "health", "fall"],
    distances.map(({ isLoop, ...rest }) => ({ ...rest, isLoop: isLoop ? "yes" : "no" })),
  );

/** greeks.csv: one move a line, by target. */
export const greeksCsv = ({ targets }: SensitivityStudy): string =>
  csv(
    ["target", "move", "changeWithCascadeUsd", "changeWithoutCascadeUsd", "deltaUsd"],
    targets.flatMap(({ target, curve }) =>
      curve.map(({ move, withUsd, withoutUsd, deltaUsd }) => ({
        target,
        move,
        changeWithCascadeUsd: withUsd,
        changeWithoutCascadeUsd: withoutUsd,
        deltaUsd,
      })),
    ),
  );

/** jumps.csv: one jump a line, by target. */
export const jumpsCsv = ({ targets }: SensitivityStudy): string =>
  csv(
    ["target", "below", "above", "jumpUsd", "what"],
    targets.flatMap(({ target, jumps }) => jumps.map((jump) => ({ target, ...jump }))),
  );

/** orders.csv: one run a line. */
export const ordersCsv = ({ runs }: OrderSpread): string =>
  csv(
    ["sequencing", "seed", ...ORDER_MEASURES, "depth", "stopReason", "stopRound"],
    runs.map(({ sequencing, seed, totals: { lossUsd: _, ...totals }, stop }) => ({
      sequencing,
      seed,
      ...totals,
      stopReason: stop.reason,
      stopRound: stop.round,
    })),
  );

/** backtest.csv: one path at one frequency a line. */
export const backtestCsv = ({ runs }: BacktestStudy): string =>
  csv(["path", "everyRounds", "orders", "costUsd", "liquidated", "endUsd", "constantLeverageUsd"], [...runs]);
