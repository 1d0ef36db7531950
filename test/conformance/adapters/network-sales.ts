import { deleveragingRounds, marketDepth } from "../../../src/measures/systemic/cont-schaanning.js";
import { fireSaleVulnerability } from "../../../src/measures/systemic/greenwood-landier-thesmar.js";
import { impactFor, leverageFireSale } from "../../../src/measures/systemic/leverage-fire-sale.js";
import {
  indirectContagion,
  liquidityWeightedOverlap,
} from "../../../src/measures/systemic/liquidity-weighted-overlap.js";
import { fromRows, toRows } from "../../../src/measures/systemic/matrix-algebra.js";
import { overlapCascade } from "../../../src/measures/systemic/overlapping-portfolios.js";
import { InputError, type Outputs, type Reader } from "../adapter.js";
import { column, expectWord, list, skip } from "./network-inputs.js";

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

export function vulnerability(inputs: Reader<number>): Outputs<number> {
  const portfolios = {
    weights: fromRows(inputs.matrix("portfolio_weights_M")),
    assetsUsd: column(inputs, "total_assets"),
    equityUsd: column(inputs, "equity"),
    priceImpactPerUsd: column(inputs, "price_impact_l"),
  };
  skip(inputs, "note");
  const found = fireSaleVulnerability(portfolios, column(inputs, "asset_shock"));
  return {
    leverage: list(found.leverage),
    R1: list(found.shockReturn),
    direct_vulnerability: list(found.directVulnerability),
    dollar_sales: list(found.salesUsd),
    sales_by_asset: list(found.assetSalesUsd),
    F2: list(found.assetReturn),
    R2: list(found.saleReturn),
    loss2: list(found.saleLossUsd),
    AV: found.aggregateVulnerability,
    connectedness: list(found.connectedness),
    systemicness: list(found.systemicness),
    indirect_vulnerability: list(found.indirectVulnerability),
  };
}

export function sellDown(inputs: Reader<number>): Outputs<number> {
  const illiquid = inputs.matrix("illiquid");
  const shock = inputs.numbers("illiquid_shock");
  const volume = inputs.numbers("ADV");
  const volatility = inputs.numbers("sigma");
  const scale = inputs.number("c");
  const days = inputs.number("tau");
  const capital = inputs.numbers("capital");
  skip(inputs, "formula");
  const { rounds } = deleveragingRounds({
    securitiesUsd: inputs.matrix("securities"),
    illiquidUsd: illiquid.map((held) => sum(held.map((value, k) => value * (1 - (shock[k] ?? 0))))),
    capitalUsd: illiquid.map((held, i) => (capital[i] ?? 0) - sum(held.map((value, k) => value * (shock[k] ?? 0)))),
    price: inputs.numbers("price0"),
    floorPrice: inputs.numbers("floor_B"),
    depthUsd: volume.map((traded, k) => marketDepth(scale, traded, volatility[k] ?? 0, days)),
    leverageLimit: inputs.number("lambda_max"),
    leverageTarget: inputs.number("lambda_target"),
    sellerShare: inputs.number("alpha"),
  });
  return {
    rounds: rounds.map((round, index) => ({
      round: index + 1,
      leverage: round.leverage,
      gamma: round.soldShare,
      q: round.salesUsd,
      psi: round.priceFall,
      loss: round.lossUsd,
      C: round.capitalUsd,
      S: round.price,
      Pi: round.securitiesUsd,
    })),
    number_of_rounds: rounds.length,
  };
}

export function overlapShocks(inputs: Reader<number>): Outputs<number> {
  const units = fromRows(inputs.matrix("shares"));
  const capitalUsd = column(inputs, "capital");
  const priceUsd = column(inputs, "price0");
  const impact = inputs.number("alpha");
  const fall = /^-(\d+)% on one asset in turn$/.exec(inputs.word("price_shock"))?.[1];
  if (fall === undefined) throw new InputError("unknown price_shock");
  skip(inputs, "rule");
  const shocks = Array.from(priceUsd, (_, shocked) => {
    const priceFall = priceUsd.map((_, k) => (k === shocked ? Number(fall) / 100 : 0));
    const found = overlapCascade({ units, capitalUsd, priceUsd, priceFall, impact });
    const defaulted = list(found.defaultRound).map((round) => round >= 0);
    const outcome = {
      defaulted,
      n_default: defaulted.filter(Boolean).length,
      prices: list(found.priceUsd),
      rounds: found.waves,
    };
    return [`shock_asset_${shocked + 1}`, outcome];
  });
  return Object.fromEntries(shocks);
}

export function overlaps(inputs: Reader<number>): Outputs<number> {
  const overlap = liquidityWeightedOverlap(fromRows(inputs.matrix("securities")), column(inputs, "market_depth_D"));
  const { withOwnSales, othersOnly, inflictedUsd } = indirectContagion(overlap);
  return {
    liquidity_weighted_overlap: toRows(overlap),
    perron_eigenvalue: withOwnSales.radius,
    perron_vector_sum1: list(withOwnSales.vector),
    off_diagonal_perron_eigenvalue: othersOnly.radius,
    off_diagonal_perron_vector_sum1: list(othersOnly.vector),
    loss_inflicted_on_others_if_fully_liquidated: list(inflictedUsd),
  };
}

export function leverageRun(inputs: Reader<number>): Outputs<number> {
  const stated = inputs.records("banks").map((bank) => {
    const [cet1, securities, government] = [
      bank.number("cet1"),
      bank.number("debt_securities"),
      bank.number("gov_bonds"),
    ];
    const assets = cet1 / (bank.number("leverage_pct") / 100);
    const cashUsd = 0.05 * assets;
    const debtUsd = (assets - cet1) / 2;
    return {
      name: bank.word("bank"),
      cashUsd,
      otherAssetsUsd: assets - securities - cashUsd,
      loanUsd: debtUsd,
      otherDebtUsd: debtUsd,
      units: [securities - government, government],
    };
  });
  skip(inputs, "construction", "price_impact_rule", "sale_price", "rule");
  expectWord(inputs, "shock_asset", "gov_bonds");
  const [leverageMinimum, leverageBuffer] = [inputs.number("leverage_min"), inputs.number("leverage_buffer")];
  const [leverageTarget, rounds] = [inputs.number("leverage_target"), inputs.whole("rounds")];
  const runs = inputs.record("runs");
  const outcome = (run: Reader<number>): Outputs<number> => {
    const found = leverageFireSale(stated, [1, 1 - run.number("shock")], {
      leverageMinimum,
      leverageBuffer: run.optionalNumber("buf") ?? leverageBuffer,
      leverageTarget,
      rounds,
      impact: impactFor(run.number("pi"), 0.05),
    });
    const banks = found.banks.map(({ equityUsd, assetsUsd, defaultRound }, i) => {
      return [stated[i]?.name, { equity: equityUsd, assets: assetsUsd, alive: defaultRound === undefined }];
    });
    return {
      defaults_per_round: [0, ...found.defaults],
      frac_sold_per_round: found.soldShare,
      eose: found.extent,
      prices: { corp: found.priceUsd[0], gov: found.priceUsd[1] },
      banks: Object.fromEntries(banks),
    };
  };
  return Object.fromEntries(runs.keys().map((key) => [key, outcome(runs.record(key))]));
}
