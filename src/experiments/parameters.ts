import { type Change, readPath, showPath } from "../scenario/index.js";

/** A place in a scenario file, and the values to try there. */
export interface Parameter {
  readonly path: Change["path"];
  readonly values: readonly string[];
}

/** One value for each parameter that is changed; none: the scenario as written. */
export type Setting = readonly Change[];

/** Reads `markets.aave.reserves.ETH.liquidationBonus=5%,8%`; undefined when it is not `PATH=VALUE` or `PATH=VALUE,VALUE…`. */
export function readParameter(text: string): Parameter | undefined {
  const [written, ...rest] = text.split("=");
  const path = readPath((written ?? "").trim());
  const values = splitValues(rest.join("="));
  return path === undefined || values.includes("") ? undefined : { path, values };
}

/** Parts between commas that stand in no bracket, brace or quote. */
function splitValues(text: string): readonly string[] {
  const parts = [""];
  let depth = 0;
  let quote = "";
  for (const letter of text) {
    if (quote === "" && /["']/.test(letter)) quote = letter;
    else if (letter === quote) quote = "";
    else if (quote === "" && /[[{]/.test(letter)) depth += 1;
    else if (quote === "" && /[\]}]/.test(letter)) depth -= 1;
    if (letter === "," && depth === 0 && quote === "") parts.push("");
    else parts.push(`${parts.pop() ?? ""}${letter}`);
  }
  return parts.map((part) => part.trim());
}

/** Every combination of the parameters' values, the first parameter changing slowest; one empty setting where there is none. */
export const combinations = (parameters: readonly Parameter[]): readonly Setting[] =>
  parameters.reduce<readonly Setting[]>(
    (settings, { path, values }) => settings.flatMap((setting) => values.map((value) => [...setting, { path, value }])),
    [[]],
  );

/** Parameters of one path as one, with the values of all. */
export function mergeParameters(parameters: readonly Parameter[]): readonly Parameter[] {
  const byPath = new Map<string, Parameter>();
  for (const { path, values } of parameters) {
    const earlier = byPath.get(showPath(path))?.values ?? [];
    byPath.set(showPath(path), { path, values: [...new Set([...earlier, ...values])] });
  }
  return [...byPath.values()];
}

/** "ETH.liquidationBonus = 8%": as much of each path as tells it from the others, and no less than its last two keys. */
export const nameSetting = (setting: Setting): string =>
  setting
    .map(({ path, value }) => {
      const others = setting.filter((change) => change.path !== path);
      return `${showPath(path.slice(-stepsNeeded(path, others)))} = ${value}`;
    })
    .join(", ");

function stepsNeeded(path: Change["path"], others: Setting): number {
  const end = (steps: Change["path"], count: number): string => showPath(steps.slice(-count));
  for (let count = 2; count < path.length; count += 1) {
    const startsAtPlace = typeof path.at(-count) === "number";
    if (!startsAtPlace && others.every((other) => end(other.path, count) !== end(path, count))) return count;
  }
  return path.length;
}
