import type { Adapters } from "./adapter.js";
import { aaveAdapters } from "./adapters/aave.js";
import { loopAdapters } from "./adapters/loops.js";
import { morphoAdapters } from "./adapters/morpho.js";

/** Every mechanism that vectors can name. */
export const adapters: Adapters = { ...aaveAdapters, ...morphoAdapters, ...loopAdapters };
