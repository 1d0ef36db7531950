import { uniform } from "../../numbers/random.js";
import type { Conventions } from "./conventions.js";
import { type Convergence, TOLERANCE } from "./convergence.js";
import { marginProblems, ReconstructionError } from "./margins.js";
import { read, type SparseMatrix, sparseMatrix } from "./sparse-matrix.js";

export interface MinimumDensity {
  readonly conventions: Conventions;
  /** Residual: what remains unplaced of any row or column, relative to the total; iterations: networks drawn. */
  readonly convergence: Convergence;
  /** Entry (i, j): claim of i on j, in USD. */
  readonly claimsUsd: SparseMatrix;
  readonly links: number;
}

export interface Draws {
  readonly seed: number;
  /** Networks drawn, of which the one with the fewest links is kept; default 100. */
  readonly networks?: number;
}

/** A claim being placed. */
interface Claim {
  readonly lender: number;
  readonly borrower: number;
  readonly amountUsd: number;
}

/**
 * A network with few links that has the given row and column totals and a zero diagonal.
 *
 * Link by link: a lender and a borrower, likelier the nearer to each other in size what they still have to place, and as much as
 * both can take; of many networks drawn the sparsest is kept. A node left with nobody but itself trades places within a claim
 * already made. Few, not provably fewest: at most one link per row and column, and one more per such trade. USD. Throws
 * ReconstructionError. Source: after the idea of K. Anand, B. Craig, G. von Peter, Filling in the blanks, Quantitative Finance 15
 * (2015); their removal of links at random is replaced by drawing whole networks.
 */
export function minimumDensity(assetsUsd: Float64Array, liabilitiesUsd: Float64Array, draws: Draws): MinimumDensity {
  const problems = marginProblems(assetsUsd, liabilitiesUsd);
  if (problems.length > 0) throw new ReconstructionError(problems);
  const networks = draws.networks ?? 100;
  let best: readonly Claim[] | undefined;
  for (let index = 0; index < networks; index += 1) {
    const claims = drawNetwork(assetsUsd, liabilitiesUsd, draws.seed, `minimum density ${index}`);
    if (best === undefined || claims.length < best.length) best = claims;
  }
  const kept = best ?? [];
  const claimsUsd = sparseMatrix(assetsUsd.length, assetsUsd.length, {
    row: kept.map(({ lender }) => lender),
    column: kept.map(({ borrower }) => borrower),
    value: kept.map(({ amountUsd }) => amountUsd),
  });
  return {
    conventions: {
      model: "Minimum density, after Anand–Craig–von Peter 2015",
      rule: "largest claims first fit; sparsest of many",
    },
    convergence: { tolerance: TOLERANCE, residual: unplaced(assetsUsd, liabilitiesUsd, kept), iterations: networks },
    claimsUsd,
    links: claimsUsd.value.length,
  };
}

function drawNetwork(
  assetsUsd: Float64Array,
  liabilitiesUsd: Float64Array,
  seed: number,
  stream: string,
): readonly Claim[] {
  const toLend = assetsUsd.slice();
  const toBorrow = liabilitiesUsd.slice();
  const dust = TOLERANCE * toLend.reduce((total, amount) => total + amount, 0);
  const claims: Claim[] = [];
  for (let draw = 0; ; draw += 1) {
    const lenders = Array.from(toLend.keys()).filter((i) => read(toLend, i) > dust);
    const pairs = lenders.flatMap((lender) =>
      Array.from(toBorrow.keys()).flatMap((borrower) => {
        if (borrower === lender || read(toBorrow, borrower) <= dust) return [];
        const [lent, owed] = [read(toLend, lender), read(toBorrow, borrower)];
        return [{ lender, borrower, weight: (Math.min(lent, owed) / Math.max(lent, owed)) ** 4 }];
      }),
    );
    const chosen = pick(pairs, uniform(seed, stream, draw));
    if (chosen !== undefined) {
      const { lender, borrower } = chosen;
      const amountUsd = Math.min(read(toLend, lender), read(toBorrow, borrower));
      toLend[lender] = read(toLend, lender) - amountUsd;
      toBorrow[borrower] = read(toBorrow, borrower) - amountUsd;
      claims.push({ lender, borrower, amountUsd });
      continue;
    }
    const alone = lenders.find((i) => read(toBorrow, i) > dust);
    if (alone === undefined || !tradePlaces(claims, alone, toLend, toBorrow)) return claims;
  }
}

/** An entry by its weight, given a uniform draw; undefined of none. */
function pick<T extends { readonly weight: number }>(entries: readonly T[], draw: number): T | undefined {
  let left = draw * entries.reduce((total, { weight }) => total + weight, 0);
  return (
    entries.find(({ weight }) => {
      left -= weight;
      return left < 0;
    }) ?? entries.at(-1)
  );
}

/** The node can only lend to itself: it lends to the borrower of another claim instead, whose lender lends to it. */
function tradePlaces(claims: Claim[], alone: number, toLend: Float64Array, toBorrow: Float64Array): boolean {
  const neededUsd = Math.min(read(toLend, alone), read(toBorrow, alone));
  const others = claims.filter(({ lender, borrower }) => lender !== alone && borrower !== alone);
  const largest = others.reduce<Claim | undefined>((best, claim) => {
    return best === undefined || claim.amountUsd > best.amountUsd ? claim : best;
  }, undefined);
  if (largest === undefined) return false;
  const movedUsd = Math.min(neededUsd, largest.amountUsd);
  claims.splice(claims.indexOf(largest), 1);
  if (largest.amountUsd > movedUsd) claims.push({ ...largest, amountUsd: largest.amountUsd - movedUsd });
  claims.push({ lender: largest.lender, borrower: alone, amountUsd: movedUsd });
  claims.push({ lender: alone, borrower: largest.borrower, amountUsd: movedUsd });
  toLend[alone] = read(toLend, alone) - movedUsd;
  toBorrow[alone] = read(toBorrow, alone) - movedUsd;
  return true;
}

function unplaced(assetsUsd: Float64Array, liabilitiesUsd: Float64Array, claims: readonly Claim[]): number {
  const toLend = assetsUsd.slice();
  const toBorrow = liabilitiesUsd.slice();
  for (const { lender, borrower, amountUsd } of claims) {
    toLend[lender] = read(toLend, lender) - amountUsd;
    toBorrow[borrower] = read(toBorrow, borrower) - amountUsd;
  }
  const total = assetsUsd.reduce((sum, amount) => sum + amount, 0);
  const largest = [...toLend, ...toBorrow].reduce((most, left) => Math.max(most, Math.abs(left)), 0);
  return total === 0 ? 0 : largest / total;
}
