import { compareText } from "../layout/group.js";
import type { MapLayout, MapNode } from "../layout/map-layout.js";
import { inkOn } from "./colours.js";
import { shortened, textWidth } from "./fonts.js";
import { mainColour, reachOf, type Sector } from "./node-marks.js";
import {
  baselineOf,
  FAIR_PLACE,
  GOOD_PLACE,
  type LabelBox,
  type Obstacles,
  placeLabels,
  type Wanted,
} from "./place-labels.js";
import { INK, type Item, label, line, SOFT_INK } from "./scene.js";

const HUB_SIZE = 6.5;
const SMALL_SIZE = 5.5;
const SMALL_HUB = 4;
const LARGE_GROUP = 3;
const LONGEST_LABEL = 92;
const HALO = 1.5;

const isAccount = (node: MapNode): boolean => node.kind === "position" || node.kind === "actor";

/**
 * Labels of a map: every asset, venue, market, vault and issuer up to `hubs`, then at most `accounts` positions or groups: the groups
 * largest first; positions all, if there are no more, otherwise those that lost most. Inside the disk where it fits, beside it
 * otherwise. No label covers another: one that finds no place has none, nor has a small account without a good place.
 */
export function mapLabels(
  layout: MapLayout,
  sectors: (node: MapNode) => readonly Sector[],
  obstacles: Obstacles,
  limits: { readonly hubs: number; readonly accounts: number },
): readonly Item[] {
  const weight = (node: MapNode): number => node.lossUsd * 10 + node.valueUsd;
  const ranked = layout.nodes.toSorted((a, b) => weight(b) - weight(a) || compareText(a.key, b.key));
  const hubs = ranked.filter((node) => !isAccount(node)).slice(0, limits.hubs);
  const accounts = chosenAccounts(ranked.filter(isAccount), limits.accounts);
  const inside = hubs.filter((node) => fitsInside(node));
  const outside = [...hubs.filter((node) => !fitsInside(node)), ...accounts];
  return [
    ...inside.map((node) =>
      label(node.x, node.y + 0.36 * HUB_SIZE, node.label, {
        size: HUB_SIZE,
        weight: 600,
        anchor: "middle",
        fill: inkOn(mainColour(sectors(node))),
      }),
    ),
    ...beside(outside, obstacles, inside.map(boxInside)),
  ];
}

/** Large hubs stand out; small ones are named in small type; accounts in grey, and only where there is room. */
function styleOf(node: MapNode): Pick<Wanted, "size" | "weight" | "colour" | "dearest"> {
  if (isAccount(node))
    return { size: SMALL_SIZE, weight: 400, colour: SOFT_INK, dearest: isLargeGroup(node) ? FAIR_PLACE : GOOD_PLACE };
  if (node.radius < SMALL_HUB) return { size: SMALL_SIZE, weight: 500, colour: INK };
  return { size: HUB_SIZE, weight: 600, colour: INK };
}

/** Of accounts that lost most first. */
function chosenAccounts(ranked: readonly MapNode[], most: number): readonly MapNode[] {
  if (ranked.length <= most) return ranked;
  const grouped = ranked.some((node) => node.count > 1);
  const chosen = grouped
    ? ranked.toSorted((a, b) => b.valueUsd - a.valueUsd || compareText(a.key, b.key))
    : ranked.filter(matters);
  return chosen.slice(0, most);
}

const isLargeGroup = (node: MapNode): boolean => node.count > 1 && node.radius >= LARGE_GROUP;
const matters = (node: MapNode): boolean => node.lossUsd > 0 || node.failures.length > 0;

/** The room that the label inside a disk takes. */
function boxInside({ x, y, label: text }: MapNode): LabelBox {
  const width = textWidth(text, HUB_SIZE, 600);
  return { left: x - width / 2, right: x + width / 2, top: y - HUB_SIZE / 2, bottom: y + HUB_SIZE / 2 };
}

const fitsInside = (node: MapNode): boolean => textWidth(node.label, HUB_SIZE, 600) <= 2 * node.radius - 3;

function beside(nodes: readonly MapNode[], obstacles: Obstacles, inside: readonly LabelBox[]): readonly Item[] {
  const wanted = nodes.map((node): Wanted => {
    const style = styleOf(node);
    const count = node.count > 1 ? ` (${node.count})` : "";
    const text = `${shortened(node.label, LONGEST_LABEL, style.size, style.weight)}${count}`;
    return { ...style, text, x: node.x, y: node.y, reach: reachOf(node) };
  });
  const placed = placeLabels(wanted, obstacles, inside);
  const leaders = placed.flatMap(({ leader }): readonly Item[] =>
    leader === undefined
      ? []
      : [line(leader.from.x, leader.from.y, leader.to.x, leader.to.y, { stroke: SOFT_INK, lineWidth: 0.35 })],
  );
  const texts = placed.map((at) =>
    label(at.box.left, baselineOf(at), at.wanted.text, {
      size: at.wanted.size,
      weight: at.wanted.weight,
      fill: at.wanted.colour,
    }),
  );
  const halos = texts.map((text) => ({ ...text, fill: "#ffffff", outline: 2 * HALO }));
  return [...leaders, ...halos, ...texts];
}
