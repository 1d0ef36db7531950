import { InvalidArgumentError } from "commander";
import { type Correlation, type Distribution, SAMPLE_MEASURES, type SampleMeasure } from "../model/sampling.js";
import type { Id } from "../model/scenario.js";
import { readNumber } from "./read-options.js";

export interface DrawnPrice {
  readonly asset: Id;
  readonly distribution: Distribution;
}

export interface Extent {
  readonly measure: SampleMeasure;
  readonly above: number;
}

const FORMS =
  "It is ASSET=normal(mean,deviation), lognormal(mean,deviation), t(location,scale,degrees) or uniform(low,high), e.g. WETH=normal(-20%,0.1).";

function distributionOf(name: string, numbers: readonly (number | undefined)[]): Distribution | undefined {
  const [a, b, c] = numbers;
  if (a === undefined || b === undefined) return undefined;
  if (name === "t")
    return c === undefined || numbers.length > 3 ? undefined : { kind: "student-t", location: a, scale: b, degrees: c };
  if (numbers.length > 2) return undefined;
  if (name === "uniform") return { kind: "uniform", low: a, high: b };
  return name === "normal" || name === "lognormal" ? { kind: name, mean: a, deviation: b } : undefined;
}

/** "WETH=normal(-20%,0.1)", added to the earlier ones. */
export function readDrawnPrice(text: string, earlier: readonly DrawnPrice[] = []): readonly DrawnPrice[] {
  const [, asset, name = "", inside = ""] = /^([^=\s]+)=([a-z]+)\(([^()]*)\)$/.exec(text.trim()) ?? [];
  const distribution = distributionOf(name, inside.split(",").map(readNumber));
  if (asset === undefined || distribution === undefined) throw new InvalidArgumentError(FORMS);
  return [...earlier, { asset, distribution }];
}

/** "WETH,CRV=0.8", added to the earlier ones. */
export function readCorrelation(text: string, earlier: readonly Correlation[] = []): readonly Correlation[] {
  const [, one, other, value = ""] = /^([^,=\s]+),([^,=\s]+)=(.+)$/.exec(text.trim()) ?? [];
  const correlation = readNumber(value);
  if (one === undefined || other === undefined || correlation === undefined || Math.abs(correlation) > 1)
    throw new InvalidArgumentError("It is ASSET,ASSET=NUMBER from −1 to 1, e.g. WETH,CRV=0.8.");
  return [...earlier, { assets: [one, other], correlation }];
}

/** "badDebtUsd=1_000_000", added to the earlier ones; a number alone is of the total loss. */
export function readExtent(text: string, earlier: readonly Extent[] = []): readonly Extent[] {
  const [, name = "totalLossUsd", value = ""] = /^(?:([a-zA-Z]+)=)?(.+)$/.exec(text.trim()) ?? [];
  const measure = SAMPLE_MEASURES.find((known) => known === name);
  const above = readNumber(value);
  if (measure === undefined || above === undefined)
    throw new InvalidArgumentError(`It is MEASURE=NUMBER; measures: ${SAMPLE_MEASURES.join(", ")}.`);
  return [...earlier, { measure, above }];
}
