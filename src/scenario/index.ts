export { type Change, readPath, showChange } from "./changes.js";
export { formatIssue, ScenarioError, type ScenarioIssue } from "./errors.js";
export { scenarioJsonSchema } from "./json-schema.js";
export { locateProblems } from "./locate.js";
export { parseScenario, type ScenarioFiles } from "./parse.js";
export { showPath } from "./problems.js";
export { type ReadOptions, readScenario } from "./read.js";
export { parseShockArgument } from "./shock-argument.js";
