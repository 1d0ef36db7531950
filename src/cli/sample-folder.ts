import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { SampledRun, SamplingPlan } from "../model/sampling.js";
import { InputError, isSystemError } from "./exit.js";
import { requireResultsFolder } from "./results-folder.js";
import { SHARD_RUNS } from "./sample-shards.js";
import type { Shard } from "./sample-worker.js";

/** What the runs in a folder depend on. The number of draws is no part: more draws only add runs. */
export interface SampleSettings {
  readonly version: string;
  readonly scenarioHash: string;
  readonly plan: SamplingPlan;
}

const SETTINGS = "sampling.json";
const SHARDS = "shards";

const settingsText = (settings: SampleSettings): string =>
  `${JSON.stringify({ format: "spillover-sampling/1", shardRuns: SHARD_RUNS, ...settings }, undefined, 2)}\n`;

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isSystemError(error) && error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** Whole or not at all. */
async function writeWhole(path: string, text: string): Promise<void> {
  await writeFile(`${path}.part`, text);
  await rename(`${path}.part`, path);
}

/** Where two values differ, each in a sentence. */
function differences(path: string, had: unknown, wanted: unknown): readonly string[] {
  const isMap = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
  if (isMap(had) && isMap(wanted)) {
    const keys = [...new Set([...Object.keys(had), ...Object.keys(wanted)])];
    return keys.flatMap((key) => differences(path === "" ? key : `${path}.${key}`, had[key], wanted[key]));
  }
  const show = (value: unknown): string => (value === undefined ? "absent" : JSON.stringify(value));
  return had === wanted ? [] : [`${path} was ${show(had)} and is now ${show(wanted)}`];
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError(`${path} cannot be read as JSON. Name another folder with --out, or empty this one.`);
  }
}

/**
 * Makes a folder ready for a sample: a new one gets the settings, one with the same settings goes on. Throws `InputError` where it
 * holds something else, or a sample under other settings, and says which.
 */
export async function openSampleFolder(folder: string, settings: SampleSettings): Promise<void> {
  await requireResultsFolder(folder, SETTINGS);
  const path = join(folder, SETTINGS);
  const text = settingsText(settings);
  const earlier = await readIfThere(path);
  if (earlier === undefined) {
    await mkdir(folder, { recursive: true });
    await writeWhole(path, text);
  }
  await mkdir(join(folder, SHARDS), { recursive: true });
  const different = earlier === undefined ? [] : differences("", parsed(earlier, path), parsed(text, path));
  if (different.length > 0)
    throw new InputError(
      `${folder} holds a sample that cannot be gone on with: ${different.join("; ")}. Name another folder with --out, or empty this one.`,
    );
}

const shardPath = (folder: string, { first }: Shard): string =>
  join(folder, SHARDS, `${String(first).padStart(9, "0")}.json`);

/** The runs of a shard that an earlier command has finished; undefined where it has not, or not all of them. */
export async function readShard(folder: string, shard: Shard): Promise<readonly SampledRun[] | undefined> {
  const path = shardPath(folder, shard);
  const text = await readIfThere(path);
  if (text === undefined) return undefined;
  const runs = parsed(text, path) as readonly SampledRun[];
  return runs.length < shard.count ? undefined : runs.slice(0, shard.count);
}

export const writeShard = (folder: string, shard: Shard, runs: readonly SampledRun[]): Promise<void> =>
  writeWhole(shardPath(folder, shard), `${JSON.stringify(runs)}\n`);
