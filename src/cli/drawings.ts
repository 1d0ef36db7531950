import type { StoredResult } from "../exports/index.js";
import { contagionMap, roundsFigure, type Scene, toPdf, toPng, toSvg } from "../figures/index.js";

/** Two columns of a journal, or one. */
export type WidthMm = 183 | 89;

async function inAllFormats(name: string, scene: Scene): Promise<readonly (readonly [string, string | Uint8Array])[]> {
  return [
    [`${name}.svg`, toSvg(scene)],
    [`${name}.png`, toPng(scene)],
    [`${name}.pdf`, await toPdf(scene)],
  ];
}

/** The figures of a run, by file name. */
export async function drawings(
  stored: StoredResult,
  widthMm: WidthMm = 183,
): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const { result, report, version } = stored;
  const { title, scenarioHash } = result.provenance;
  const metadata = { title, scenarioHash, version };
  return new Map([
    ...(await inAllFormats("map", contagionMap(stored, report, { metadata, widthMm }))),
    ...(await inAllFormats("rounds", roundsFigure(stored, report, { metadata }))),
  ]);
}
