import { readFile } from "node:fs/promises";
import type { Exposures } from "../measures/exposures/exposures.js";
import { givenExposures } from "../measures/exposures/given-exposures.js";
import { ExposureError } from "../measures/systemic/exposure-network.js";
import { type ExposureTables, readExposureTables } from "../scenario/exposure-tables.js";
import { describeSystemError, InputError, isSystemError } from "./exit.js";

/** Where the tables of a network are, and what is said of its shock on the command line. */
export interface TableOptions {
  readonly claims: string;
  readonly equity: string;
  readonly holdings?: string;
  readonly depth?: string;
  /** Share of its equity that a node loses, `NAME=10%`. */
  readonly loss: ReadonlyMap<string, number>;
  /** Fall of an asset's price. */
  readonly fall: ReadonlyMap<string, number>;
}

async function open(path: string): Promise<{ readonly path: string; readonly text: string }> {
  try {
    return { path, text: await readFile(path, "utf8") };
  } catch (error) {
    if (isSystemError(error)) throw new InputError(describeSystemError(error, path));
    throw error;
  }
}

/** The exposure network of tables. Throws ScenarioError for what is wrong in them, InputError for what cannot be read or balanced. */
export async function readExposures(options: TableOptions): Promise<Exposures> {
  const tables = readExposureTables({
    claims: await open(options.claims),
    equity: await open(options.equity),
    ...(options.holdings === undefined ? {} : { holdings: await open(options.holdings) }),
    ...(options.depth === undefined ? {} : { depth: await open(options.depth) }),
  });
  try {
    return givenExposures(shocked(tables, options));
  } catch (error) {
    if (error instanceof ExposureError)
      throw new InputError(error.problems.map((problem) => `${options.equity}: ${problem}.`).join("\n"));
    throw error;
  }
}

function shocked(tables: ExposureTables, { loss, fall }: TableOptions): ExposureTables {
  const assets = [...new Set([...tables.assets, ...tables.holdings].map(({ asset }) => asset))];
  requireKnown(
    "--loss",
    loss,
    tables.nodes.map(({ node }) => node),
  );
  requireKnown("--fall", fall, assets);
  return {
    ...tables,
    nodes: tables.nodes.map((row) => {
      const share = loss.get(row.node);
      return share === undefined ? row : { ...row, lossUsd: (row.lossUsd ?? 0) + share * Math.max(0, row.equityUsd) };
    }),
    assets: assets.map((asset) => {
      const given = tables.assets.find((each) => each.asset === asset);
      const drop = fall.get(asset);
      return {
        ...{ asset, depthUsd: Number.POSITIVE_INFINITY, ...given },
        ...(drop === undefined ? {} : { fall: drop }),
      };
    }),
  };
}

function requireKnown(option: string, named: ReadonlyMap<string, number>, names: readonly string[]): void {
  const unknown = [...named.keys()].filter((name) => !names.includes(name));
  if (unknown.length === 0) return;
  const known = names.length === 0 ? "They name none: --holdings is missing" : `They name: ${names.join(", ")}`;
  throw new InputError(`${option}: the tables do not name ${unknown.join(", ")}. ${known}.`);
}
