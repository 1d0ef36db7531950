import { isMap, isScalar, isSeq, type Pair, type YAMLMap } from "yaml";
import type { Path } from "./path.js";

/** What was found of keys that a map has more than once. */
export interface Copies {
  /** The keys of which another copy than the last was kept. */
  readonly kept: Path[];
  /** The largest number of copies of one key. */
  most: number;
}

const keyOf = ({ key }: Pair): string => (isScalar(key) ? String(key.value) : "");

function grouped(map: YAMLMap): ReadonlyMap<string, readonly Pair[]> {
  const groups = new Map<string, Pair[]>();
  for (const pair of map.items) groups.set(keyOf(pair), [...(groups.get(keyOf(pair)) ?? []), pair]);
  return groups;
}

/** Moves what sections of one name hold into the last of them, so that nobody misses what another holds. */
export function joinSections(root: unknown): void {
  if (!isMap(root)) return;
  for (const pairs of grouped(root).values()) {
    const sections = pairs.map(({ value }) => value).filter((value) => isMap(value));
    const last = sections.at(-1);
    if (last === undefined || sections.length < pairs.length) continue;
    last.items = sections.flatMap(({ items }) => items);
    root.items = root.items.filter((pair) => !pairs.includes(pair) || pair.value === last);
  }
}

/** Of every key that is there more than once, keeps one: for `copy` 1 the one before the last, and so on; for 0 it only counts. */
export function keepCopy(node: unknown, copy: number, path: Path = [], copies: Copies = { kept: [], most: 1 }): Copies {
  if (isSeq(node)) node.items.forEach((item, place) => void keepCopy(item, copy, [...path, place], copies));
  if (!isMap(node)) return copies;
  for (const [key, pairs] of grouped(node)) {
    const here = [...path, key];
    copies.most = Math.max(copies.most, pairs.length);
    const isCopied = pairs.length > copy;
    const wanted = pairs.at(isCopied ? -1 - copy : -1);
    if (copy > 0) node.items = node.items.filter((pair) => pair === wanted || !pairs.includes(pair));
    if (copy > 0 && isCopied) copies.kept.push(here);
    for (const pair of copy > 0 ? [wanted] : pairs) keepCopy(pair?.value, copy, here, copies);
  }
  return copies;
}
