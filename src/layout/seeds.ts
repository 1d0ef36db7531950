import { UndirectedGraph } from "graphology";
import louvain from "graphology-communities-louvain";
import type { Disk, Link, Point } from "./disk.js";
import { linearCongruential } from "./random.js";

/** The turn from one leaf to the next that fills a disk evenly, in radians. */
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

/** Disks of one community, in the order in which they were given, and the one disk that has room for all of them. */
interface Community {
  readonly whole: Disk;
  readonly members: readonly Disk[];
}

/**
 * Where to begin with very many disks: communities by modularity (Louvain), laid out as one disk each by `place`, and within each its
 * members on a spiral. Forces then need fewer steps, as neighbours begin together.
 *
 * Source: V. Blondel, J.-L. Guillaume, R. Lambiotte and E. Lefebvre, "Fast unfolding of communities in large networks", Journal of
 * Statistical Mechanics (2008) P10008.
 */
export function seedsOf(
  disks: readonly Disk[],
  links: readonly Link[],
  place: (disks: readonly Disk[], links: readonly Link[]) => ReadonlyMap<string, Point>,
): ReadonlyMap<string, Point> {
  const graph = new UndirectedGraph();
  for (const { key } of disks) graph.addNode(key);
  for (const { from, to } of links)
    if (graph.hasNode(from) && graph.hasNode(to) && from !== to) graph.mergeEdge(from, to);
  const found = louvain(graph, { rng: linearCongruential(1), getEdgeWeight: null });
  const nameOf = (key: string): string => `community ${found[key] ?? 0}`;
  const communities = communitiesOf(disks, nameOf);
  // Disks that nothing joins: there is nothing to begin from.
  if (communities.length === disks.length) return new Map();
  const centres = place(
    communities.map(({ whole }) => whole),
    linksBetween(links, nameOf),
  );
  return new Map(
    communities.flatMap(({ whole, members }) => {
      const centre = centres.get(whole.key) ?? { x: 0, y: 0 };
      return members.map(({ key }, i) => {
        const distance = whole.reach * Math.sqrt((i + 0.5) / members.length);
        const angle = i * GOLDEN_ANGLE;
        return [key, { x: centre.x + distance * Math.cos(angle), y: centre.y + distance * Math.sin(angle) }] as const;
      });
    }),
  );
}

function communitiesOf(disks: readonly Disk[], nameOf: (key: string) => string): readonly Community[] {
  const members = new Map<string, Disk[]>();
  for (const disk of disks) {
    const name = nameOf(disk.key);
    const others = members.get(name);
    if (others === undefined) members.set(name, [disk]);
    else others.push(disk);
  }
  // Disks in a plane cover nine tenths of it at best; twice their area leaves room for edges.
  const reachOf = (some: readonly Disk[]): number =>
    Math.sqrt(2 * some.reduce((area, { reach }) => area + reach * reach, 0));
  return [...members].map(([key, some]) => ({ whole: { key, reach: reachOf(some) }, members: some }));
}

/** Each pair of communities that some link joins, once. */
function linksBetween(links: readonly Link[], nameOf: (key: string) => string): readonly Link[] {
  const between = new Map<string, Link>();
  for (const { from, to } of links) {
    const [one, other] = [nameOf(from), nameOf(to)].sort();
    if (one === undefined || other === undefined || one === other) continue;
    between.set(`${one}\n${other}`, { from: one, to: other, live: false });
  }
  return [...between.values()];
}
