export { type SimulateOptions, simulate } from "./simulate.js";
