import type { Exposures } from "../measures/exposures/exposures.js";
import { type NetworkReport, networkReport } from "../measures/exposures/network-report.js";
import { allChannels } from "../measures/losses.js";
import { rankCorrelation } from "../measures/rank-correlation.js";
import type { RankColumn, Ranking, SystemicRanking } from "../model/ranking.js";
import type { Result } from "../model/result.js";
import type { Id, Scenario } from "../model/scenario.js";
import { scenarioHash } from "../network/scenario-hash.js";
import { neumaierTotal } from "../numbers/sums.js";
import { openingPrices } from "../propagation/prices/opening-prices.js";
import { exposuresOf } from "./exposures-of.js";
import { player } from "./player.js";
import { quiet } from "./quiet.js";
import { type Candidate, candidatesOf, failing } from "./rank-candidates.js";
import { lossesWhenFailing } from "./rank-measures.js";
import { without } from "./rank-without.js";
import { withMove } from "./shock-families.js";

export interface RankOptions {
  /** Fall of each asset's price in turn. Default 0.2. */
  readonly fall?: number;
  /** At most this many nodes, the largest. Default 40. */
  readonly most?: number;
  /** Called before every run. */
  readonly onRun?: (progress: { readonly run: number; readonly of: number }) => void;
}

/**
 * Systemic importance of every node by removal and by failure, and of every asset by a fall of its price: what the cascade makes of it
 * beside the classical measures on the exposure network of the same scenario, and how far the rankings agree.
 *
 * Two runs for every node and one for every asset. Importance by removal is under the scenario's own shocks; by failure and by a
 * fall, nothing else happens, and what happens without any shock is deducted. Losses in USD. Throws ConvergenceError.
 */
export function rankScenario(scenario: Scenario, options: RankOptions = {}): SystemicRanking {
  const { fall = 0.2, most = 40 } = options;
  const exposures = exposuresOf(scenario, { grouped: true });
  const report = networkReport(exposures);
  const all = candidatesOf(scenario);
  const sizes = all.map((candidate) => sizeOf(exposures, placesOf(exposures, candidate)));
  const kept = [...all.keys()]
    .sort((a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0) || a - b)
    .slice(0, most)
    .sort((a, b) => a - b);
  const candidates = kept.flatMap((place) => all[place] ?? []);
  const held = scenario.assets.map(({ id }) => id).filter((asset) => heldUsd(exposures, asset) > 0);
  const simulated = player(scenario);
  let run = 0;
  const play = (played: Scenario): Result => {
    run += 1;
    options.onRun?.({ run, of: 2 + 2 * candidates.length + held.length });
    return simulated(played).result;
  };
  const calm = play(quiet(scenario));
  const nodes = rankNodes({ scenario, exposures, report, candidates, calm, play });
  const assets = rankAssets({ scenario, assets: held, fall, exposures, calm, play });
  return {
    title: scenario.title,
    scenarioHash: scenarioHash(scenario),
    nodes: sorted({ ...nodes, leftOut: all.length - candidates.length }, 1),
    assets: sorted({ ...assets, leftOut: 0 }, 1),
    fall,
    conventions: exposures.conventions,
  };
}

interface NodeInputs {
  readonly scenario: Scenario;
  readonly exposures: Exposures;
  readonly report: NetworkReport;
  readonly candidates: readonly Candidate[];
  readonly calm: Result;
  readonly play: (scenario: Scenario) => Result;
}

/** Debts that exceed their collateral at the end and that nobody has written off yet. */
const latentUsd = ({ rounds }: Result): number =>
  neumaierTotal((rounds.at(-1)?.reserves ?? []).map(({ shortfallUsd }) => shortfallUsd));

/** What everybody but those named lost. */
const lossOfOthers = ({ nodes }: Result, owns: Candidate["owns"]): number =>
  neumaierTotal(nodes.flatMap(({ key, lossUsd }) => (owns(key) ? [] : [allChannels(lossUsd)])));

const nobody = (): boolean => false;
const lossUsd = (result: Result): number => lossOfOthers(result, nobody);
const failureLoss = (result: Result, owns: Candidate["owns"]): number => lossOfOthers(result, owns) + latentUsd(result);

/** What is less than a trillionth of all that is held is what rounding leaves of a difference, and 0. */
const beyondRounding = (usd: number, scaleUsd: number): number => (Math.abs(usd) < 1e-12 * scaleUsd ? 0 : usd);

type Unsorted = Omit<Ranking, "leftOut" | "correlations">;

function rankNodes({ scenario, exposures, report, candidates, calm, play }: NodeInputs): Unsorted {
  const openingUsd = openingPrices(scenario);
  const asWritten = play(scenario);
  const exact = (usd: number): number => beyondRounding(usd, totalUsd(exposures));
  const rows = candidates.map((candidate) => {
    const { owns } = candidate;
    const places = placesOf(exposures, candidate);
    const losses = lossesWhenFailing(exposures, places);
    const scores = (measure: string, quantity: string): number =>
      neumaierTotal([...places].map((place) => scoreOf(report, measure, quantity)[place] ?? 0));
    return {
      name: candidate.name,
      sizeUsd: sizeOf(exposures, places),
      failureUsd: exact(failureLoss(play(failing(scenario, candidate)), owns) - failureLoss(calm, owns)),
      removalUsd: exact(lossUsd(asWritten) - lossUsd(play(without(scenario, candidate, openingUsd)))),
      ...losses,
      clearingUsd: exact(losses.clearingUsd),
      criticality: scores("criticality", "criticality"),
      inflictedUsd: scores("overlap-cs", "inflicted loss"),
      systemicness: scores("vulnerability-glt", "systemicness"),
    };
  });
  type Row = (typeof rows)[number];
  const column = (heading: string, unit: RankColumn["unit"], value: (row: Row) => number, meaning: string) => ({
    heading,
    meaning,
    unit,
    values: rows.map(value),
  });
  return {
    names: candidates.map(({ name }) => name),
    columns: [
      column("size", "USD", ({ sizeUsd }) => sizeUsd, "total assets at the start"),
      column(
        "fails, cascade",
        "USD",
        ({ failureUsd }) => failureUsd,
        "what others lose in our cascade when it alone fails, debts left without collateral included",
      ),
      column(
        "removed, cascade",
        "USD",
        ({ removalUsd }) => removalUsd,
        "what everybody loses less under the scenario's own shocks when it is not there",
      ),
      column(
        "DebtRank 2015",
        "USD",
        ({ debtRank2015Usd }) => debtRank2015Usd,
        "what others lose by differential DebtRank when it fails",
      ),
      column(
        "DebtRank 2012",
        "USD",
        ({ debtRank2012Usd }) => debtRank2012Usd,
        "the same by single-hit DebtRank with impacts of at most 1",
      ),
      column("threshold", "USD", ({ thresholdUsd }) => thresholdUsd, "the same by the threshold cascade"),
      column("clearing", "USD", ({ clearingUsd }) => clearingUsd, "the same by Eisenberg–Noe clearing"),
      column(
        "criticality",
        "ratio",
        ({ criticality }) => criticality,
        "buffers of others that its failure alone costs, each at most whole",
      ),
      column(
        "sales inflict",
        "USD",
        ({ inflictedUsd }) => inflictedUsd,
        "what others lose when it sells all it holds (liquidity-weighted overlap)",
      ),
      column(
        "systemicness",
        "share",
        ({ systemicness }) => systemicness,
        "share of aggregate vulnerability that its sales cause under the scenario's own shocks",
      ),
    ],
  };
}

interface AssetInputs {
  readonly scenario: Scenario;
  readonly assets: readonly Id[];
  readonly fall: number;
  readonly exposures: Exposures;
  readonly calm: Result;
  readonly play: (scenario: Scenario) => Result;
}

function rankAssets({ scenario, assets, fall, exposures, calm, play }: AssetInputs): Unsorted {
  const rows = assets.map((asset) => {
    const shocked = withMove(scenario, asset, -fall);
    const result = play(shocked);
    const report = networkReport(exposuresOf(shocked, { grouped: true }));
    const findingOf = (measure: string, quantity: string): number | undefined =>
      report.findings.find((each) => each.measure === measure && each.quantity === quantity)?.value;
    const directUsd = findingOf("debtrank-2015", "loss by the shock itself") ?? 0;
    const plus = (extra: number | undefined): number | undefined =>
      extra === undefined ? undefined : directUsd + extra;
    return {
      sizeUsd: heldUsd(exposures, asset),
      cascadeUsd: beyondRounding(lossUsd(result) - lossUsd(calm), totalUsd(exposures)),
      directUsd,
      debtRank2015Usd: plus(findingOf("debtrank-2015", "loss added by the network")),
      debtRank2012Usd: plus(findingOf("debtrank-2012", "loss added by the network")),
      clearingUsd: beyondRounding(findingOf("clearing-en", "loss of those outside") ?? 0, totalUsd(exposures)),
      vulnerabilityUsd: plus(findingOf("vulnerability-glt", "loss from sales")),
      deleveragingUsd: plus(findingOf("deleveraging-cs", "loss from sales")),
    };
  });
  type Row = (typeof rows)[number];
  const column = (heading: string, value: (row: Row) => number | undefined, meaning: string): RankColumn => ({
    heading,
    meaning,
    unit: "USD",
    values: rows.map(value),
  });
  return {
    names: assets,
    columns: [
      column("size", ({ sizeUsd }) => sizeUsd, "held by nodes of the network as collateral or otherwise"),
      column("falls, cascade", ({ cascadeUsd }) => cascadeUsd, "what everybody loses in our cascade"),
      column(
        "direct",
        ({ directUsd }) => directUsd,
        "what the fall itself costs the nodes of the network, each at most its buffer",
      ),
      column(
        "DebtRank 2015",
        ({ debtRank2015Usd }) => debtRank2015Usd,
        "direct loss and what differential DebtRank adds",
      ),
      column(
        "DebtRank 2012",
        ({ debtRank2012Usd }) => debtRank2012Usd,
        "direct loss and what single-hit DebtRank adds",
      ),
      column("clearing", ({ clearingUsd }) => clearingUsd, "loss of those outside by Eisenberg–Noe clearing"),
      column(
        "vulnerability",
        ({ vulnerabilityUsd }) => vulnerabilityUsd,
        "direct loss and the loss from sales of Greenwood–Landier–Thesmar",
      ),
      column(
        "deleveraging",
        ({ deleveragingUsd }) => deleveragingUsd,
        "direct loss and the loss from sales of Cont–Schaanning",
      ),
    ],
  };
}

const scoreOf = ({ scores }: NetworkReport, measure: string, quantity: string): readonly (number | undefined)[] =>
  scores.find((score) => score.measure === measure && score.quantity === quantity)?.values ?? [];

/** Nodes of the exposure network that fail with a candidate, by their place. */
const placesOf = ({ names }: Exposures, { nodes }: Candidate): ReadonlySet<number> =>
  new Set([...nodes].map((name) => names.indexOf(name)).filter((place) => place >= 0));

const totalUsd = ({ assetsUsd }: Exposures): number => neumaierTotal([...assetsUsd]);

const sizeOf = ({ assetsUsd }: Exposures, places: ReadonlySet<number>): number =>
  neumaierTotal([...places].map((place) => assetsUsd[place] ?? 0));

/** What nodes hold of an asset that can be sold. */
function heldUsd({ holdings }: Exposures, asset: Id): number {
  if (holdings === undefined) return 0;
  const place = holdings.assets.indexOf(asset);
  return neumaierTotal([...holdings.heldUsd.value].filter((_, k) => holdings.heldUsd.column[k] === place));
}

/** Values that agree to nine digits tie: what comes after is rounding. */
const rounded = (value: number | undefined): number | undefined =>
  value === undefined ? undefined : Number(value.toPrecision(9));

/** Entries by one column, the largest first, with the correlation of every two columns. */
function sorted({ names, columns, leftOut }: Omit<Ranking, "correlations">, by: number): Ranking {
  const key = (columns[by]?.values ?? []).map(rounded);
  const order = [...names.keys()].sort((a, b) => (key[b] ?? 0) - (key[a] ?? 0) || a - b);
  const ordered = columns.map((column) => ({ ...column, values: order.map((place) => column.values[place]) }));
  const ranked = ordered.map(({ values }) => values.map(rounded));
  const correlations = ranked.flatMap((first, a) =>
    ranked.slice(a + 1).map((second, k) => ({ a, b: a + 1 + k, ...rankCorrelation(first, second) })),
  );
  return { names: order.flatMap((place) => names[place] ?? []), columns: ordered, correlations, leftOut };
}
