import type { Report } from "../model/report.js";
import type { ClosestCall, CompletedRun, Provenance } from "../model/result.js";
import type { Id } from "../model/scenario.js";
import { readablePrice, readableSeconds } from "./amounts.js";
import { describeShock, describeStop } from "./describe.js";
import * as tables from "./report-tables.js";
import type { Style } from "./table.js";

interface Section {
  readonly heading?: string;
  readonly body: string;
}

const POSITIONS_NAMED = 5;

const bullets = (sentences: readonly string[]): string => sentences.map((sentence) => `- ${sentence}`).join("\n");

function describeClosestCall({ position, market, round, health, triggerUsd, collateral }: ClosestCall): string {
  const where = `${position} in ${market}, round ${round}: health ${readablePrice(health)}.`;
  const price = `the market's oracle has ${collateral} below ${readablePrice(triggerUsd)} USD`;
  // Rules differ in whether a health of exactly 1 is safe; this text is about no single one of them.
  return health < 1
    ? `${where} It may be liquidated while ${price}, but no liquidator took it.`
    : `${where} It may be liquidated once ${price}.`;
}

/** Positions that no shock was needed for. */
function atOpening(exposed: readonly Id[]): readonly Section[] {
  if (exposed.length === 0) return [];
  const named = exposed.slice(0, POSITIONS_NAMED).join(", ");
  const left = exposed.length - POSITIONS_NAMED;
  const body = `${named}${left > 0 ? ` and ${left} more` : ""}: can be liquidated as the scenario opens. That is not the shock's doing.`;
  return [{ heading: "Before any shock", body }];
}

function describeProvenance(provenance: Provenance, version: string): string {
  const variant = provenance.variant === undefined ? "" : `, variant ${provenance.variant}`;
  return [
    `spillover ${version}, ${provenance.numbers} numbers, seed ${provenance.seed}, ${provenance.sequencing} sequencing, ` +
      `${readableSeconds(provenance.secondsPerRound)} a round${variant}`,
    `scenario ${provenance.scenarioHash}`,
  ].join("\n");
}

function describeAudit({ audit }: CompletedRun["result"]): string {
  const size = (residual: number): string => (residual === 0 ? "0" : residual.toExponential(1));
  return bullets([
    `${audit.postings} postings; balances differ from their postings by at most ${size(audit.residual)} (relative)`,
    `reserves: cash, loans and deficit against what suppliers are owed: ${size(audit.reserveResidual)}`,
    `claims: clearing equations missed by at most ${size(audit.clearingResidual)}`,
    ...(audit.routingGap === undefined
      ? []
      : [
          `sales over several venues: the last unit would have fetched at most ${size(audit.routingGap)} more elsewhere (relative)`,
        ]),
    `${audit.nearTies} decisions too close for doubles were taken again in decimals; ${audit.overturned} changed`,
  ]);
}

function sections(
  { scenario, result, liquidatableAtOpening = [] }: CompletedRun,
  report: Report,
  version: string,
  style: Style,
): readonly Section[] {
  const { totals, vaults, shortfalls } = report;
  const lostAnything = totals.totalLossUsd > 0;
  return [
    { body: [scenario.title, scenario.question].filter((line) => line !== undefined).join("\n") },
    { body: describeStop(result.stop, scenario) },
    ...atOpening(liquidatableAtOpening),
    { heading: "Shock", body: scenario.shocks.length === 0 ? "None." : bullets(scenario.shocks.map(describeShock)) },
    { heading: "Key figures", body: tables.keyFigures(totals, style) },
    ...(lostAnything ? [{ heading: "Losses by channel", body: tables.channels(totals, style) }] : []),
    ...(lostAnything ? [{ heading: "Who lost most", body: tables.largestLosses(report.nodes, style) }] : []),
    ...(vaults.length > 0 ? [{ heading: "Vaults", body: tables.vaults(vaults, style) }] : []),
    ...(result.depositors === undefined
      ? []
      : [
          {
            heading: "Depositors, by who is how quick",
            body: tables.depositors(result.depositors, style),
          },
        ]),
    ...(shortfalls.some(({ largestUsd }) => largestUsd > 0)
      ? [
          {
            heading: "Debts that exceed their collateral, at market prices",
            body: tables.shortfalls(shortfalls, style),
          },
        ]
      : []),
    { heading: "Rounds", body: tables.rounds(report, style) },
    ...(result.closestCall === undefined
      ? []
      : [{ heading: "Closest call", body: describeClosestCall(result.closestCall) }]),
    { heading: "How to read these numbers", body: bullets(result.provenance.conventions) },
    { heading: "Accounts", body: describeAudit(result) },
    { heading: "Provenance", body: describeProvenance(result.provenance, version) },
  ];
}

/** The report of a run that a person reads: amounts are rounded, the files beside it hold them in full. */
export const reportText = (run: CompletedRun, report: Report, version: string, style: Style): string =>
  sections(run, report, version, style)
    .map(({ heading, body }) => (heading === undefined ? body : `${heading}\n${body}`))
    .join("\n\n");
