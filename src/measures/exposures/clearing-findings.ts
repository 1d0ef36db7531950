import { neumaierTotal } from "../../numbers/sums.js";
import { type ClearingTerms, type ClearingVector, clearingVector, EISENBERG_NOE } from "../systemic/clearing-vector.js";
import { type ExposureNetwork, equityAtFaceUsd } from "../systemic/exposure-network.js";
import { networkValuation } from "../systemic/network-valuation.js";
import { read } from "../systemic/sparse-matrix.js";
import type { Valuation } from "../systemic/valuation.js";
import type { Exposures } from "./exposures.js";
import { type Findings, finding, inapplicable, together } from "./findings.js";
import { DEFAULT_SETTINGS, type NetworkSettings } from "./settings.js";

/**
 * Clearing of the network just after the shock, without and with costs of default, and the same network under other valuations.
 *
 * Defaults are counted among nodes that owe debts; what a node's loss is, is told by `clearingLossUsd`.
 */
export function clearingFindings(exposures: Exposures, settings: NetworkSettings): Findings {
  const { recoveryExternal, recoveryClaims } = { ...DEFAULT_SETTINGS, ...settings };
  const costs = { externalDebt: "pari-passu", recoveryExternal, recoveryClaims } as const;
  return together([
    cleared("clearing-en", exposures, EISENBERG_NOE),
    cleared("clearing-rv", exposures, costs),
    ...valuations(settings).map((valuation) => valued(exposures, valuation)),
  ]);
}

/** What those outside the network, owners included, lose from before the shock to after clearing, by node; in USD, ≥ 0 or a gain < 0. */
export function clearingLossUsd(
  { before, owned }: Pick<Exposures, "before" | "owned">,
  { externalPaymentsUsd, netWorthUsd }: Pick<ClearingVector, "externalPaymentsUsd" | "netWorthUsd">,
): Float64Array {
  const faceUsd = equityAtFaceUsd(before);
  return faceUsd.map((equity, i) => {
    const equityLost = owned.has(i) ? 0 : Math.max(0, equity) - Math.max(0, read(netWorthUsd, i));
    return equityLost + read(before.externalDebtsUsd, i) - read(externalPaymentsUsd, i);
  });
}

function cleared(measure: string, exposures: Exposures, terms: ClearingTerms): Findings {
  const { after, passThrough } = exposures;
  const clearing = clearingVector(after, { ...terms, costFree: passThrough });
  const owes = (i: number): boolean => read(clearing.obligationsUsd, i) > 0 && !passThrough.has(i);
  const defaults = [...clearing.defaultWave].filter((wave, i) => wave > 0 && owes(i)).length;
  const lastWave = clearing.defaultWave.reduce((last, wave, i) => (owes(i) ? Math.max(last, wave) : last), 0);
  const lossUsd = clearingLossUsd(exposures, clearing);
  const measured = { measure, conventions: clearing.conventions, convergence: clearing.convergence };
  const unpaidUsd = [...clearing.shortfallUsd].filter((_, i) => owes(i));
  return {
    findings: [
      finding(measured, "defaults", "count", defaults),
      finding(measured, "wave of the last default", "count", lastWave),
      finding(measured, "debts not paid", "USD", neumaierTotal(unpaidUsd)),
      finding(measured, "loss of those outside", "USD", neumaierTotal([...lossUsd])),
    ],
    scores: [
      { measure, quantity: "loss", unit: "USD", values: [...lossUsd] },
      {
        measure,
        quantity: "recovery",
        unit: "share",
        values: [...clearing.recovery].map((share, i) => (read(clearing.obligationsUsd, i) > 0 ? share : undefined)),
      },
      {
        measure,
        quantity: "wave of default",
        unit: "count",
        values: [...clearing.defaultWave].map((wave, i) => (wave > 0 && owes(i) ? wave : undefined)),
      },
    ],
  };
}

function valuations(settings: NetworkSettings): readonly Valuation[] {
  const { recovery, volatility } = { ...DEFAULT_SETTINGS, ...settings };
  return [
    { kind: "linear-debtrank" },
    { kind: "eisenberg-noe", externalDebt: "senior" },
    { kind: "furfine", recovery },
    { kind: "black-cox", volatility, recovery },
  ];
}

const NEEDS_EQUITY: readonly Valuation["kind"][] = ["linear-debtrank", "furfine", "black-cox"];

function valued({ before, after, passThrough }: Exposures, valuation: Valuation): Findings {
  const measure = `neva-${valuation.kind}`;
  if (NEEDS_EQUITY.includes(valuation.kind) && passThrough.size > 0) {
    const count = passThrough.size;
    return inapplicable(
      measure,
      `${count} nodes own nothing of what they hold (reserves, vaults, issuers): any loss would cost their claimants all they have`,
    );
  }
  if (valuation.kind === "eisenberg-noe" && passThrough.size > 0)
    return inapplicable(measure, "deposits and shares held outside would be paid before those held inside");
  const { equityUsd, claimValue, conventions, convergence } = networkValuation(
    sameClaims(before, after) ? before : after,
    lostUsd(before, after),
    valuation,
  );
  const measured = { measure, conventions, convergence };
  return {
    findings: [
      finding(measured, "equity in all", "USD", neumaierTotal([...equityUsd])),
      finding(measured, "nodes with equity below 0", "count", [...equityUsd].filter((equity) => equity < 0).length),
    ],
    scores: [
      { measure, quantity: "equity", unit: "USD", values: [...equityUsd] },
      { measure, quantity: "value of claims", unit: "share", values: [...claimValue] },
    ],
  };
}

/** Whether the shock changed external assets alone. */
const sameClaims = (before: ExposureNetwork, after: ExposureNetwork): boolean =>
  before.liabilitiesUsd.value.every((value, k) => value === after.liabilitiesUsd.value[k]);

const lostUsd = (before: ExposureNetwork, after: ExposureNetwork): Float64Array =>
  before.externalAssetsUsd.map((assets, i) =>
    sameClaims(before, after) ? assets - read(after.externalAssetsUsd, i) : 0,
  );
