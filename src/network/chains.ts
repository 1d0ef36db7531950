import { type NetworkShape, type NodeKey, nodeKey } from "../model/network.js";
import type { Id } from "../model/scenario.js";
import { type CycleLimits, type ElementaryCycles, elementaryCycles, type Successors } from "./elementary-cycles.js";
import { compareText, shortestPath, valueSteps } from "./value-paths.js";

/** Accounts of one owner, each posting what the one before has borrowed, or something made of it. */
export interface OwnerChain {
  readonly owner: Id;
  readonly positions: readonly Id[];
  /** Whether the first posts what the last has borrowed. */
  readonly closed: boolean;
}

export interface OwnerChains {
  readonly chains: readonly OwnerChain[];
  readonly cut?: ElementaryCycles["cut"];
}

const LIMITS: CycleLimits = { count: 1000, length: 12 };

/**
 * Leverage over several accounts: of every owner the closed chains (elementary cycles) and the open ones (from an account that no other
 * feeds to one that feeds no other), of two accounts or more.
 *
 * Account p feeds q when some collateral of q is, or is made of (`valueSteps`), an asset that p owes. Only accounts of a stated owner
 * can be told to belong together. `cut` says when a limit (default: 1,000 chains an owner, 12 accounts each) left some out.
 */
export function ownerChains(shape: NetworkShape, limits: CycleLimits = LIMITS): OwnerChains {
  const steps = valueSteps(shape);
  const posted = new Map<NodeKey, NodeKey[]>();
  const owed = new Map<NodeKey, NodeKey[]>();
  const owned = new Map<NodeKey, NodeKey[]>();
  const note = (map: Map<NodeKey, NodeKey[]>, key: NodeKey, value: NodeKey) =>
    map.set(key, [...(map.get(key) ?? []), value]);
  for (const { from, to, relation, asset } of shape.edges) {
    if (relation === "collateral") note(posted, from, to);
    else if (relation === "lending" && from.startsWith("position:") && asset !== undefined)
      note(owed, from, nodeKey("asset", asset));
    else if (relation === "backing" && to.startsWith("position:")) note(owned, from, to);
  }
  const feeds = (from: NodeKey, to: NodeKey): boolean =>
    (posted.get(to) ?? []).some((collateral) =>
      (owed.get(from) ?? []).some((debt) => shortestPath(steps, collateral, debt) !== undefined),
    );
  const chains: OwnerChain[] = [];
  let cut: ElementaryCycles["cut"];
  for (const [owner, unsorted] of [...owned].sort(([a], [b]) => compareText(a, b))) {
    const accounts = unsorted.sort(compareText);
    const successors = accounts.map((from) =>
      accounts.flatMap((to, place) => (from !== to && feeds(from, to) ? [place] : [])),
    );
    const closed = elementaryCycles(successors, limits);
    const open = openPaths(successors, limits);
    cut ??= closed.cut ?? open.cut;
    const idsOf = (places: readonly number[]): readonly Id[] =>
      places.flatMap((place) => accounts[place]?.slice("position:".length) ?? []);
    const id = owner.slice(owner.indexOf(":") + 1);
    chains.push(
      ...closed.cycles.map((places) => ({ owner: id, positions: idsOf(places), closed: true })),
      ...open.cycles.map((places) => ({ owner: id, positions: idsOf(places), closed: false })),
    );
  }
  return { chains, ...(cut === undefined ? {} : { cut }) };
}

/** Paths without repeats from places that nothing leads to, to places that lead nowhere; of two places or more. */
function openPaths(successors: Successors, limits: CycleLimits): ElementaryCycles {
  const led = new Set(successors.flat());
  const paths: number[][] = [];
  let cut: ElementaryCycles["cut"];
  const walk = (path: readonly number[]): void => {
    const next = (successors[path.at(-1) ?? 0] ?? []).filter((place) => !path.includes(place));
    if (next.length === 0 && path.length > 1) {
      if (paths.length < limits.count) paths.push([...path]);
      else cut = "count";
      return;
    }
    if (path.length >= limits.length && next.length > 0) {
      cut ??= "length";
      return;
    }
    for (const place of next) if (cut !== "count") walk([...path, place]);
  };
  successors.forEach((_, place) => {
    if (!led.has(place)) walk([place]);
  });
  return { cycles: paths, ...(cut === undefined ? {} : { cut }) };
}
