import { readIndex, type SparseMatrix } from "./sparse-matrix.js";

/**
 * Strongly connected components of a square matrix read as a graph: i → j where entry (i, j) is stored.
 *
 * Each list is sorted; every node is in one. Source: R. Tarjan, Depth-first search and linear graph algorithms, SIAM Journal on
 * Computing 1 (1972), without recursion.
 */
export function strongComponents({ rows, rowStart, column }: SparseMatrix): readonly (readonly number[])[] {
  const order = new Int32Array(rows).fill(-1);
  const low = new Int32Array(rows);
  const next = rowStart.slice(0, rows);
  const isOpen = new Uint8Array(rows);
  const open: number[] = [];
  const path: number[] = [];
  const components: (readonly number[])[] = [];
  let visited = 0;
  const enter = (node: number): void => {
    order[node] = visited;
    low[node] = visited;
    visited += 1;
    isOpen[node] = 1;
    open.push(node);
    path.push(node);
  };
  const lower = (node: number, to: number): void => {
    if (to < readIndex(low, node)) low[node] = to;
  };
  for (let root = 0; root < rows; root += 1) {
    if (order[root] !== -1) continue;
    enter(root);
    for (let node = path.at(-1); node !== undefined; node = path.at(-1)) {
      const edge = readIndex(next, node);
      if (edge < readIndex(rowStart, node + 1)) {
        next[node] = edge + 1;
        const target = readIndex(column, edge);
        if (order[target] === -1) enter(target);
        else if (isOpen[target] === 1) lower(node, readIndex(order, target));
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent !== undefined) lower(parent, readIndex(low, node));
      if (low[node] !== order[node]) continue;
      const component = open.splice(open.lastIndexOf(node));
      for (const member of component) isOpen[member] = 0;
      components.push(component.sort((a, b) => a - b));
    }
  }
  return components;
}
