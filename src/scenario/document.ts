import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type Node, parseDocument, visit } from "yaml";
import { type Copies, joinSections, keepCopy } from "./copies.js";
import type { Path } from "./path.js";

export type { Path } from "./path.js";

/** Where something stands in a file, counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A document in which every scalar is still the text that was written. */
export interface SourceDocument {
  /** Maps, lists and texts; undefined when the text is not YAML. */
  readonly tree: unknown;
  /** Where the value at `path` stands; of the deepest part of it that exists. */
  valuePlace(path: Path): Place;
  /** Where the last key of `path` stands. */
  keyPlace(path: Path): Place;
  readonly mistakes: readonly (Place & { readonly message: string; readonly duplicateKey: boolean })[];
  readonly copies: Readonly<Copies>;
}

/**
 * Reads YAML 1.2, JSON included. No number is converted: `1e-18` stays the text "1e-18". Of a key that a map has more than once the
 * last copy counts, or for `copy` 1 the one before it, and so on.
 */
export function readDocument(text: string, copy = 0): SourceDocument {
  const document = parseDocument(text, { schema: "failsafe", prettyErrors: false });
  const place = (offset = 0): Place => {
    const before = text.slice(0, offset);
    return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
  };
  const mistakes = [...document.errors, ...document.warnings]
    // Once the text has stopped being YAML, every token after it is "in the stream": one mistake, not hundreds.
    .filter(({ message }, index) => index === 0 || !message.includes("in YAML stream"))
    .map((mistake) => ({
      ...place(mistake.pos[0]),
      message: mistake.message,
      duplicateKey: mistake.code === "DUPLICATE_KEY",
    }));
  visit(document, {
    Pair: (_key, { key }) => {
      if (isScalar(key) || isAlias(key)) return;
      mistakes.push({ ...place(start(key)), message: "a map or list cannot be a key", duplicateKey: false });
    },
    Alias: (_key, alias) => {
      if (alias.resolve(document) !== undefined) return;
      const message = `*${alias.source} is used before &${alias.source}`;
      mistakes.push({ ...place(start(alias)), message, duplicateKey: false });
    },
  });
  joinSections(document.contents);
  const copies = keepCopy(document.contents, copy);
  const isReadable = mistakes.every((mistake) => mistake.duplicateKey);
  let tree: unknown;
  try {
    tree = isReadable ? document.toJS() : undefined;
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    mistakes.push({ ...place(), message: "anchors within anchors unfold to too much", duplicateKey: false });
  }
  return {
    tree,
    valuePlace: (path) => place(walk(document, path).value),
    keyPlace: (path) => place(walk(document, path).key),
    mistakes,
    copies,
  };
}

interface Offsets {
  key: number | undefined;
  value: number | undefined;
}

function walk(document: Document, path: Path): Offsets {
  let node: unknown = document.contents;
  const offsets: Offsets = { key: start(node), value: start(node) };
  for (const step of path) {
    const inside = isAlias(node) ? node.resolve(document) : node;
    if (isSeq(inside)) {
      node = inside.items[Number(step)];
      if (node === undefined) break;
      offsets.key = start(node) ?? offsets.key;
    } else if (isMap(inside)) {
      const pair = inside.items.findLast((item) => isScalar(item.key) && String(item.key.value) === String(step));
      if (pair === undefined) break;
      node = pair.value;
      offsets.key = start(pair.key) ?? offsets.key;
    } else break;
    offsets.value = start(node) ?? offsets.key;
  }
  return offsets;
}

const start = (node: unknown): number | undefined => (isNode(node) ? (node as Node).range?.[0] : undefined);
