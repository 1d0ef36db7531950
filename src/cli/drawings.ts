import {
  compareFigure,
  drawContagionMap,
  layOutMap,
  type Metadata,
  networkFigure,
  rankFigure,
  roundsFigure,
  type Scene,
  toPdf,
  toPng,
  toSvg,
} from "../figures/index.js";
import type { NetworkReport } from "../measures/exposures/network-report.js";
import type { Comparison } from "../model/comparison.js";
import type { SystemicRanking } from "../model/ranking.js";
import type { Report } from "../model/report.js";
import type { CompletedRun } from "../model/result.js";

/** What every figure of a run is drawn from. */
export interface Drawn {
  readonly run: CompletedRun;
  readonly report: Report;
  readonly version: string;
}

/** Two columns of a journal, or one. */
export type WidthMm = 183 | 89;

/** A figure as SVG, PNG and PDF, by file name. */
export async function inAllFormats(
  name: string,
  scene: Scene,
): Promise<readonly (readonly [string, string | Uint8Array])[]> {
  const [png, pdf] = await Promise.all([toPng(scene), toPdf(scene)]);
  return [
    [`${name}.svg`, toSvg(scene)],
    [`${name}.png`, png],
    [`${name}.pdf`, pdf],
  ];
}

/** The figures of a run, by file name. */
export async function drawings(
  { run, report, version }: Drawn,
  widthMm: WidthMm = 183,
): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const { title, scenarioHash } = run.result.provenance;
  const metadata = { title, scenarioHash, version };
  const layoutFor = (width: WidthMm) => layOutMap(run, report, { widthMm: width });
  const wide = layoutFor(183);
  const map = drawContagionMap(widthMm === 183 ? wide : layoutFor(widthMm), run, report, { metadata, widthMm });
  const rounds = roundsFigure(run, report, wide, { metadata });
  // Side by side, so that one is rendered while the other is written.
  return new Map((await Promise.all([inAllFormats("map", map), inAllFormats("rounds", rounds)])).flat());
}

/** The figure of a comparison, by file name. */
export async function comparisonDrawings(
  comparison: Comparison,
  version: string,
): Promise<readonly (readonly [string, string | Uint8Array])[]> {
  const provenances = comparison.runs.map(({ provenance }) => provenance);
  const metadata = {
    title: [...new Set(provenances.map(({ title }) => title))].join(" / "),
    scenarioHash: provenances.map(({ scenarioHash }) => scenarioHash).join(" "),
    version,
  };
  return inAllFormats("compare", compareFigure(comparison, { metadata }));
}

/** The figure of an exposure network, by file name. */
export const networkDrawings = async (
  report: NetworkReport,
  metadata: Metadata,
): Promise<readonly (readonly [string, string | Uint8Array])[]> =>
  inAllFormats("network", networkFigure(report, { metadata }));

/** The figure of a ranking, by file name. */
export const rankDrawings = async (
  ranking: SystemicRanking,
  metadata: Metadata,
): Promise<readonly (readonly [string, string | Uint8Array])[]> =>
  inAllFormats("rank", rankFigure(ranking, { metadata }));
