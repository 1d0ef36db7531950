import { scenarioJsonSchema } from "../src/scenario/index.js";

const ID_PATTERN = "^[A-Za-z0-9_./:+-]+$";

/** The parts of JSON Schema that the scenario format uses. */
interface Schema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly default?: unknown;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema | boolean;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

const PREFACE = `# The scenario file

<!-- Written by tools/scenario-format.ts from the schema that files are checked with. Do not edit. -->

A scenario is one YAML file (JSON is YAML too). Ids are keys, units are in the names of fields, and numbers are written as people
write them: \`75_000_000\`, \`-40%\`, \`1e-6\`. No number passes through a double before it is computed with: \`0.7\` is exactly 0.7.
Ids are made of letters, digits and \`- + _ . / :\`; letter case counts. Every misspelt key, missing field and unresolved reference is
reported at once, with its place.

\`spillover schema\` prints the same as JSON Schema, for editors that complete and check.

\`scenarios/01-one-position.yaml\` is the smallest one there is, and explains itself.

In the tables, *number* is any number written as above; a *share* may be written \`0.05\` or \`5%\`. A dot leads into a map, \`*\` stands
for an id of your choice, \`[]\` for an item of a list. A field without a default is required, unless it says *optional*.
`;

/** The reference page of the scenario format, from its schema. */
export function scenarioFormatPage(): string {
  const schema = scenarioJsonSchema() as Schema;
  const top = Object.entries(schema.properties ?? {});
  const isSection = (field: Schema) => field.type === "object" && typeof field.additionalProperties === "object";
  const settings = top.filter(([key, field]) => !isSection(field) && key !== "shocks");
  const required = schema.required ?? [];
  const parts = [
    PREFACE,
    "## Settings\n",
    table(settings.flatMap(([key, field]) => rows(key, field, required.includes(key)))),
  ];
  for (const [key, section] of top) {
    if (key === "shocks")
      parts.push("## shocks\n\nWhat happens: a list.\n", entry("shocks[]", definition("shock", schema)));
    if (!isSection(section) || typeof section.additionalProperties !== "object") continue;
    parts.push(`## ${key}\n\n${section.description ?? ""}\n`, entry(`${key}.*`, section.additionalProperties));
    if (key === "positions") parts.push(shared("distribution", schema));
  }
  for (const name of ["run", "rate", "policy"]) parts.push(shared(name, schema));
  return `${parts.join("\n").trimEnd()}\n`;
}

const definition = (name: string, schema: Schema): Schema => schema.$defs?.[name] ?? {};

const shared = (name: string, schema: Schema): string => {
  const found = definition(name, schema);
  return `## A ${name}\n\n${found.description ?? ""}\n\n${entry("", found)}`;
};

/** One kind of entry, or each of several. */
function entry(path: string, schema: Schema): string {
  const options = schema.oneOf ?? schema.anyOf;
  if (options === undefined) return table(fieldRows(schema));
  if (options.every(({ description, properties }) => description === undefined && properties?.kind === undefined)) {
    return table(options.flatMap(fieldRows));
  }
  return options.map((option) => `${heading(path, option)}\n${table(fieldRows(option))}`).join("\n");
}

function heading(path: string, option: Schema): string {
  const kind = option.properties?.kind;
  if (kind?.const !== undefined)
    return `### ${path === "" ? "" : `${path} — `}kind: ${kind.const}\n\n${kind.description ?? ""}\n`;
  const own = (option.required ?? []).filter((key) => key !== "market").join(", ") || "collateral, debt";
  return `### ${path === "" ? "" : `${path} — `}${own}\n\n${option.description ?? ""}\n`;
}

const fieldRows = (schema: Schema): string[] => {
  if (schema.properties === undefined) return [row("*", schema, true)];
  const fields = Object.entries(schema.properties).filter(
    ([key, { const: fixed }]) => key !== "kind" || fixed === undefined,
  );
  return fields.flatMap(([key, field]) => rows(key, field, schema.required?.includes(key) ?? false));
};

/** The row of a field, and of the fields inside it. */
function rows(path: string, field: Schema, required: boolean): string[] {
  const own = row(path, field, required);
  const inner = typeof field.additionalProperties === "object" ? field.additionalProperties : undefined;
  const item = typeof field.items === "object" ? field.items : undefined;
  if (field.properties !== undefined) return [own, ...inside(path, field)];
  if (inner?.properties !== undefined) return [own, ...inside(`${path}.*`, inner)];
  if (item?.properties !== undefined) return [own, ...inside(`${path}[]`, item)];
  if (field.oneOf !== undefined) {
    const kinds = field.oneOf.map((option) => `\`${option.properties?.kind?.const}\``).join(", ");
    const each = field.oneOf.flatMap((option) =>
      Object.entries(option.properties ?? {})
        .filter(([key]) => key !== "kind")
        .map(([key, value]) => row(`${path}.${key}`, value, true, ` With kind \`${option.properties?.kind?.const}\`.`)),
    );
    return [own, `| \`${path}.kind\` | one of ${kinds} | | Which of the following it has. |`, ...each];
  }
  return [own];
}

const inside = (path: string, schema: Schema): string[] =>
  Object.entries(schema.properties ?? {}).flatMap(([key, field]) =>
    rows(`${path}.${key}`, field, schema.required?.includes(key) ?? false),
  );

function row(path: string, field: Schema, required: boolean, note = ""): string {
  const meaning = (field.description ?? "").replaceAll("|", "\\|");
  return `| \`${path}\` | ${typeName(field)} | ${presetName(field, required)} | ${meaning}${note} |`;
}

function presetName({ default: preset, properties }: Schema, required: boolean): string {
  if (preset === undefined) return required ? "" : "*optional*";
  if (typeof preset !== "object") return `\`${preset}\``;
  return properties === undefined ? "empty" : "*optional*";
}

function typeName(field: Schema): string {
  if (field.$ref !== undefined) return link(field.$ref);
  if (field.const !== undefined) return `\`${JSON.stringify(field.const)}\``;
  if (field.type === "boolean") return "true or false";
  if (field.enum !== undefined) return field.enum.map((word) => `\`${word}\``).join(", ");
  if (Array.isArray(field.type)) return "number";
  if (field.type === "integer") return "whole number";
  if (field.type === "string") return field.pattern === ID_PATTERN ? "id" : "text";
  if (field.type === "array") {
    const item = typeof field.items === "object" ? field.items.$ref : undefined;
    return item === undefined ? "list" : `list of ${link(item)}`;
  }
  if (field.anyOf === undefined) return "map";
  return field.anyOf.some(({ type }) => type === "array") ? "pairs" : field.anyOf.map(alternative).join(", ");
}

const alternative = (option: Schema): string =>
  option.properties === undefined ? typeName(option) : `\`{ ${Object.keys(option.properties).join(", ")} }\``;

function link(reference: string): string {
  const name = reference.split("/").at(-1) ?? "";
  return `[${name}](#${name === "shock" ? "shocks" : `a-${name}`})`;
}

const table = (lines: readonly string[]): string =>
  `| field | type | default | meaning |\n|---|---|---|---|\n${lines.join("\n")}\n`;
