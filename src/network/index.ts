export { type DependencyCycle, type DependencyCycles, dependencyCycles } from "./cycles.js";
export { type DependencyGraph, dependencyGraph, type EdgeAttributes, type NodeAttributes } from "./graph.js";
export { type AssetReach, type Inspection, inspectNetwork } from "./inspect.js";
export { type LoopedPosition, loopedPositions } from "./loops.js";
export { type Reach, type ReachedNode, reach } from "./reach.js";
export { networkShape } from "./shape.js";
