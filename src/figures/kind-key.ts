import type { MapNode } from "../layout/map-layout.js";
import type { NodeKind } from "../model/network.js";
import { type Block, BODY, HEAD, HEAD_HEIGHT, type Place } from "./key-block.js";
import { nodeItems } from "./node-marks.js";
import { label } from "./scene.js";

const KIND_NAMES: readonly { readonly kind: NodeKind; readonly name: string }[] = [
  { kind: "asset", name: "asset" },
  { kind: "issuer", name: "issuer" },
  { kind: "market", name: "market" },
  { kind: "vault", name: "vault" },
  { kind: "venue", name: "venue" },
  { kind: "oracle", name: "oracle" },
  { kind: "actor", name: "actor" },
  { kind: "position", name: "position" },
];

/** The rings of the kinds that occur, in two columns. */
export function kindKey(place: Place, nodes: readonly MapNode[]): Block {
  const { x, y, widthPt } = place;
  const kinds = new Set(nodes.map((node) => node.kind));
  const grouped = nodes.some((node) => node.count > 1);
  const shown = KIND_NAMES.filter(({ kind }) => kinds.has(kind));
  const cells = shown.map(({ kind, name }) => ({
    mark: (at: { x: number; y: number }) => nodeItems({ kind, radius: 2.9, ...at }, [{ share: 1, colour: "#7a7a7a" }]),
    name,
  }));
  const rows = Math.ceil(cells.length / 2);
  const at = (index: number) => ({
    x: x + 6 + (index >= rows ? widthPt / 2 : 0),
    y: y + HEAD_HEIGHT + 4 + (index % rows) * 13,
  });
  const items = cells.flatMap((cell, index) => {
    const spot = at(index);
    return [...cell.mark(spot), label(spot.x + 9.5, spot.y + 2.1, cell.name, BODY)];
  });
  const groupY = y + HEAD_HEIGHT + 4 + rows * 13;
  const extra = grouped
    ? [
        ...nodeItems({ kind: "position", radius: 4, x: x + 6, y: groupY }, [{ share: 0.4, colour: "#7a7a7a" }]),
        label(x + 15.5, groupY + 2.1, "group by leverage (count);", BODY),
        label(x + 15.5, groupY + 9.6, "slices: share failed", BODY),
      ]
    : [];
  return {
    items: [label(x, y + 5, "Node type", HEAD), ...items, ...extra],
    heightPt: HEAD_HEIGHT + rows * 13 + (grouped ? 18.5 : -2),
  };
}
