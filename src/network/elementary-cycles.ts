/** A directed graph by place: where each node leads, without repeats. */
export type Successors = readonly (readonly number[])[];

/** The most cycles to list, and the most members of one. */
export interface CycleLimits {
  readonly count: number;
  readonly length: number;
}

export interface ElementaryCycles {
  /** Each by places, from its smallest. */
  readonly cycles: readonly (readonly number[])[];
  /** Present when there are more than listed: more cycles than `count`, or some longer than `length`. */
  readonly cut?: "count" | "length";
}

/** Steps from every place to `goal` over places above it, `blocked` ones apart. */
function stepsTo(goal: number, predecessors: Successors, blocked: ReadonlySet<number>): ReadonlyMap<number, number> {
  const steps = new Map([[goal, 0]]);
  let frontier: readonly number[] = [goal];
  for (let step = 1; frontier.length > 0; step += 1) {
    const next: number[] = [];
    for (const place of frontier) {
      for (const before of predecessors[place] ?? []) {
        if (before < goal || blocked.has(before) || steps.has(before)) continue;
        steps.set(before, step);
        next.push(before);
      }
    }
    frontier = next;
  }
  return steps;
}

function reversed(successors: Successors): Successors {
  const predecessors: number[][] = successors.map(() => []);
  successors.forEach((list, from) => {
    for (const to of list) predecessors[to]?.push(from);
  });
  return predecessors;
}

/**
 * Elementary cycles (no node twice) of a directed graph, each once, in the order of their places.
 *
 * Depth first from every place r over places above r; a step is taken only where r can still be reached without meeting the path
 * again, so that every branch ends in a cycle and the time for each is at most length × (nodes + edges).
 * Source: R. Read, R. Tarjan, Bounds on backtrack algorithms for listing cycles, paths, and spanning trees, Networks 5 (1975) 237–252.
 */
export function elementaryCycles(successors: Successors, limits: CycleLimits): ElementaryCycles {
  const predecessors = reversed(successors);
  const cycles: number[][] = [];
  let cut: ElementaryCycles["cut"];
  const search = (root: number, path: readonly number[]): void => {
    const end = path.at(-1) ?? root;
    const steps = stepsTo(root, predecessors, new Set(path.filter((place) => place !== root)));
    for (const next of successors[end] ?? []) {
      if (cut === "count") return;
      if (next === root) {
        if (cycles.length < limits.count) cycles.push([...path]);
        else cut = "count";
        continue;
      }
      const left = path.includes(next) ? undefined : steps.get(next);
      if (left === undefined) continue;
      if (path.length + left > limits.length) cut ??= "length";
      else search(root, [...path, next]);
    }
  };
  for (let root = 0; root < successors.length && cut !== "count"; root += 1) search(root, [root]);
  return { cycles, ...(cut === undefined ? {} : { cut }) };
}
