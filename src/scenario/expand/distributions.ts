import { Decimal } from "../../numbers/decimal.js";
import { normal, uniform } from "../../numbers/random.js";
import type { Path } from "../document.js";
import type { Report } from "../problems.js";
import type { Distribution } from "../schema/positions.js";

/** How often a draw outside its bounds is repeated before the bounds are called out of reach. */
const ATTEMPTS = 1000;

/** The `index`-th draw, or undefined if no draw falls within the bounds. */
type Sampler = (seed: number, stream: string, index: number) => number | undefined;

/**
 * Draws `count` values, each a pure function of seed, stream and index; undefined, and reported, where the parameters allow none.
 *
 * Uniform a + u(b − a); normal μ + σz; lognormal median·exp(σz); triangular by inverting its distribution function.
 */
export function drawMany(
  distribution: Distribution,
  source: { readonly seed: number; readonly stream: string; readonly count: number },
  path: Path,
  report: Report,
): readonly Decimal[] | undefined {
  const sampler = samplerOf(distribution);
  const draws: Decimal[] = [];
  for (let index = 0; sampler !== undefined && index < source.count; index += 1) {
    const draw = sampler(source.seed, source.stream, index);
    if (draw === undefined || !Number.isFinite(draw)) break;
    draws.push(new Decimal(draw));
  }
  if (draws.length === source.count) return draws;
  report({
    path,
    found: "found bounds within which nothing can be drawn",
    expected: "bounds in rising order, around where the distribution lies",
  });
  return undefined;
}

function samplerOf(distribution: Distribution): Sampler | undefined {
  if ("constant" in distribution) {
    const value = Number(distribution.constant);
    return () => value;
  }
  if ("uniform" in distribution) {
    const [low, high] = distribution.uniform.map(Number) as [number, number];
    return low > high ? undefined : (seed, stream, index) => low + uniform(seed, stream, index) * (high - low);
  }
  if ("triangular" in distribution) {
    const [low, mode, high] = distribution.triangular.map(Number) as [number, number, number];
    return low > mode || mode > high || low === high ? undefined : triangular(low, mode, high);
  }
  if ("normal" in distribution) {
    const { mean, sd, min, max } = distribution.normal;
    const draw = (z: number) => Number(mean) + Number(sd) * z;
    return within(Number(min ?? Number.NEGATIVE_INFINITY), Number(max ?? Number.POSITIVE_INFINITY), draw);
  }
  const { median, sigma, max } = distribution.lognormal;
  return within(0, Number(max ?? Number.POSITIVE_INFINITY), (z) => Number(median) * Math.exp(Number(sigma) * z));
}

const triangular =
  (low: number, mode: number, high: number): Sampler =>
  (seed, stream, index) => {
    const u = uniform(seed, stream, index);
    const width = high - low;
    if (u * width < mode - low) return low + Math.sqrt(u * width * (mode - low));
    return high - Math.sqrt((1 - u) * width * (high - mode));
  };

const within =
  (low: number, high: number, draw: (z: number) => number): Sampler =>
  (seed, stream, index) => {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const value = draw(normal(seed, attempt === 0 ? stream : `${stream}, attempt ${attempt + 1}`, index));
      if (value >= low && value <= high) return value;
    }
    return undefined;
  };
