/** Reads the sources as text and says where they break the house rules. The rules themselves are data, given by the test. */

export interface FolderRule {
  /** Folders of src/ that may be imported. */
  readonly folders: readonly string[];
  /** Folders that may be imported with `import type` only. */
  readonly typesFrom?: readonly string[];
  /** Packages and Node's own modules; "graphology*" stands for every name that begins so. */
  readonly packages: readonly string[];
}

export interface Rules {
  /** By folder of src/; "." stands for the files directly in src/. */
  readonly folders: Readonly<Record<string, FolderRule>>;
  /** Folders whose files may use the process, the clock, the console and chance. */
  readonly shells: readonly string[];
  readonly forbiddenNames: readonly string[];
  readonly maximumLines: number;
}

/** Path below src/ with forward slashes, e.g. "numbers/float.ts" → text. */
export type Sources = ReadonlyMap<string, string>;

export interface Import {
  readonly specifier: string;
  readonly typeOnly: boolean;
}

const REGEX_MAY_FOLLOW = /(?:^|[(,=:[!&|?{};+\-*%<>~^]|\breturn|\btypeof|\bcase)\s*$/;
const TOKEN =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\[\s\S]|[^`\\])*`|\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/g;

/** The text with comments blanked and, where `keepStrings` is false, strings and regular expressions emptied. */
export function strip(text: string, { keepStrings }: { readonly keepStrings: boolean }): string {
  let stripped = "";
  let from = 0;
  TOKEN.lastIndex = 0;
  for (let token = TOKEN.exec(text); token !== null; token = TOKEN.exec(text)) {
    const found = token[0];
    const isComment = found.startsWith("//") || found.startsWith("/*");
    const isDivision = !isComment && found.startsWith("/") && !REGEX_MAY_FOLLOW.test(text.slice(from, token.index));
    if (isDivision) {
      TOKEN.lastIndex = token.index + 1;
      continue;
    }
    stripped += text.slice(from, token.index);
    if (!isComment && keepStrings) stripped += found;
    else if (!isComment) stripped += '""';
    from = TOKEN.lastIndex;
  }
  return stripped + text.slice(from);
}

const STATEMENT = /^[ \t]*(import|export)\b(?!\s*\()(\s+type\b)?([^;"'`()]*?)\bfrom\s*["']([^"']+)["']/gm;
const SIDE_EFFECT = /^[ \t]*import\s*["']([^"']+)["']/gm;
const DYNAMIC = /\b(?:import|require)\s*\(\s*(?:["']([^"']+)["'])?/g;

/** Every module that a text imports, exports from or loads; a specifier that is not a literal is given as "?". */
export function importsOf(text: string): readonly Import[] {
  const code = strip(text, { keepStrings: true });
  return [
    ...[...code.matchAll(STATEMENT)].map((match) => ({ specifier: match[4] ?? "?", typeOnly: match[2] !== undefined })),
    ...[...code.matchAll(SIDE_EFFECT)].map((match) => ({ specifier: match[1] ?? "?", typeOnly: false })),
    ...[...code.matchAll(DYNAMIC)].map((match) => ({ specifier: match[1] ?? "?", typeOnly: false })),
  ];
}

const folderOf = (path: string): string => (path.includes("/") ? path.slice(0, path.indexOf("/")) : ".");

const packageOf = (specifier: string): string =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") || specifier.startsWith("node:") ? 2 : 1)
    .join("/");

/** "numbers/float.ts" from "mechanics/lending/aave-v3.ts" and "../../numbers/float.js"; undefined where that leaves src/. */
function resolve(importer: string, specifier: string): string | undefined {
  const parts = importer.split("/").slice(0, -1);
  for (const part of specifier.split("/")) {
    if (part === "..") {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== ".") parts.push(part);
  }
  return parts.join("/").replace(/\.js$/, ".ts");
}

const allows = (patterns: readonly string[], name: string): boolean =>
  patterns.some((pattern) =>
    pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern || name.startsWith(`${pattern}/`),
  );

function arrowProblem(path: string, { specifier, typeOnly }: Import, rules: Rules): string | undefined {
  const from = folderOf(path);
  const rule = rules.folders[from];
  if (rule === undefined) return `${path}: the folder ${from}/ is not in the table`;
  if (specifier === "?") return `${path}: imports something that is not a literal`;
  if (!specifier.startsWith(".")) {
    return allows(rule.packages, packageOf(specifier)) ? undefined : `${path}: ${from} may not import ${specifier}`;
  }
  const target = resolve(path, specifier);
  if (target === undefined) return `${path}: ${specifier} is outside src/`;
  const to = folderOf(target);
  if (to === from || rule.folders.includes(to)) return undefined;
  if (!rule.typesFrom?.includes(to)) return `${path}: ${from} may not import ${to} (${specifier})`;
  return typeOnly ? undefined : `${path}: ${from} may import only types from ${to} (${specifier})`;
}

/** Imports that the table does not allow. */
export const arrowProblems = (sources: Sources, rules: Rules): readonly string[] =>
  [...sources].flatMap(([path, text]) => importsOf(text).flatMap((found) => arrowProblem(path, found, rules) ?? []));

/** Files that import one another in a circle, types included: each circle once, from its first file in the alphabet. */
export function importCycles(sources: Sources): readonly string[] {
  const targets = (path: string): readonly string[] =>
    importsOf(sources.get(path) ?? "")
      .filter(({ specifier }) => specifier.startsWith("."))
      .flatMap(({ specifier }) => resolve(path, specifier) ?? [])
      .filter((target) => sources.has(target));
  const cycles = new Set<string>();
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) {
      const circle = trail.slice(start);
      const first = circle.indexOf([...circle].sort()[0] ?? path);
      const turned = [...circle.slice(first), ...circle.slice(0, first)];
      cycles.add([...turned, turned[0]].join(" → "));
      return;
    }
    if (done.has(path)) return;
    for (const target of targets(path)) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const path of [...sources.keys()].sort()) visit(path, []);
  return [...cycles];
}

/** Files longer than the limit, and files or folders with a name that says nothing. */
export const sizeAndNameProblems = (sources: Sources, rules: Rules): readonly string[] =>
  [...sources].flatMap(([path, text]) => {
    const lines = text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
    const words = path.replace(/\.ts$/, "").split("/");
    return [
      ...(lines > rules.maximumLines ? [`${path}: ${lines} lines, more than ${rules.maximumLines}`] : []),
      ...words
        .filter((word) => rules.forbiddenNames.includes(word))
        .map((word) => `${path}: nothing is called ${word}`),
    ];
  });

const OUTSIDE_WORLD = /(?<![.\w])(?:process\.|console\.|Date\.now\b|new Date\(\)|performance\.now\b|Math\.random\b)/g;

/** Use of the process, the clock, the console or chance outside the shells. */
export const outsideWorldProblems = (sources: Sources, rules: Rules): readonly string[] =>
  [...sources]
    .filter(([path]) => !rules.shells.includes(folderOf(path)))
    .flatMap(([path, text]) =>
      [...strip(text, { keepStrings: false }).matchAll(OUTSIDE_WORLD)].map((match) => `${path}: uses ${match[0]}`),
    );

const SUPPRESSION = /@ts-(?:ignore|expect-error|nocheck)|biome-ignore|eslint-disable/g;

/** Checks switched off, and exports without a name. */
export const styleProblems = (sources: Sources): readonly string[] =>
  [...sources].flatMap(([path, text]) => [
    ...[...text.matchAll(SUPPRESSION)].map((match) => `${path}: switches a check off (${match[0]})`),
    ...(/^\s*export\s+default\b/m.test(strip(text, { keepStrings: false })) ? [`${path}: has a default export`] : []),
  ]);
