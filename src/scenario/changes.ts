import { show } from "./check-shape.js";
import { type Path, readDocument } from "./document.js";
import { type Report, showPath } from "./problems.js";
import { suggestion } from "./suggest.js";

/** A value in place of the one that a scenario file states. */
export interface Change {
  /** From the top of the file: keys, and places in lists. */
  readonly path: Path;
  /** As it would stand in the file: `8%`, `1_000`, `{ ETH: 5 }`. */
  readonly value: string;
}

/** `path=value`, as a change is written on a command line. */
export const showChange = ({ path, value }: Change): string => `${showPath(path)}=${value}`;

/** Reads `markets.aave.reserves.ETH.ltv`, `shocks[0].change` or `markets["a.b"].fee`; undefined when it is none. */
export function readPath(text: string): Path | undefined {
  const step = /(?:^|(?!^)\.)([^.[\]"\s]+)|\[(\d+)\]|\["([^"]+)"\]/y;
  const path: (string | number)[] = [];
  while (step.lastIndex < text.length) {
    const found = step.exec(text);
    if (found === null) return undefined;
    const [, key, place, quoted] = found;
    path.push(place === undefined ? (key ?? quoted ?? "") : Number(place));
  }
  return path.length === 0 ? undefined : path;
}

/** The document with every change made, in order; where one cannot be made, that is reported and the rest is kept. */
export const applyChanges = (tree: unknown, changes: readonly Change[], report: Report): unknown =>
  changes.reduce((changed: unknown, { path, value }) => {
    const read = readDocument(value).tree;
    if (read !== undefined && read !== null) return put(changed, path, 0, read, report);
    report({ path, found: `found ${show(value)}`, expected: "a value as a file could state it" });
    return changed;
  }, tree);

function put(inside: unknown, path: Path, depth: number, value: unknown, report: Report): unknown {
  const step = path[depth];
  if (step === undefined) return value;
  const next = (child: unknown): unknown => put(child, path, depth + 1, value, report);
  if (inside === undefined || inside === "") return { [step]: next(undefined) };
  const here = path.slice(0, depth + 1);
  if (Array.isArray(inside)) {
    const place = Number(step);
    if (Object.hasOwn(inside, place)) return inside.with(place, next(inside[place]));
    report({
      path: here,
      found: `"${step}" is no place in a list of ${inside.length}`,
      expected: "a place that is in the list",
    });
    return inside;
  }
  if (typeof inside !== "object" || inside === null) {
    report({ path: here, found: `found ${show(inside)} where "${step}" was looked for`, expected: "a map or a list" });
    return inside;
  }
  const known = new Map(Object.entries(inside));
  // What a schema may know and the file leaves out: a key at the end of the path, a section at its beginning.
  const mayBeNew = depth === 0 || depth === path.length - 1;
  if (!known.has(String(step)) && !mayBeNew) {
    const fix = suggestion(String(step), [...known.keys()], "keys there");
    report({ path: here, found: `"${step}" is not there`, expected: "a path to something in the file", fix });
    return inside;
  }
  return { ...inside, [step]: next(known.get(String(step))) };
}

/** Places a problem that a change brought in at the change, which is what has to be mended, and not somewhere in the file. */
export const atChanges =
  (report: Report, file: string, tree: unknown, changes: readonly Change[]): Report =>
  (problem) => {
    const change = changes.find(
      ({ path }) => agree(path, problem.path) && (problem.path.length >= path.length || !isIn(tree, problem.path)),
    );
    const isOfFile = change === undefined || problem.elsewhere !== undefined;
    report(
      isOfFile
        ? problem
        : { ...problem, elsewhere: { file: `${file} with ${showChange(change)}`, line: 1, column: 1 } },
    );
  };

/** Whether one path leads to the other. */
const agree = (a: Path, b: Path): boolean => a.every((step, i) => i >= b.length || String(step) === String(b[i]));

function isIn(tree: unknown, path: Path): boolean {
  const [step, ...rest] = path;
  if (step === undefined) return true;
  const inside = new Map(typeof tree === "object" && tree !== null ? Object.entries(tree) : []);
  return inside.has(String(step)) && isIn(inside.get(String(step)), rest);
}
