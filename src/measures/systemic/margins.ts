import { read } from "./sparse-matrix.js";

/** Totals that no matrix of claims has: `problems` in words. */
export class ReconstructionError extends Error {
  override readonly name = "ReconstructionError";
  constructor(readonly problems: readonly string[]) {
    super(problems.join("; "));
  }
}

/** Totals that agree to this, relative, are taken as equal: they come from rounded books. */
const SAME_TOTAL = 1e-9;

/** Why claims without a diagonal cannot have these row and column totals, in words; none where they can. */
export function marginProblems(assetsUsd: Float64Array, liabilitiesUsd: Float64Array): readonly string[] {
  if (assetsUsd.length !== liabilitiesUsd.length) {
    return [`${assetsUsd.length} assets for ${liabilitiesUsd.length} liabilities`];
  }
  const isAmount = (value: number) => Number.isFinite(value) && value >= 0;
  if (![...assetsUsd, ...liabilitiesUsd].every(isAmount)) return ["assets and liabilities must be numbers ≥ 0"];
  const lent = sum(assetsUsd);
  const borrowed = sum(liabilitiesUsd);
  if (Math.abs(lent - borrowed) > SAME_TOTAL * Math.max(lent, borrowed)) {
    return [`assets add up to ${lent}, liabilities to ${borrowed}`];
  }
  return Array.from(assetsUsd.keys()).flatMap((i) => {
    const [own, owed] = [read(assetsUsd, i), read(liabilitiesUsd, i)];
    if (own + owed <= lent * (1 + SAME_TOTAL)) return [];
    return [`node ${i} lends ${own} and borrows ${owed}, more than others can take and give`];
  });
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
