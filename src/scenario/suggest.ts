/** Edits (insert, delete, replace, swap neighbours) that turn `a` into `b`: the optimal string alignment distance. */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replace = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min(replace, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/**
 * The candidate that was probably meant: the same but for letter case, or at most a third of the letters away; failing these, the
 * only one that begins so (`equity` for `equityUnits`).
 */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  const lower = word.toLowerCase();
  let best: string | undefined;
  // Every letter replaced is another word.
  let bestDistance = Math.min(word.length, Math.max(1, Math.floor(word.length / 3)) + 1);
  for (const candidate of candidates) {
    const distance = editDistance(lower, candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  if (best !== undefined || word.length < SHORTEST_BEGINNING) return best;
  const beginning = candidates.filter((candidate) => candidate.toLowerCase().startsWith(lower));
  return beginning.length === 1 ? beginning[0] : undefined;
}

/** Letters from which on the beginning of a word stands for it. */
const SHORTEST_BEGINNING = 4;

/** `Did you mean "x"?`, or what there is to choose from. */
export function suggestion(word: string, candidates: readonly string[], choices: string): string {
  const best = closest(word, candidates);
  if (best !== undefined) return `Did you mean "${best}"?`;
  if (candidates.length === 0) return `There are no ${choices}.`;
  const listed = candidates.slice(0, 8).join(", ");
  return `The ${choices} are: ${listed}${candidates.length > 8 ? `, and ${candidates.length - 8} more` : ""}.`;
}
