import { clearingVector } from "../../../src/measures/systemic/clearing-vector.js";
import { dynamicClearing } from "../../../src/measures/systemic/dynamic-clearing.js";
import {
  type ExposureNetwork,
  equityAtFaceUsd,
  exposureNetwork,
} from "../../../src/measures/systemic/exposure-network.js";
import { fromRows, mapped } from "../../../src/measures/systemic/matrix-algebra.js";
import { networkValuation } from "../../../src/measures/systemic/network-valuation.js";
import { recoveryCascade } from "../../../src/measures/systemic/recovery-cascade.js";
import type { Valuation } from "../../../src/measures/systemic/valuation.js";
import { InputError, type Outputs, type Reader } from "../adapter.js";
import { column, list, names, owedByClaims, skip } from "./network-inputs.js";

function networkOf(inputs: Reader<number>): ExposureNetwork {
  const externalAssetsUsd = column(inputs, "external_assets");
  return exposureNetwork({
    names: names(externalAssetsUsd.length),
    liabilitiesUsd: fromRows(inputs.matrix("liabilities")),
    externalAssetsUsd,
    externalDebtsUsd: column(inputs, "external_liabilities"),
  });
}

export function clearing(inputs: Reader<number>): Outputs<number> {
  const network = networkOf(inputs);
  const costs = { recoveryExternal: inputs.number("alpha"), recoveryClaims: inputs.number("beta") };
  skip(inputs, "convention");
  const cleared = clearingVector(network, { externalDebt: "pari-passu", ...costs });
  const payments = list(cleared.paymentsUsd);
  const shortfall = list(cleared.shortfallUsd);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return {
    payments,
    total_obligations: list(cleared.obligationsUsd),
    default: list(cleared.defaultWave).map((wave) => wave > 0),
    recovery_rate: payments.map((paid, i) => {
      const owed = cleared.obligationsUsd[i] ?? 0;
      return owed === 0 ? 1 : paid / owed;
    }),
    default_wave: list(cleared.defaultWave),
    fictitious_default_rounds: cleared.waves,
    net_worth_after_clearing: list(cleared.netWorthUsd),
    shortfall,
    total_shortfall: sum(shortfall),
    lp_objective_sum_payments: sum(payments),
    external_payments: list(cleared.externalPaymentsUsd),
    dynamic_terminal_wealth: list(dynamicClearing(inQuarters(network)).terminalWealthUsd),
  };
}

/** Debts due in four equal parts; a half of the cash at first, the rest in the third quarter. */
const inQuarters = (network: ExposureNetwork): readonly ExposureNetwork[] =>
  [1 / 2, 0, 1 / 2, 0].map((cashShare) => ({
    names: network.names,
    liabilitiesUsd: mapped(network.liabilitiesUsd, (owed) => owed / 4),
    externalDebtsUsd: network.externalDebtsUsd.map((owed) => owed / 4),
    externalAssetsUsd: network.externalAssetsUsd.map((cash) => cash * cashShare),
  }));

export function recoveryDefaults(inputs: Reader<number>): Outputs<number> {
  const { defaultRound } = recoveryCascade(networkOf(inputs), inputs.number("recovery_rate"));
  return { default: list(defaultRound).map((round) => round >= 0) };
}

export function valuation(inputs: Reader<number>): Outputs<number> {
  const externalAssetsUsd = column(inputs, "external_assets");
  const network = exposureNetwork({
    names: names(externalAssetsUsd.length),
    liabilitiesUsd: owedByClaims(inputs, "exposures_asset_matrix"),
    externalAssetsUsd,
    externalDebtsUsd: column(inputs, "external_liabilities"),
  });
  const loss = column(inputs, "shock_to_external_assets");
  const stated = inputs.numbers("initial_equity");
  const equity = equityAtFaceUsd(network);
  if (stated.some((value, i) => value !== equity[i])) throw new InputError("initial_equity does not fit the books");
  const volatility = inputs.number("sigma");
  skip(inputs, "note");
  const under = (rule: Valuation) => list(networkValuation(network, loss, rule).equityUsd);
  return {
    linear_debtrank: under({ kind: "linear-debtrank" }),
    eisenberg_noe_ext_liab_senior: under({ kind: "eisenberg-noe", externalDebt: "senior" }),
    eisenberg_noe_pari_passu: under({ kind: "eisenberg-noe", externalDebt: "pari-passu" }),
    furfine_zero_recovery: under({ kind: "furfine", recovery: 0 }),
    exante_blackcox_sigma10_R60: under({ kind: "black-cox", volatility, recovery: 0.6 }),
  };
}
