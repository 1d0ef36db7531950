import { neumaierTotal } from "../../numbers/sums.js";
import { deleveragingRounds } from "../systemic/cont-schaanning.js";
import { fireSaleVulnerability } from "../systemic/greenwood-landier-thesmar.js";
import { indirectContagion, liquidityWeightedOverlap } from "../systemic/liquidity-weighted-overlap.js";
import { forEachEntry, toRows } from "../systemic/matrix-algebra.js";
import { overlapCascade } from "../systemic/overlapping-portfolios.js";
import { read, type SparseMatrix, sparseMatrix } from "../systemic/sparse-matrix.js";
import type { AssetHoldings, Exposures } from "./exposures.js";
import { type Findings, finding, inapplicable, together } from "./findings.js";
import { DEFAULT_SETTINGS, type NetworkSettings } from "./settings.js";

/** A holder that can be leveraged: something to sell, and equity. Its place in the network, and its row of holdings. */
interface Holders {
  readonly places: readonly number[];
  readonly rows: readonly (readonly number[])[];
  readonly assetsUsd: Float64Array;
  readonly equityUsd: Float64Array;
}

const FAMILY = "fire sales";

/** Sales in common markets: vulnerability, deleveraging rounds, overlapping portfolios, and liquidity-weighted overlap. */
export function saleFindings(exposures: Exposures, settings: NetworkSettings): Findings {
  const { holdings } = exposures;
  if (holdings === undefined) return inapplicable(FAMILY, "no holdings are given");
  const holders = holdersOf(exposures, holdings);
  if (holders.places.length === 0) return inapplicable(FAMILY, "nobody with equity holds anything that has a price");
  return together([
    vulnerability(exposures, holdings, holders),
    deleveraging(exposures, holdings, holders, settings),
    overlapping(exposures, holdings, holders, settings),
    overlap(exposures, holdings),
  ]);
}

function holdersOf({ buffersUsd, assetsUsd, names }: Exposures, { heldUsd }: AssetHoldings): Holders {
  const rows = toRows(heldUsd);
  const held = rows.map((row) => neumaierTotal(row));
  const places = [...names.keys()].filter((i) => (held[i] ?? 0) > 0 && read(buffersUsd, i) > 0);
  return {
    places,
    rows: places.map((i) => rows[i] ?? []),
    assetsUsd: Float64Array.from(places, (i) => Math.max(read(assetsUsd, i), held[i] ?? 0)),
    equityUsd: Float64Array.from(places, (i) => read(buffersUsd, i)),
  };
}

/** A column of the holders spread over all nodes of the network. */
function spreadOut(
  exposures: Exposures,
  { places }: Holders,
  values: ArrayLike<number | undefined>,
): readonly (number | undefined)[] {
  const column = exposures.names.map((): number | undefined => undefined);
  places.forEach((node, place) => {
    column[node] = values[place];
  });
  return column;
}

function vulnerability(exposures: Exposures, holdings: AssetHoldings, holders: Holders): Findings {
  const found = fireSaleVulnerability(
    {
      weights: rowsOver(holders, holders.assetsUsd),
      assetsUsd: holders.assetsUsd,
      equityUsd: holders.equityUsd,
      priceImpactPerUsd: holdings.depthUsd.map((depth) => 1 / depth),
    },
    holdings.priceFall.map((fall) => (fall === 0 ? 0 : -fall)),
  );
  const measure = "vulnerability-glt";
  const measured = { measure, conventions: found.conventions, convergence: found.convergence };
  const score = (quantity: string, values: Float64Array) => ({
    measure,
    quantity,
    unit: "share" as const,
    values: spreadOut(exposures, holders, values),
  });
  return {
    findings: [
      finding(measured, "aggregate vulnerability", "share", found.aggregateVulnerability),
      finding(measured, "loss from sales", "USD", neumaierTotal([...found.saleLossUsd])),
    ],
    scores: [
      score("systemicness", found.systemicness),
      score("direct vulnerability", found.directVulnerability),
      score("indirect vulnerability", found.indirectVulnerability),
    ],
  };
}

const rowsOver = ({ rows }: Holders, totals?: Float64Array): SparseMatrix => {
  const entries = rows.flatMap((held, i) =>
    held.flatMap((usd, k) => (usd === 0 ? [] : [{ i, k, usd: totals === undefined ? usd : usd / read(totals, i) }])),
  );
  return sparseMatrix(rows.length, rows[0]?.length ?? 0, {
    row: entries.map(({ i }) => i),
    column: entries.map(({ k }) => k),
    value: entries.map(({ usd }) => usd),
  });
};

/** Prices are counted in their opening values: all start at 1, and the shock takes its part before the first round. */
function deleveraging(
  exposures: Exposures,
  { priceFall, depthUsd }: AssetHoldings,
  holders: Holders,
  settings: NetworkSettings,
): Findings {
  const { targetShare } = { ...DEFAULT_SETTINGS, ...settings };
  const leverage = holders.assetsUsd.map((assets, i) => assets / read(holders.equityUsd, i));
  const leverageLimit = settings.leverageLimit ?? Math.max(...leverage);
  const left = (usd: number, k: number): number => usd * (1 - read(priceFall, k));
  const directUsd = holders.rows.map((row) => neumaierTotal(row.map((usd, k) => usd - left(usd, k))));
  const heldUsd = holders.rows.map((row) => neumaierTotal(row));
  const found = deleveragingRounds({
    securitiesUsd: holders.rows.map((row) => row.map(left)),
    illiquidUsd: heldUsd.map((held, i) => Math.max(0, read(holders.assetsUsd, i) - held)),
    capitalUsd: directUsd.map((loss, i) => read(holders.equityUsd, i) - loss),
    price: Array.from(priceFall, (fall) => 1 - fall),
    floorPrice: Array.from(priceFall, () => 0),
    depthUsd: [...depthUsd],
    leverageLimit,
    leverageTarget: targetShare * leverageLimit,
    sellerShare: 0.5,
  });
  const measure = "deleveraging-cs";
  const conventions = {
    ...found.conventions,
    rule: `${found.conventions.rule}; limit ${leverageLimit}, target ${targetShare} of it; floor 0`,
  };
  const measured = { measure, conventions, convergence: found.convergence };
  const lossUsd = holders.places.map((_, i) => neumaierTotal(found.rounds.map((round) => round.lossUsd[i] ?? 0)));
  const soldUsd = neumaierTotal(found.rounds.flatMap((round) => round.salesUsd));
  return {
    findings: [
      finding(measured, "rounds", "count", found.rounds.length),
      finding(measured, "sold", "USD", soldUsd),
      finding(measured, "loss from sales", "USD", neumaierTotal(lossUsd)),
    ],
    scores: [{ measure, quantity: "loss", unit: "USD", values: spreadOut(exposures, holders, lossUsd) }],
  };
}

function overlapping(
  exposures: Exposures,
  { priceFall }: AssetHoldings,
  holders: Holders,
  settings: NetworkSettings,
): Findings {
  const { overlapImpact } = { ...DEFAULT_SETTINGS, ...settings };
  const found = overlapCascade({
    units: rowsOver(holders),
    capitalUsd: holders.equityUsd,
    priceUsd: priceFall.map(() => 1),
    priceFall,
    impact: overlapImpact,
  });
  const measure = "overlapping-portfolios";
  const conventions = { ...found.conventions, rule: `${found.conventions.rule}; α = ${overlapImpact}` };
  const measured = { measure, conventions, convergence: found.convergence };
  const rounds = Array.from(found.defaultRound, (round) => (round >= 0 ? round : undefined));
  return {
    findings: [
      finding(measured, "defaults", "count", rounds.filter((round) => round !== undefined).length),
      finding(measured, "rounds", "count", found.depth),
    ],
    scores: [
      {
        measure,
        quantity: "round of default",
        unit: "count",
        values: spreadOut(exposures, holders, rounds),
      },
    ],
  };
}

function overlap({ names }: Exposures, { heldUsd, depthUsd }: AssetHoldings): Findings {
  const omega = liquidityWeightedOverlap(heldUsd, depthUsd);
  let largest = 0;
  forEachEntry(omega, (value) => {
    largest = Math.max(largest, value);
  });
  if (largest === 0) return inapplicable("overlap-cs", "nothing that is held has a market whose depth is known");
  const found = indirectContagion(omega);
  const measure = "overlap-cs";
  const { convergence } = found.withOwnSales;
  const measured = { measure, conventions: found.conventions, convergence };
  return {
    findings: [
      finding(measured, "largest eigenvalue of Ω", "USD", found.withOwnSales.radius),
      finding(
        measured,
        "loss that full sales of each inflict on others, added up",
        "USD",
        neumaierTotal([...found.inflictedUsd]),
      ),
    ],
    scores: [
      { measure, quantity: "inflicted loss", unit: "USD", values: [...found.inflictedUsd] },
      {
        measure,
        quantity: "endogenous risk",
        unit: "share",
        values: names.map((_, i) => read(found.withOwnSales.vector, i)),
      },
    ],
  };
}
