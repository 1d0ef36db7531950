/** The types that come with the package describe another way of exporting it than its file has. */
declare module "graphology-communities-louvain" {
  import type { AbstractGraph } from "graphology-types";

  /** The community of every node, numbered from 0. */
  export default function louvain(
    graph: AbstractGraph,
    options: { readonly rng: () => number; readonly getEdgeWeight: null },
  ): Readonly<Record<string, number>>;
}
